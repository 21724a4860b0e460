import { expect } from "chai";
import { type CounterBatch, type CounterItem, EXACT_BIT, headsOf, tillVoidDigest } from "#protocol/voucher/payCode.ts";
import { DAY, ethers, HOUR, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  aBatch,
  anItem,
  anOrder,
  fen,
  handIn,
  handInLate,
  member,
  type OpenCounter,
  payOrder,
  Skip,
  shutOut,
  skippedIn,
  TERMS,
  yuan,
} from "../../fixtures/counterHouse.ts";
import { setFigures } from "../../fixtures/figures.ts";
import {
  aRefunding,
  aVoiding,
  nth,
  type PaidHouse,
  paidFor,
  signAsManager,
  voidAtTill,
} from "../../fixtures/paidCounter.ts";
import type { Person } from "../../fixtures/people.ts";

const TILL_ITSELF = ethers.ZeroAddress;

/** What is owed, held and booked agree. */
async function agrees(house: PaidHouse, pockets: readonly [bigint, bigint]) {
  const balances = await Promise.all([1, 2].map(async (id) => (await house.pockets.pocket(id)).balance));
  expect(balances).to.deep.equal([...pockets]);
  expect(await house.voucher.balanceOf(house.counter)).to.equal(pockets[0] + pockets[1]);
}

