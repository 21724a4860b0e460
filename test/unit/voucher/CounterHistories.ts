import { expect } from "chai";
import fc from "fast-check";
import { type CounterItem, headsOf, PAPER_BIT } from "#protocol/voucher/payCode.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import {
  aBatch,
  anItem,
  anOpenCounter,
  aPocketMove,
  askBack,
  enrolTerminal,
  fen,
  handIn,
  handInLate,
  member,
  type OpenCounter,
  type Phone,
  setUp,
  shutOut,
  skippedIn,
  terminalNonce,
  yuan,
} from "../../fixtures/counterHouse.ts";
import { setFigures } from "../../fixtures/figures.ts";
import { p256Key } from "../../fixtures/p256Keys.ts";
import { person } from "../../fixtures/people.ts";
import { nonceSubject } from "../../fixtures/signatures.ts";

/** What can happen at the counter, in any order. Numbers are small on purpose, so that nonces and caps collide. */
const anyCode = fc.record({
  phone: fc.constantFrom(1, 2),
  /** Off which sheet, counted from the newest; else the phone's. */
  sheet: fc.option(fc.constantFrom(0, 1), { freq: 2 }),
  nonce: fc.integer({ min: 0, max: 9 }),
  amount: fc.constantFrom(0, 100, 2_800, 3_500, 9_999),
  maxAmount: fc.constantFrom(3_000, 10_000),
  forged: fc.boolean(),
});
const anyStep = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("batch" as const),
      till: fc.constantFrom(1, 2),
      /** How many days after it was accepted it comes. */
      late: fc.constantFrom(0, 0, 0, 1, 2),
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
  { weight: 3, arbitrary: fc.record({ do: fc.constant("sheet" as const), phone: fc.constantFrom(1, 2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("shutOut" as const), till: fc.constantFrom(1, 2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("renew" as const), till: fc.constantFrom(1, 2) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("void" as const, "refund" as const),
      /** Which of the payments that there are, counted from the newest. */
      which: fc.integer({ min: 0, max: 3 }),
      amount: fc.constantFrom(1, 500, 2_800),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 5 }) }) },
);

/** What was counted on the newest day with a payment, and before it. */
interface DayCount {
  day: number;
  today: number;
  before: number;
}

/** A payment that a batch made, and what became of it. */
interface Payment {
  pocket: number;
  amount: number;
  day: number;
  isVoid: boolean;
  refunded: number;
  where: { terminal: number; seq: number; place: number };
  heads: bigint[];
}

const REFUND_BUDGET = fen(30);
const PER_PAYMENT = fen(100);
const PER_DAY = fen(200);

/** The counter as its rules say it, without a chain: what a batch ought to pay. Money in hundredths. */
class Model {
  balance = new Map([
    [1, fen(300)],
    [2, fen(100)],
  ]);
  used = new Set<string>();
  spent = new Map<number, DayCount>();
  redeemed = 0;
  refundedOn = new Map<number, number>();

  /** Whether a manager can take a payment back whole on this day. */
  voids(payment: Payment, today: number): boolean {
    if (payment.isVoid || payment.refunded > 0 || payment.day !== today) return false;
    payment.isVoid = true;
    const count = this.spent.get(payment.pocket);
    if (count?.day === payment.day) count.today -= payment.amount;
    this.return(payment.pocket, payment.amount);
    return true;
  }

  /** Whether so much of a payment can go back on this day. */
  refunds(payment: Payment, amount: number, today: number): boolean {
    const spent = (this.refundedOn.get(today) ?? 0) + amount;
    if (payment.isVoid || amount + payment.refunded > payment.amount || spent > REFUND_BUDGET) return false;
    payment.refunded += amount;
    this.refundedOn.set(today, spent);
    this.return(payment.pocket, amount);
    return true;
  }

  private return(pocket: number, amount: number): void {
    this.balance.set(pocket, (this.balance.get(pocket) ?? 0) + amount);
    this.redeemed -= amount;
  }

  pays(item: CounterItem, day: number, { forged, over }: { forged: boolean; over: boolean }): boolean {
    const code = nameOf(item);
    const count = this.spent.get(item.pocket) ?? { day: 0, today: 0, before: 0 };
    const balance = this.balance.get(item.pocket) ?? 0;
    const counted = day > count.day ? 0 : day === count.day ? count.today : count.before;
    const spent = counted + item.amount;
    const good =
      item.amount > 0 &&
      item.amount <= item.maxAmount &&
      item.amount <= PER_PAYMENT &&
      spent <= PER_DAY &&
      item.amount <= balance &&
      !this.used.has(code) &&
      !forged &&
      !over;
    if (!good) return false;
    this.used.add(code);
    if (day < count.day) this.spent.set(item.pocket, { ...count, before: spent });
    else if (day === count.day) this.spent.set(item.pocket, { ...count, today: spent });
    else this.spent.set(item.pocket, { day, today: spent, before: day === count.day + 1 ? count.today : 0 });
    this.balance.set(item.pocket, balance - item.amount);
    this.redeemed += item.amount;
    return true;
  }
}

