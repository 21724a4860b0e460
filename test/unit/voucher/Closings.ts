import { expect } from "chai";
import type { Hex } from "viem";
import { messages } from "#protocol/house/typedData.ts";
import { EXACT_BIT } from "#protocol/voucher/payCode.ts";
import { DAY, ethers, HOUR, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  aBatch,
  anItem,
  anOrder,
  enrolTerminal,
  fen,
  handIn,
  handInLate,
  member,
  noonAfter,
  payOrder,
  shutOut,
  terminalNonce,
} from "../../fixtures/counterHouse.ts";
import { p256Key } from "../../fixtures/p256Keys.ts";
import {
  aClosing,
  aRefunding,
  closeDay,
  nth,
  type PaidHouse,
  paidFor,
  tillSigns,
  voidAtTill,
} from "../../fixtures/paidCounter.ts";

const NOBODY = { r: ethers.ZeroHash, s: ethers.ZeroHash };

const recordsOf = ({ closings }: PaidHouse, terminal = 1) => closings.closings(terminal, 1, 99);

describe("Closings", () => {
  describe("given a day's payments", () => {
    it("holds batches, late hand-ins and exact payments, and what was taken back, as both signed it", async () => {
      const house = await loadFixture(paidFor);
      await handInLate(house, await aBatch(house, [await anItem(house, house.phone1, 5, { amount: fen(7) })]));
      await payOrder(house, await anOrder(house, member(house, 4), { amount: fen(320) }));
      await voidAtTill(house, nth(0), house.batch.items);
      const back = await aRefunding(house, 0, fen(20), { seq: EXACT_BIT + 1 });
      await house.corrections.connect(house.manager).refund(back, [], "0x");
      const closing = await aClosing(house, { unpaid: BigInt(fen(12)) });
      expect(closing).to.include({ lastBatch: 1, lastLate: 1, lastExact: 1, payments: 5 });
      expect([closing.total, closing.voided, closing.refunded]).to.deep.equal(
        [28 + 28 + 35 + 7 + 320, 28, 20].map((sum) => BigInt(fen(sum))),
      );
      await expect(closeDay(house, closing))
        .to.emit(house.closings, "DayClosed")
        .withArgs(
          1,
          1,
          closing.businessDay,
          [1, 1, 1],
          [5, closing.total, closing.voided, closing.refunded, closing.businessDay],
          BigInt(fen(12)),
          house.manager.address,
          true,
        );
      const [record] = await recordsOf(house);
      expect([record?.lastBatch, record?.payments, record?.total, record?.byTill]).to.deep.equal([
        1n,
        5n,
        closing.total,
        true,
      ]);
      expect(record?.closedAt).to.equal(await time.latest());
    });

    it("is followed by one that begins where it ended: each payment and each correction is in one only", async () => {
      const house = await loadFixture(paidFor);
      await closeDay(house, await aClosing(house));
      await handIn(house, await aBatch(house, [await anItem(house, house.phone1, 3, { amount: fen(4) })]));
      await voidAtTill(house, nth(1), house.batch.items);
      const second = await aClosing(house);
      expect([second.payments, second.total, second.voided]).to.deep.equal([1, BigInt(fen(4)), BigInt(fen(28))]);
      await closeDay(house, second);
      const empty = await aClosing(house);
      expect([empty.payments, empty.total, empty.voided, empty.refunded]).to.deep.equal([0, 0n, 0n, 0n]);
      await closeDay(house, empty);
      expect((await recordsOf(house)).map(({ total }) => total)).to.deep.equal([BigInt(fen(91)), BigInt(fen(4)), 0n]);
    });

    it("may end before the last batch, and the next one takes the rest", async () => {
      const house = await loadFixture(paidFor);
      await handIn(house, await aBatch(house, [await anItem(house, house.phone1, 3, { amount: fen(4) })]));
      await closeDay(house, await aClosing(house, { lastBatch: 1 }));
      const rest = await aClosing(house);
      expect([rest.lastBatch, rest.total]).to.deep.equal([2, BigInt(fen(4))]);
      await closeDay(house, rest);
    });

    it("may end before the last late hand-in and the last order, and counts what is given back once", async () => {
      const house = await loadFixture(paidFor);
      const late = async (nonce: number, amount: number) =>
        handInLate(house, await aBatch(house, [await anItem(house, house.phone1, nonce, { amount: fen(amount) })]));
      const order = async (n: number, amount: number) =>
        payOrder(
          house,
          await anOrder(house, member(house, 4), { order: ethers.id(`order ${n}`), amount: fen(amount) }),
        );
      const refund = async (amount: number) =>
        house.corrections
          .connect(house.manager)
          .refund(await aRefunding(house, 0, fen(amount), { seq: EXACT_BIT + 1 }), [], "0x");
      await late(5, 7);
      await order(1, 320);
      await refund(20);
      await closeDay(house, await aClosing(house));
      await late(6, 8);
      await late(7, 9);
      await order(2, 100);
      await order(3, 50);
      await refund(5);
      const second = await aClosing(house, { lastLate: 2, lastExact: 2 });
      expect([second.payments, second.total, second.refunded]).to.deep.equal([2, BigInt(fen(108)), BigInt(fen(5))]);
      await closeDay(house, second);
      const rest = await aClosing(house);
      expect([rest.payments, rest.total, rest.refunded]).to.deep.equal([2, BigInt(fen(59)), 0n]);
      await closeDay(house, rest);
    });

    it("closes no day before that of an order", async () => {
      const house = await loadFixture(paidFor);
      const today = house.batch.businessDay;
      await time.increaseTo(noonAfter(await time.latest()));
      await payOrder(house, await anOrder(house, member(house, 4)));
      await expect(closeDay(house, await aClosing(house, { businessDay: today })))
        .to.be.revertedWithCustomError(house.closings, "ClosingDayRefused")
        .withArgs(today, today + 1, today + 1);
      await closeDay(house, await aClosing(house, { businessDay: today, lastExact: 0 }));
      await closeDay(house, await aClosing(house));
    });

    it("reverts with ClosingSumsDiffer for any sum that the record does not have", async () => {
      const house = await loadFixture(paidFor);
      const right = await aClosing(house);
      for (const wrong of [{ payments: 4 }, { total: right.total - 1n }, { voided: 1n }, { refunded: 1n }]) {
        await expect(closeDay(house, { ...right, ...wrong }))
          .to.be.revertedWithCustomError(house.closings, "ClosingSumsDiffer")
          .withArgs(3, right.total, 0, 0);
      }
      // Something was taken back after it was signed: it is looked at again.
      await voidAtTill(house, nth(0), house.batch.items);
      await expect(closeDay(house, right))
        .to.be.revertedWithCustomError(house.closings, "ClosingSumsDiffer")
        .withArgs(3, right.total, fen(28), 0);
    });

    it("reverts with ClosingOutOfOrder for any number but the next", async () => {
      const house = await loadFixture(paidFor);
      for (const number of [0, 2]) {
        await expect(closeDay(house, await aClosing(house, { number })))
          .to.be.revertedWithCustomError(house.closings, "ClosingOutOfOrder")
          .withArgs(1, number, 1);
      }
    });

    it("reverts with ClosingReachRefused before the closing before it, and beyond what there is", async () => {
      const house = await loadFixture(paidFor);
      const first = await aClosing(house);
      for (const [beyond, most] of [
        [{ lastBatch: 2 }, 1],
        [{ lastLate: 1 }, 0],
        [{ lastExact: 1 }, 0],
      ] as const) {
        await expect(closeDay(house, { ...first, ...beyond }))
          .to.be.revertedWithCustomError(house.closings, "ClosingReachRefused")
          .withArgs(1, most + 1, 0, most);
      }
      await closeDay(house, first);
      await expect(closeDay(house, { ...(await aClosing(house)), lastBatch: 0 }))
        .to.be.revertedWithCustomError(house.closings, "ClosingReachRefused")
        .withArgs(1, 0, 1, 1);
    });

    it("closes no day before what it holds, and none ahead", async () => {
      const house = await loadFixture(paidFor);
      const today = house.batch.businessDay;
      for (const businessDay of [today - 1, today + 1]) {
        await expect(closeDay(house, await aClosing(house, { businessDay })))
          .to.be.revertedWithCustomError(house.closings, "ClosingDayRefused")
          .withArgs(businessDay, today, today);
      }
      await time.increaseTo(noonAfter(await time.latest()));
      // Yesterday's is closed today, under yesterday's name or today's, and then nothing goes back.
      await closeDay(house, await aClosing(house, { businessDay: today }));
      await closeDay(house, await aClosing(house));
      await expect(closeDay(house, await aClosing(house, { businessDay: today })))
        .to.be.revertedWithCustomError(house.closings, "ClosingDayRefused")
        .withArgs(today, today + 1, today + 1);
    });

    it("takes the day of a till whose clock was ahead, and cannot be held up by a batch that paid nothing", async () => {
      const house = await loadFixture(paidFor);
      const tomorrow = (await time.latest()) + DAY;
      const today = house.batch.businessDay;
      const idle = await anItem(house, house.phone1, 1, { acceptedAt: tomorrow });
      await handIn(house, await aBatch(house, [idle]));
      await closeDay(house, await aClosing(house, { businessDay: today }));
      await handIn(house, await aBatch(house, [await anItem(house, house.phone1, 6, { acceptedAt: tomorrow })]));
      await closeDay(house, await aClosing(house, { businessDay: today + 1 }));
    });
  });

  describe("given who signs", () => {
    it("needs a manager and the till: with the manager's signature anybody brings it", async () => {
      const house = await loadFixture(paidFor);
      const closing = await aClosing(house);
      const domain = {
        ...{ name: "Runde Closings", version: "1", chainId: 31337 },
        verifyingContract: await house.closings.getAddress(),
      };
      const types = { Closing: [...messages.Closing.fields] };
      const { r, s } = await tillSigns(house, closing);
      const stranger = house.closings.connect(house.stranger);
      await expect(stranger.close(closing, r, s, "0x"))
        .to.be.revertedWithCustomError(house.closings, "SignatureInvalid")
        .withArgs(house.manager.address);
      await stranger.close(closing, r, s, await house.manager.signTypedData(domain, types, closing));
    });

    it("reverts with NotAManager for the team's other people and for members", async () => {
      const house = await loadFixture(paidFor);
      for (const somebody of [house.barista, member(house, 3)]) {
        const epoch = Number(await house.persons.epochOf(somebody.address));
        const closing = await aClosing(house, { manager: somebody.address as Hex, epoch });
        const { r, s } = await tillSigns(house, closing);
        await expect(house.closings.connect(somebody).close(closing, r, s, "0x"))
          .to.be.revertedWithCustomError(house.closings, "NotAManager")
          .withArgs(somebody.address);
      }
    });

    it("reverts with ClosingSignatureInvalid without the till's word, as long as it is in force", async () => {
      const house = await loadFixture(paidFor);
      const closing = await aClosing(house);
      const others = await tillSigns(house, { ...closing, unpaid: 1n });
      for (const { r, s } of [NOBODY, others, await tillSigns(house, closing, p256Key("thief"))]) {
        await expect(house.closings.connect(house.manager).close(closing, r, s, "0x"))
          .to.be.revertedWithCustomError(house.closings, "ClosingSignatureInvalid")
          .withArgs(1);
      }
      await shutOut(house, 1);
      await house.closings.connect(house.manager).close(closing, NOBODY.r, NOBODY.s, "0x");
      expect((await recordsOf(house))[0]?.byTill).to.equal(false);
    });

    it("takes a manager's word alone for a tablet whose time is over, and the new key of a renewed one", async () => {
      const house = await loadFixture(paidFor);
      const expiry = (await time.latest()) + HOUR;
      await enrolTerminal(house, "till 2", { expiry });
      await nextBlockAt(expiry + 1);
      const second = await aClosing(house, { terminal: 2, deadline: expiry + DAY });
      await house.closings.connect(house.manager).close(second, NOBODY.r, NOBODY.s, "0x");
      const key = await enrolTerminal(house, "till 2, renewed", {
        terminal: 2,
        nonce: await terminalNonce(house, 2),
        expiry: expiry + 9 * DAY,
        deadline: expiry + DAY,
      });
      const third = await aClosing(house, { terminal: 2, deadline: expiry + DAY });
      await closeDay(house, third, key);
      expect((await recordsOf(house, 2)).map(({ byTill }) => byTill)).to.deep.equal([false, true]);
    });
  });

  describe("given a very long day", () => {
    it("reverts with ClosingTooLong beyond a thousand, and closes a thousand within the gas of one transaction", async () => {
      const house = await loadFixture(paidFor);
      const idle = house.batch.items.slice(0, 1);
      for (let seq = 2; seq <= 1_001; ++seq) await handIn(house, await aBatch(house, idle));
      await expect(house.closings.sumsUpTo(1, { batch: 1_001, late: 0, exact: 0 }))
        .to.be.revertedWithCustomError(house.closings, "ClosingTooLong")
        .withArgs(1_001, 1_000);
      await handInLate(house, await aBatch(house, idle));
      await payOrder(house, await anOrder(house, member(house, 4)));
      await expect(house.closings.sumsUpTo(1, { batch: 1_000, late: 1, exact: 1 }))
        .to.be.revertedWithCustomError(house.closings, "ClosingTooLong")
        .withArgs(1_002, 1_000);
      const most = { lastBatch: 1_000, lastLate: 0, lastExact: 0 };
      const receipt = await (await closeDay(house, await aClosing(house, most))).wait();
      expect(receipt?.gasUsed).to.be.lessThan(16_777_216n);
      await closeDay(house, await aClosing(house));
    });
  });
});
