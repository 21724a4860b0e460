import { expect } from "chai";
import fc from "fast-check";
import type { CounterItem } from "#protocol/voucher/payCode.ts";
import { DAY, loadFixture, time } from "../../fixtures/chain.ts";
import {
  aBatch,
  anItem,
  anOpenCounter,
  aPocketMove,
  askBack,
  enrolTerminal,
  fen,
  handIn,
  member,
  type OpenCounter,
  skippedIn,
  yuan,
} from "../../fixtures/counterHouse.ts";

/** What can happen at the counter, in any order. Numbers are small on purpose, so that nonces and caps collide. */
const anyCode = fc.record({
  phone: fc.constantFrom(1, 2),
  nonce: fc.integer({ min: 0, max: 9 }),
  amount: fc.constantFrom(0, 100, 2_800, 3_500, 9_999),
  maxAmount: fc.constantFrom(3_000, 10_000),
  forged: fc.boolean(),
});
const anyStep = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("batch" as const),
      till: fc.constantFrom(1, 2),
      codes: fc.array(anyCode, { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("fill" as const),
      phone: fc.constantFrom(1, 2),
      amount: fc.integer({ min: 1, max: 100 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("exit" as const),
      phone: fc.constantFrom(1, 2),
      amount: fc.integer({ min: 1, max: 50 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 5 }) }) },
);

/** The counter as its rules say it, without a chain: what a batch ought to pay. Money in hundredths. */
class Model {
  balance = new Map([
    [1, fen(300)],
    [2, fen(100)],
  ]);
  used = new Set<string>();
  spent = new Map<string, number>();
  redeemed = 0;
  refused = 0;

  pays(item: CounterItem, day: number, forged: boolean): boolean {
    const code = `${item.pocket}/${item.nonce}`;
    const today = `${item.pocket}/${day}`;
    const spent = (this.spent.get(today) ?? 0) + item.amount;
    const balance = this.balance.get(item.pocket) ?? 0;
    const good =
      item.amount > 0 &&
      item.amount <= item.maxAmount &&
      item.amount <= fen(100) &&
      spent <= fen(200) &&
      item.amount <= balance &&
      !this.used.has(code) &&
      !forged;
    if (!good) {
      this.refused += 1;
      return false;
    }
    this.used.add(code);
    this.spent.set(today, spent);
    this.balance.set(item.pocket, balance - item.amount);
    this.redeemed += item.amount;
    return true;
  }
}

async function twoTills() {
  const house = await anOpenCounter();
  return { ...house, tills: [house.till, await enrolTerminal(house, "till 2")] as const };
}

async function chainAgrees(house: OpenCounter, model: Model, supplyAtStart: bigint) {
  const entries = (await house.journal.lines()).reduce((sum, line) => sum + line.amount, 0n);
  const burned = supplyAtStart - (await house.voucher.totalSupply());
  const pockets = await Promise.all([1, 2].map(async (id) => (await house.counter.pocket(id)).balance));
  const records = await Promise.all([1, 2].map((till) => house.counter.batches(till, 1, 1_000)));
  const recorded = records.flat().reduce((sum, record) => sum + record.total, 0n);
  expect(burned, "burned = entries").to.equal(entries);
  expect(burned, "burned = records of the batches").to.equal(recorded * 10_000n);
  expect(burned, "burned = model").to.equal(BigInt(model.redeemed) * 10_000n);
  expect(pockets, "pockets").to.deep.equal([1, 2].map((id) => BigInt(model.balance.get(id) ?? 0) * 10_000n));
  expect(await house.voucher.balanceOf(house.counter), "the counter holds what the pockets say").to.equal(
    (pockets[0] ?? 0n) + (pockets[1] ?? 0n),
  );
}

describe("Counter: any history", () => {
  it("pays no code twice, and what is burned is what the journal and the batches say", async () => {
    const seen = { paid: 0, refused: 0, exits: 0, fills: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 12 }), async (steps) => {
        const house = await loadFixture(twoTills);
        const supplyAtStart = await house.voucher.totalSupply();
        const model = new Model();
        const paid = new Map<string, number>();
        for (const step of steps) {
          if (step.do === "wait") await time.increase(step.days * DAY);
          if (step.do === "fill") {
            const owner = member(house, step.phone);
            await house.voucher.connect(owner).approve(await house.counter.getAddress(), yuan(step.amount));
            await house.counter.connect(owner).fill(await aPocketMove(house, owner, yuan(step.amount)), "0x");
            model.balance.set(step.phone, (model.balance.get(step.phone) ?? 0) + fen(step.amount));
            seen.fills += 1;
          }
          if (step.do === "exit") {
            const before = model.balance.get(step.phone) ?? 0;
            if (before < fen(step.amount)) continue;
            await askBack(house, member(house, step.phone), yuan(step.amount));
            await time.increase(4 * DAY);
            await house.counter.exit(step.phone);
            model.balance.set(step.phone, before - fen(step.amount));
            seen.exits += 1;
          }
          if (step.do === "batch") {
            const items = await Promise.all(
              step.codes.map(async ({ phone, nonce, amount, maxAmount, forged }) => {
                const item = await anItem(house, phone === 1 ? house.phone1 : house.phone2, nonce, {
                  amount,
                  maxAmount,
                });
                return forged ? { ...item, acceptBy: item.acceptBy + 1 } : item;
              }),
            );
            const batch = await aBatch(house, items, { terminal: step.till });
            const expected = items.map((item, i) =>
              model.pays(item, batch.businessDay, step.codes[i]?.forged ?? false),
            );
            const sent = await handIn(house, batch, house.tills[step.till - 1]);
            const skipped = await skippedIn(house, sent);
            expect(
              items.map((_, i) => skipped[i] === undefined),
              "who is paid",
            ).to.deep.equal(expected);
            for (const [i, item] of items.entries()) {
              if (skipped[i] !== undefined) continue;
              const code = `${item.pocket}/${item.nonce}`;
              paid.set(code, (paid.get(code) ?? 0) + 1);
              seen.paid += 1;
            }
            seen.refused += Object.keys(skipped).length;
          }
        }
        for (const [code, times] of paid) expect(times, `code ${code}`).to.equal(1);
        await chainAgrees(house, model, supplyAtStart);
      }),
      { numRuns: 40, seed: 42 },
    );
    // A history in which nothing happened proves nothing.
    expect(seen.paid).to.be.greaterThan(50);
    expect(seen.refused).to.be.greaterThan(50);
    expect(seen.exits).to.be.greaterThan(3);
    expect(seen.fills).to.be.greaterThan(3);
  });
});