const nameOf = ({ pocket, keyEpoch, nonce }: CounterItem) =>
  `${pocket}/${keyEpoch >= PAPER_BIT ? keyEpoch : "phone"}/${nonce}`;

interface Till {
  key: ReturnType<typeof p256Key>;
  shutOutAt?: number;
  renewals: number;
}

async function twoTills() {
  const house = await anOpenCounter();
  const operator = await person("operator");
  await house.registry.appoint(operator.address, ethers.ZeroAddress);
  await setFigures(house.registry, { refundBudget: yuan(REFUND_BUDGET / 100) });
  return { ...house, second: await enrolTerminal(house, "till 2"), operator };
}

async function chainAgrees(house: OpenCounter, model: Model, supplyAtStart: bigint, takenBack: number) {
  // What is taken back is an entry the other way round.
  const entries = (await house.journal.lines()).reduce(
    (sum, line) => (line.debit === 200n ? sum + line.amount : sum - line.amount),
    0n,
  );
  const burned = supplyAtStart - (await house.voucher.totalSupply());
  const pockets = await Promise.all([1, 2].map(async (id) => (await house.pockets.pocket(id)).balance));
  const records = await Promise.all(
    [1, 2].flatMap((till) => [house.counter.batches(till, 1, 1_000), house.counter.lateBatches(till, 1, 1_000)]),
  );
  const recorded = records.flat().reduce((sum, record) => sum + record.total, 0n);
  expect(burned, "burned = entries").to.equal(entries);
  expect(burned, "burned = records of the batches, less what was taken back").to.equal(
    (recorded - BigInt(takenBack)) * 10_000n,
  );
  expect(burned, "burned = model").to.equal(BigInt(model.redeemed) * 10_000n);
  expect(pockets, "pockets").to.deep.equal([1, 2].map((id) => BigInt(model.balance.get(id) ?? 0) * 10_000n));
  expect(await house.voucher.balanceOf(house.counter), "the counter holds what the pockets say").to.equal(
    (pockets[0] ?? 0n) + (pockets[1] ?? 0n),
  );
}