describe("Corrections", () => {
  describe("given a payment of the last minutes", () => {
    it("is taken back by its till alone: balance, allowance and the till's room return, once", async () => {
      const house = await loadFixture(paidFor);
      const supply = await house.voucher.totalSupply();
      const { items } = house.batch;
      await expect(voidAtTill(house, nth(2), items))
        .to.emit(house.corrections, "ItemVoided")
        .withArgs(1, 1, 2, 1, fen(35), TILL_ITSELF, 2);
      await agrees(house, [yuan(272), yuan(72)]);
      expect(await house.voucher.totalSupply()).to.equal(supply + yuan(35));
      expect((await house.pockets.pocket(1)).spentToday).to.equal(fen(28));
      expect((await house.counter.takenOn(1)).taken).to.equal(fen(56));
      const [, line] = await house.journal.lines();
      expect([line?.debit, line?.credit, line?.amount]).to.deep.equal([400n, 200n, yuan(35)]);
      // The books name the till, as for what it took.
      const [sold] = await house.journal.lines();
      expect(line?.actor).to.equal(sold?.actor);
      expect(await house.corrections.takenBack(nth(2))).to.deep.equal([true, 0n]);
      await expect(voidAtTill(house, nth(2), items))
        .to.be.revertedWithCustomError(house.corrections, "ItemIsVoid")
        .withArgs(2);
      // A used code stays used.
      const again = await aBatch(house, [items[2] as CounterItem]);
      expect(await skippedIn(house, await handIn(house, again))).to.deep.equal({ 0: Skip.AlreadyUsed });
    });

    it("reverts with VoidNeedsManager from the sixth minute on, and a manager then can", async () => {
      const house = await loadFixture(paidFor);
      const { items } = house.batch;
      const until = (items[0]?.acceptedAt ?? 0) + 300;
      await nextBlockAt(until);
      await voidAtTill(house, nth(0), items);
      await nextBlockAt(until + 1);
      await expect(voidAtTill(house, nth(1), items))
        .to.be.revertedWithCustomError(house.corrections, "VoidNeedsManager")
        .withArgs(until, until + 1);
      const wish = await aVoiding(house, 1);
      const signature = await signAsManager(house, house.manager, "Voiding", wish);
      await expect(house.corrections.connect(house.stranger).voidItem(wish, headsOf(items), signature))
        .to.emit(house.corrections, "ItemVoided")
        .withArgs(1, 1, 1, 2, fen(28), house.manager.address, 3);
      await agrees(house, [yuan(265), yuan(100)]);
    });

    it("reverts with VoidSignatureInvalid for another key, TerminalRevoked for a till that is shut out", async () => {
      const house = await loadFixture(paidFor);
      const { items } = house.batch;
      await expect(voidAtTill(house, nth(0), items, house.phone1.key))
        .to.be.revertedWithCustomError(house.corrections, "VoidSignatureInvalid")
        .withArgs(1);
      const domain = { chainId: 31337, corrections: (await house.corrections.getAddress()) as `0x${string}` };
      const { r, s } = house.till.signHigh(tillVoidDigest(domain, nth(0)));
      await expect(house.corrections.voidAtTill(nth(0), headsOf(items), r, s))
        .to.be.revertedWithCustomError(house.corrections, "VoidSignatureInvalid")
        .withArgs(1);
      await shutOut(house, 1);
      await expect(voidAtTill(house, nth(0), items)).to.be.revertedWithCustomError(house.terminals, "TerminalRevoked");
    });
  });

  describe("given what a batch paid", () => {
    it("reverts with PaidItemsDiffer for anything else, PaidItemUnknown for a place that is none", async () => {
      const house = await loadFixture(paidFor);
      const [one, two, three] = house.batch.items as [CounterItem, CounterItem, CounterItem];
      for (const shown of [[], [one], [one, three, two], [one, two, { ...three, amount: fen(99) }]]) {
        await expect(voidAtTill(house, nth(0), shown))
          .to.be.revertedWithCustomError(house.corrections, "PaidItemsDiffer")
          .withArgs(1, 1);
      }
      await expect(voidAtTill(house, nth(0, 2), [one])).to.be.revertedWithCustomError(
        house.corrections,
        "PaidItemsDiffer",
      );
      await expect(voidAtTill(house, nth(3), [one, two, three]))
        .to.be.revertedWithCustomError(house.corrections, "PaidItemUnknown")
        .withArgs(3, 3);
    });

    it("knows what was handed in late by its own number", async () => {
      const house = await loadFixture(paidFor);
      const batch = await aBatch(house, [await anItem(house, house.phone1, 3)]);
      await shutOut(house, 1);
      await handInLate(house, batch);
      const wish = await aVoiding(house, 0, { seq: 2 ** 31 + 1 });
      await house.corrections.connect(house.manager).voidItem(wish, headsOf(batch.items), "0x");
      await agrees(house, [yuan(237), yuan(72)]);
    });

    it("makes no room in the till's day by what was handed in late and used none", async () => {
      const house = await loadFixture(paidFor);
      const batch = await aBatch(house, [await anItem(house, house.phone1, 3)]);
      await handInLate(house, batch);
      const before = await house.counter.takenOn(1);
      const wish = await aVoiding(house, 0, { seq: 2 ** 31 + 1 });
      await house.corrections.connect(house.manager).voidItem(wish, headsOf(batch.items), "0x");
      expect(await house.counter.takenOn(1)).to.deep.equal(before);
    });

    it("counts by terminal what was ever taken back", async () => {
      const house = await loadFixture(paidFor);
      await voidAtTill(house, nth(0), house.batch.items);
      const corrections = house.corrections.connect(house.manager);
      await corrections.refund(await aRefunding(house, 1, fen(3)), headsOf(house.batch.items), "0x");
      await corrections.refund(await aRefunding(house, 2, fen(5)), headsOf(house.batch.items), "0x");
      expect(await house.corrections.takenBackAt(1)).to.deep.equal([1n, BigInt(fen(28)), 2n, BigInt(fen(8))]);
      expect(await house.corrections.takenBackAt(2)).to.deep.equal([0n, 0n, 0n, 0n]);
    });
  });

  describe("given what was paid exactly", () => {
    it("goes back to the account: refunded in part, void the same day, never both, under its own number", async () => {
      const house = await loadFixture(paidFor);
      const payer = member(house, 3);
      await payOrder(house, await anOrder(house, payer, { amount: fen(50) }));
      const has = await house.voucher.balanceOf(payer);
      const corrections = house.corrections.connect(house.manager);
      const exact = { seq: EXACT_BIT + 1 };
      await expect(corrections.refund(await aRefunding(house, 0, fen(20), exact), [], "0x"))
        .to.emit(house.corrections, "ItemRefunded")
        .withArgs(1, EXACT_BIT + 1, 0, 0, fen(20), house.manager.address, 3);
      expect(await house.voucher.balanceOf(payer)).to.equal(has + yuan(20));
      await expect(corrections.voidItem(await aVoiding(house, 0, exact), [], "0x"))
        .to.be.revertedWithCustomError(corrections, "ItemIsRefunded")
        .withArgs(0, fen(20));
      await payOrder(house, await anOrder(house, payer, { order: ethers.id("another"), amount: fen(9) }));
      await voidAtTill(house, nth(0, EXACT_BIT + 2), []);
      expect(await house.voucher.balanceOf(payer)).to.equal(has + yuan(20));
      await agrees(house, [yuan(237), yuan(72)]);
    });

    it("reverts with PaidItemsDiffer for a number that is none and for heads, PaidItemUnknown for a second place", async () => {
      const house = await loadFixture(paidFor);
      await payOrder(house, await anOrder(house, member(house, 3)));
      for (const [which, shown] of [
        [nth(0, EXACT_BIT + 2), []],
        [nth(0, EXACT_BIT + 1), house.batch.items],
      ] as const) {
        await expect(voidAtTill(house, which, shown))
          .to.be.revertedWithCustomError(house.corrections, "PaidItemsDiffer")
          .withArgs(1, which.seq);
      }
      await expect(voidAtTill(house, nth(1, EXACT_BIT + 1), []))
        .to.be.revertedWithCustomError(house.corrections, "PaidItemUnknown")
        .withArgs(1, 1);
    });
  });

  describe("given a manager", () => {
    it("voids on the payment's own day only", async () => {
      const house = await loadFixture(paidFor);
      const { items, businessDay } = house.batch as CounterBatch;
      const midnight = (businessDay + 1) * DAY - TERMS.dayOffset;
      await nextBlockAt(midnight - 1);
      const first = await aVoiding(house, 0, { deadline: midnight + HOUR });
      await house.corrections.connect(house.manager).voidItem(first, headsOf(items), "0x");
      await nextBlockAt(midnight);
      await expect(
        house.corrections
          .connect(house.manager)
          .voidItem(await aVoiding(house, 1, { deadline: midnight + HOUR }), headsOf(items), "0x"),
      )
        .to.be.revertedWithCustomError(house.corrections, "VoidOnAnotherDay")
        .withArgs(businessDay, businessDay + 1);
    });

    it("is the operator, or of the team with this right, and nobody else", async () => {
      const house = await loadFixture(paidFor);
      const heads = headsOf(house.batch.items);
      for (const somebody of [house.barista, house.stranger, house.members[0] as Person]) {
        const as = { manager: somebody.address, epoch: await house.persons.epochOf(somebody.address) };
        const corrections = house.corrections.connect(somebody);
        for (const doing of [
          async () => corrections.voidItem(await aVoiding(house, 0, as), heads, "0x"),
          async () => corrections.refund(await aRefunding(house, 0, 1, { ...as, nonce: 0 }), heads, "0x"),
        ]) {
          await expect(doing())
            .to.be.revertedWithCustomError(house.corrections, "NotAManager")
            .withArgs(somebody.address);
        }
      }
      const wish = await aVoiding(house, 0, { manager: house.operator.address });
      await house.corrections.connect(house.operator).voidItem(wish, heads, "0x");
    });

    it("reverts for another's signature, an old epoch, a used nonce and a word that is over", async () => {
      const house = await loadFixture(paidFor);
      const heads = headsOf(house.batch.items);
      const { corrections, manager, barista } = house;
      const wish = await aRefunding(house, 0, fen(1));
      await expect(corrections.refund(wish, heads, await signAsManager(house, barista, "Refunding", wish)))
        .to.be.revertedWithCustomError(corrections, "SignatureInvalid")
        .withArgs(manager.address);
      const stale = { ...wish, epoch: 1 };
      await expect(
        corrections.refund(stale, heads, await signAsManager(house, manager, "Refunding", stale)),
      ).to.be.revertedWithCustomError(corrections, "EpochOutdated");
      const signature = await signAsManager(house, manager, "Refunding", wish);
      await corrections.refund(wish, heads, signature);
      await expect(corrections.refund(wish, heads, signature))
        .to.be.revertedWithCustomError(corrections, "NonceUsed")
        .withArgs(0, 1);
      const over = await aVoiding(house, 1);
      await nextBlockAt(over.deadline + 1);
      await expect(corrections.connect(manager).voidItem(over, heads, "0x")).to.be.revertedWithCustomError(
        corrections,
        "SignatureExpired",
      );
    });
  });

  describe("given a refund", () => {
    const refund = async (house: PaidHouse, n: number, amount: number) =>
      house.corrections
        .connect(house.manager)
        .refund(await aRefunding(house, n, amount), headsOf(house.batch.items), "0x");

    it("goes into the pocket it was paid from, in parts, up to what was paid; the allowance does not return", async () => {
      const house = await loadFixture(paidFor);
      await time.increase(5 * DAY);
      await expect(refund(house, 2, fen(20)))
        .to.emit(house.corrections, "ItemRefunded")
        .withArgs(1, 1, 2, 1, fen(20), house.manager.address, 2);
      await expect(refund(house, 2, fen(15.01)))
        .to.be.revertedWithCustomError(house.corrections, "RefundTooLarge")
        .withArgs(fen(15.01), fen(15));
      await refund(house, 2, fen(15));
      await agrees(house, [yuan(272), yuan(72)]);
      expect((await house.pockets.pocket(1)).spentToday).to.equal(fen(63));
      expect(await house.corrections.takenBack(nth(2))).to.deep.equal([false, BigInt(fen(35))]);
      await expect(refund(house, 2, 0)).to.be.revertedWithCustomError(house.corrections, "RefundOfNothing");
    });

    it("keeps within the day's budget, as it is now", async () => {
      const house = await loadFixture(paidFor);
      await refund(house, 2, fen(30));
      await expect(refund(house, 0, fen(10.01)))
        .to.be.revertedWithCustomError(house.corrections, "RefundBudgetUsed")
        .withArgs(fen(10.01), fen(10));
      await refund(house, 0, fen(10));
      expect(await house.corrections.refundedOn(house.batch.businessDay)).to.equal(fen(40));
      await setFigures(house.registry, { refundBudget: yuan(41) });
      await refund(house, 0, fen(1));
      await setFigures(house.registry, { refundBudget: 0 });
      await expect(refund(house, 0, 1))
        .to.be.revertedWithCustomError(house.corrections, "RefundBudgetUsed")
        .withArgs(1, 0);
      await setFigures(house.registry, { refundBudget: yuan(17) });
      await time.increase(DAY);
      await refund(house, 0, fen(17));
    });

    it("reverts with RefundTooLate after 30 days", async () => {
      const house = await loadFixture(paidFor);
      const [record] = await house.counter.batches(1, 1, 1);
      const until = Number(record?.bookedAt) + 30 * DAY;
      await time.increaseTo(until - 10);
      const [first, second] = [
        await aRefunding(house, 0, 1),
        await aRefunding(house, 0, 1, { nonce: 1, deadline: until + HOUR }),
      ];
      const corrections = house.corrections.connect(house.manager);
      await nextBlockAt(until);
      await corrections.refund(first, headsOf(house.batch.items), "0x");
      await nextBlockAt(until + 1);
      await expect(corrections.refund(second, headsOf(house.batch.items), "0x"))
        .to.be.revertedWithCustomError(corrections, "RefundTooLate")
        .withArgs(until, until + 1);
    });

    it("and a void exclude each other", async () => {
      const house = await loadFixture(paidFor);
      const { items } = house.batch;
      await voidAtTill(house, nth(0), items);
      await expect(refund(house, 0, 1))
        .to.be.revertedWithCustomError(house.corrections, "ItemIsVoid")
        .withArgs(0);
      await refund(house, 1, fen(3));
      await expect(voidAtTill(house, nth(1), items))
        .to.be.revertedWithCustomError(house.corrections, "ItemIsRefunded")
        .withArgs(1, fen(3));
    });
  });

  describe("given the counter's door", () => {
    it("reverts with NotThePart for everybody but the corrections", async () => {
      const house: OpenCounter = await loadFixture(paidFor);
      await expect(
        house.counter.connect(house.stranger).takeBack(1, 1, 1, 0, house.stranger),
      ).to.be.revertedWithCustomError(house.counter, "NotThePart");
      await expect(
        house.counter.connect(house.stranger).takeBackExact(house.stranger, 1, ethers.ZeroHash, house.stranger),
      ).to.be.revertedWithCustomError(house.counter, "NotThePart");
      await expect(house.voucher.connect(house.stranger).restore(1)).to.be.revertedWithCustomError(
        house.voucher,
        "NotThePart",
      );
    });
  });
});