describe("Counter: any history", () => {
  it("pays no code twice, and what is burned is what the journal and the batches say", async () => {
    const seen = {
      paid: 0,
      refused: 0,
      exits: 0,
      fills: 0,
      paper: 0,
      oldPaper: 0,
      vouched: 0,
      renewed: 0,
      late: 0,
      voided: 0,
      refunded: 0,
    };
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 6, maxLength: 16 }), async (steps) => {
        const house = await loadFixture(twoTills);
        const supplyAtStart = await house.voucher.totalSupply();
        const model = new Model();
        const paid = new Map<string, number>();
        const tills: Till[] = [
          { key: house.till, renewals: 0 },
          { key: house.second, renewals: 0 },
        ];
        const payments: Payment[] = [];
        const sheets = new Map<number, Phone[]>([
          [1, []],
          [2, []],
        ]);
        for (const step of steps) {
          if (step.do === "wait") await time.increase(step.days * DAY);
          if (step.do === "fill") {
            const owner = member(house, step.phone);
            await house.voucher.connect(owner).approve(await house.counter.getAddress(), yuan(step.amount));
            await house.pockets.connect(owner).fill(await aPocketMove(house, owner, yuan(step.amount)), "0x");
            model.balance.set(step.phone, (model.balance.get(step.phone) ?? 0) + fen(step.amount));
            seen.fills += 1;
          }
          if (step.do === "exit") {
            const before = model.balance.get(step.phone) ?? 0;
            if (before < fen(step.amount)) continue;
            await askBack(house, member(house, step.phone), yuan(step.amount));
            await time.increase(4 * DAY);
            await house.pockets.exit(step.phone);
            model.balance.set(step.phone, before - fen(step.amount));
            seen.exits += 1;
          }
          if (step.do === "sheet") {
            const mine = sheets.get(step.phone) ?? [];
            const key = p256Key(`sheet ${mine.length} of ${step.phone}`);
            await setUp(house, step.phone, { kind: 1, keyHash: key.keyHash, amount: 0n });
            mine.unshift({ key, pocket: step.phone, epoch: PAPER_BIT + 1 + mine.length });
          }
          if (step.do === "shutOut") {
            const till = tills[step.till - 1]!;
            if (till.shutOutAt !== undefined) continue;
            await shutOut(house, 3, step.till);
            till.shutOutAt = await time.latest();
          }
          if (step.do === "renew") {
            const till = tills[step.till - 1]!;
            const renewals = till.renewals + 1;
            const nonce = await terminalNonce(house, step.till);
            const key = await enrolTerminal(house, `till ${step.till}, ${renewals}`, { terminal: step.till, nonce });
            tills[step.till - 1] = { key, renewals };
            seen.renewed += 1;
          }
          if (step.do === "void" || step.do === "refund") {
            const payment = payments[payments.length - 1 - step.which];
            if (payment === undefined) continue;
            const today = Number(await house.counter.businessDayOf(await time.latest()));
            // What is older has a test of its own.
            if (today - payment.day > 26) continue;
            const word = { manager: house.operator.address, epoch: 0, deadline: (await time.latest()) + DAY };
            const corrections = house.corrections.connect(house.operator);
            const nonce = await corrections.nonceOf(nonceSubject(house.operator.address, "refund"));
            const { amount } = step;
            const isVoid = step.do === "void";
            const good = isVoid ? model.voids(payment, today) : model.refunds(payment, amount, today);
            const sent = isVoid
              ? corrections.voidItem({ ...payment.where, ...word }, payment.heads, "0x")
              : corrections.refund({ ...payment.where, ...word, amount, nonce }, payment.heads, "0x");
            const went = await sent.then(
              () => true,
              () => false,
            );
            expect(went, `${step.do} of ${amount}`).to.equal(good);
            if (good) seen[isVoid ? "voided" : "refunded"] += 1;
          }
          if (step.do === "batch") {
            const till = tills[step.till - 1]!;
            const latest = await time.latest();
            // A till that is shut out holds what it accepted before, or goes on a second longer.
            const base = till.shutOutAt === undefined ? latest : till.shutOutAt + (step.late === 0 ? 1 : 0);
            const acceptedAt = base - step.late * DAY;
            // What comes later than the late window has tests of its own.
            if (acceptedAt < latest - 2.9 * DAY) continue;
            const accepted = await Promise.all(
              step.codes.map(async ({ phone, sheet, nonce, amount, maxAmount, forged }) => {
                const paper = sheet === null ? undefined : sheets.get(phone)?.[sheet];
                const of = paper ?? (phone === 1 ? house.phone1 : house.phone2);
                const item = await anItem(house, of, nonce, { amount, maxAmount, acceptedAt });
                // A key that ended says no for what was accepted after it; one that was not there yet is not asked.
                const { expiry } = await house.counter.spendKey(phone, of.epoch);
                const shut = till.shutOutAt !== undefined && acceptedAt > till.shutOutAt;
                const over = acceptedAt > Number(expiry) || shut;
                if (sheet === 1 && paper !== undefined && !over) seen.oldPaper += 1;
                return { item: forged ? { ...item, acceptBy: item.acceptBy + 1 } : item, forged, over };
              }),
            );
            const items = accepted.map(({ item }) => item);
            const batch = await aBatch(house, items, { terminal: step.till });
            const expected = accepted.map(({ item, ...how }) => model.pays(item, batch.businessDay, how));
            const vouched = till.shutOutAt !== undefined;
            const sent = await (vouched ? handInLate(house, batch, till.key) : handIn(house, batch, till.key));
            const skipped = await skippedIn(house, sent);
            expect(
              items.map((_, i) => skipped[i] === undefined),
              "who is paid",
            ).to.deep.equal(expected);
            const last = vouched ? await house.counter.lateCount(step.till) : BigInt(batch.seq);
            const [record] = vouched
              ? await house.counter.lateBatches(step.till, last, 1)
              : await house.counter.batches(step.till, last, 1);
            const bits = expected.reduce((sum, isPaid, i) => (isPaid ? sum : sum | (1n << BigInt(i))), 0n);
            expect(record?.skipped, "the bitmap of what was left out").to.equal(bits);
            const made = items.filter((_, i) => skipped[i] === undefined);
            const seq = vouched ? 2 ** 31 + Number(last) : batch.seq;
            payments.push(
              ...made.map(({ pocket, amount }, place) => ({
                ...{ pocket, amount, day: batch.businessDay, isVoid: false, refunded: 0 },
                where: { terminal: step.till, seq, place },
                heads: headsOf(made),
              })),
            );
            for (const [i, item] of items.entries()) {
              if (skipped[i] !== undefined) continue;
              paid.set(nameOf(item), (paid.get(nameOf(item)) ?? 0) + 1);
              seen.paid += 1;
              if (item.keyEpoch >= PAPER_BIT) seen.paper += 1;
              if (vouched) seen.vouched += 1;
              if (step.late > 0) seen.late += 1;
            }
            seen.refused += Object.keys(skipped).length;
          }
        }
        for (const [code, times] of paid) expect(times, `code ${code}`).to.equal(1);
        const takenBack = payments.reduce((sum, one) => sum + (one.isVoid ? one.amount : one.refunded), 0);
        await chainAgrees(house, model, supplyAtStart, takenBack);
      }),
      { numRuns: 60, seed: 42 },
    );
    // A history in which nothing happened proves nothing.
    for (const [what, least] of Object.entries({ paid: 50, refused: 50, paper: 5, renewed: 10, late: 10 })) {
      expect(seen[what as keyof typeof seen], what).to.be.greaterThan(least);
    }
    for (const what of ["exits", "fills", "vouched", "oldPaper", "voided", "refunded"] as const) {
      expect(seen[what], what).to.be.greaterThan(3);
    }
  });
});
