import { expect } from "chai";
import type { Hex } from "viem";
import {
  batchDigest,
  businessDayOf,
  type CounterItem,
  PAPER_BIT,
  paidHash,
  payCodeDigest,
  redeemArgs,
  redeemLateArgs,
} from "#protocol/voucher/payCode.ts";
import { DAY, ethers, HOUR, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  aBatch,
  anItem,
  anOpenCounter,
  askBack,
  enrolTerminal,
  fen,
  handIn,
  handInLate,
  member,
  noonAfter,
  type OpenCounter,
  Skip,
  setUp,
  shutOut,
  skippedIn,
  TERMS,
  vouching,
  yuan,
} from "../../fixtures/counterHouse.ts";
import { setFigures } from "../../fixtures/figures.ts";
import { p256Key } from "../../fixtures/p256Keys.ts";

const NOTHING = `0x${"00".repeat(32)}`;

/** Hands in one item and says why it was left out. */
async function reasonFor(house: OpenCounter, item: CounterItem): Promise<bigint> {
  const skipped = await skippedIn(house, await handIn(house, await aBatch(house, [item])));
  return skipped[0] ?? Skip.None;
}

describe("Counter: redeeming", () => {
  describe("given a code that a till accepted", () => {
    describe("when the batch is handed in by a stranger", () => {
      it("pays it from the pocket: one burn, one entry, one record", async () => {
        const house = await loadFixture(anOpenCounter);
        const supply = await house.voucher.totalSupply();
        const item = await anItem(house, house.phone1, 1);
        const batch = await aBatch(house, [item]);
        const sent = await handIn(house, batch);
        await expect(sent).to.emit(house.counter, "ItemRedeemed").withArgs(1, 1, fen(28));
        await expect(sent)
          .to.emit(house.counter, "BatchRedeemed")
          .withArgs(1, 1, batch.businessDay, 1, fen(28), paidHash([item]), 1);
        expect((await house.pockets.pocket(1)).balance).to.equal(yuan(272));
        expect(await house.voucher.balanceOf(house.counter)).to.equal(yuan(372));
        expect(await house.voucher.totalSupply()).to.equal(supply - yuan(28));
        const lines = await house.journal.lines();
        expect(lines.map((line) => [...line])).to.deep.equal([
          [
            200n,
            400n,
            yuan(28),
            paidHash([item]),
            ethers.getAddress(`0x${house.till.keyHash.toString(16).padStart(40, "0")}`),
            await house.counter.getAddress(),
          ],
        ]);
        const [record] = await house.counter.batches(1, 1, 10);
        expect([record?.paidHash, record?.total, record?.paid, record?.businessDay, record?.bookedAt]).to.deep.equal([
          paidHash([item]).slice(0, 42),
          BigInt(fen(28)),
          1n,
          BigInt(batch.businessDay),
          BigInt(await time.latest()),
        ]);
        expect(await house.counter.isUsed(1, 1, 1)).to.equal(true);
        expect((await house.pockets.pocket(1)).nextNonce).to.equal(2);
        expect(await house.counter.nextSeq(1)).to.equal(2);
      });

      it("books several pockets and payments as one sum", async () => {
        const house = await loadFixture(anOpenCounter);
        const items = [
          await anItem(house, house.phone1, 1),
          await anItem(house, house.phone2, 1, { amount: fen(35.5) }),
          await anItem(house, house.phone1, 2),
        ];
        await handIn(house, await aBatch(house, items));
        const lines = await house.journal.lines();
        expect(lines.length).to.equal(1);
        expect(lines[0]?.amount).to.equal(yuan(91.5));
        expect((await house.pockets.pocket(1)).balance).to.equal(yuan(244));
        expect((await house.pockets.pocket(2)).balance).to.equal(yuan(64.5));
        expect((await house.pockets.pocket(1)).spentToday).to.equal(fen(56));
        expect(await house.counter.takenOn(1)).to.deep.equal([
          BigInt(Math.floor(((items[0]?.acceptedAt ?? 0) + 8 * HOUR) / DAY)),
          BigInt(fen(91.5)),
        ]);
      });
    });
  });

  describe("given a code that was redeemed", () => {
    for (const [how, again] of [
      [
        "in the same batch",
        async (house: OpenCounter, item: CounterItem) =>
          skippedIn(house, await handIn(house, await aBatch(house, [item, item]))),
      ],
      [
        "in a later batch",
        async (house: OpenCounter, item: CounterItem) => {
          await handIn(house, await aBatch(house, [item]));
          return { 1: (await skippedIn(house, await handIn(house, await aBatch(house, [item]))))[0] };
        },
      ],
      [
        "for another amount",
        async (house: OpenCounter, item: CounterItem) =>
          skippedIn(house, await handIn(house, await aBatch(house, [item, { ...item, amount: fen(5) }]))),
      ],
      [
        "with a later end",
        async (house: OpenCounter, item: CounterItem) =>
          skippedIn(
            house,
            await handIn(
              house,
              await aBatch(house, [item, await anItem(house, house.phone1, 1, { acceptBy: item.acceptBy + 30 })]),
            ),
          ),
      ],
    ] as const) {
      it(`never pays it again ${how}`, async () => {
        const house = await loadFixture(anOpenCounter);
        const skipped = await again(house, await anItem(house, house.phone1, 1));
        expect(skipped).to.deep.equal({ 1: Skip.AlreadyUsed });
        expect((await house.pockets.pocket(1)).balance).to.equal(yuan(272));
      });
    }

    it("never pays it again at a second terminal", async () => {
      const house = await loadFixture(anOpenCounter);
      const other = await enrolTerminal(house, "till 2");
      const item = await anItem(house, house.phone1, 1);
      await handIn(house, await aBatch(house, [item]));
      const sent = await handIn(house, await aBatch(house, [item], { terminal: 2 }), other);
      expect(await skippedIn(house, sent)).to.deep.equal({ 0: Skip.AlreadyUsed });
      await expect(sent)
        .to.emit(house.counter, "BatchRedeemed")
        .withArgs(2, 1, (await aBatch(house, [item])).businessDay, 0, 0, NOTHING, 0);
      expect((await house.journal.lines()).length).to.equal(1);
    });

    it("never pays it again with a mirrored signature", async () => {
      const house = await loadFixture(anOpenCounter);
      const item = await anItem(house, house.phone1, 1);
      const mirrored = { ...item, ...house.phone1.key.signHigh(payCodeDigest(house.domain, item)) };
      expect(await reasonFor(house, mirrored)).to.equal(Skip.SignatureWrong);
      expect(await reasonFor(house, item)).to.equal(Skip.None);
    });
  });

  describe("given one bad item among good ones", () => {
    it("leaves it out with its reason and pays the others", async () => {
      const house = await loadFixture(anOpenCounter);
      const good = await anItem(house, house.phone1, 1);
      const bad = await anItem(house, house.phone2, 1, { amount: fen(101) });
      const last = await anItem(house, house.phone2, 1);
      const sent = await handIn(house, await aBatch(house, [good, bad, last]));
      await expect(sent).to.emit(house.counter, "ItemSkipped").withArgs(1, 1, 1, 2, 1, Skip.OverCode);
      expect(await skippedIn(house, sent)).to.deep.equal({ 1: Skip.OverCode });
      const [record] = await house.counter.batches(1, 1, 1);
      expect([record?.paid, record?.total, record?.paidHash, record?.skipped]).to.deep.equal([
        2n,
        BigInt(fen(56)),
        paidHash([good, last]).slice(0, 42),
        0b010n,
      ]);
    });
  });

  describe("given what a till keyed in", () => {
    it("skips amount 0, and more than the code is good for", async () => {
      const house = await loadFixture(anOpenCounter);
      expect(await reasonFor(house, await anItem(house, house.phone1, 1, { amount: 0 }))).to.equal(Skip.AmountZero);
      const code = { maxAmount: fen(20) };
      expect(await reasonFor(house, await anItem(house, house.phone1, 1, { ...code, amount: fen(20.01) }))).to.equal(
        Skip.OverCode,
      );
      expect(await reasonFor(house, await anItem(house, house.phone1, 1, { ...code, amount: fen(20) }))).to.equal(
        Skip.None,
      );
    });

    it("skips an amount over the phone's cap for one payment", async () => {
      const house = await loadFixture(anOpenCounter);
      const big = { maxAmount: fen(150) };
      expect(await reasonFor(house, await anItem(house, house.phone1, 1, { ...big, amount: fen(100.01) }))).to.equal(
        Skip.OverPaymentCap,
      );
      expect(await reasonFor(house, await anItem(house, house.phone1, 1, { ...big, amount: fen(100) }))).to.equal(
        Skip.None,
      );
    });

    it("skips an amount over the phone's cap for the day, until the next day", async () => {
      const house = await loadFixture(anOpenCounter);
      await time.increaseTo(noonAfter(await time.latest()));
      for (const nonce of [1, 2])
        expect(await reasonFor(house, await anItem(house, house.phone1, nonce, { amount: fen(100) }))).to.equal(
          Skip.None,
        );
      expect(await reasonFor(house, await anItem(house, house.phone1, 3, { amount: 1 }))).to.equal(Skip.OverDayCap);
      await time.increase(DAY);
      expect(await reasonFor(house, await anItem(house, house.phone1, 3, { amount: 1 }))).to.equal(Skip.None);
    });

    it("counts yesterday's late item with yesterday, and what is older with it, so that backdating makes no room", async () => {
      const house = await loadFixture(anOpenCounter);
      const dayBefore = noonAfter(await time.latest());
      const at = (days: number, nonce: number, amount: number) => {
        const acceptedAt = dayBefore + days * DAY;
        return anItem(house, house.phone1, nonce, { acceptedAt, acceptBy: acceptedAt, amount: fen(amount) });
      };
      await time.increaseTo(dayBefore + DAY);
      expect(await reasonFor(house, await at(1, 1, 50))).to.equal(Skip.None);
      await time.increaseTo(dayBefore + 2 * DAY);
      for (const [nonce, amount] of [
        [2, 100],
        [3, 60],
      ] as const) {
        expect(await reasonFor(house, await at(2, nonce, amount))).to.equal(Skip.None);
      }
      // 160 of today's 200 are spent, 50 of yesterday's.
      expect(await reasonFor(house, await at(1, 4, 50))).to.equal(Skip.None);
      expect(await reasonFor(house, await at(2, 5, 40.01))).to.equal(Skip.OverDayCap);
      expect(await reasonFor(house, await at(0, 5, 10))).to.equal(Skip.None);
      expect(await reasonFor(house, await at(1, 6, 90.01))).to.equal(Skip.OverDayCap);
      expect(await reasonFor(house, await at(0, 6, 90.01))).to.equal(Skip.OverDayCap);
      expect((await house.pockets.pocket(1)).spentToday).to.equal(fen(160));
    });

    it("skips more than the pocket holds", async () => {
      const house = await loadFixture(anOpenCounter);
      expect(await reasonFor(house, await anItem(house, house.phone2, 1, { amount: fen(60) }))).to.equal(Skip.None);
      expect(await reasonFor(house, await anItem(house, house.phone2, 2, { amount: fen(40.01) }))).to.equal(
        Skip.NotEnoughInPocket,
      );
      expect(await reasonFor(house, await anItem(house, house.phone2, 2, { amount: fen(40) }))).to.equal(Skip.None);
      expect((await house.pockets.pocket(2)).balance).to.equal(0);
    });

    it("still pays from vouchers that were asked back, and gives back what is left", async () => {
      const house = await loadFixture(anOpenCounter);
      await askBack(house, member(house, 2), yuan(100));
      expect(await reasonFor(house, await anItem(house, house.phone2, 1, { amount: fen(30) }))).to.equal(Skip.None);
      await time.increase(TERMS.exitDelay);
      await expect(house.pockets.exit(2)).to.emit(house.pockets, "PocketLeft").withArgs(2, yuan(70), 0);
    });
  });

  describe("given the times that a till signed", () => {
    it("skips what was accepted after the code's end", async () => {
      const house = await loadFixture(anOpenCounter);
      const acceptedAt = await time.latest();
      expect(
        await reasonFor(house, await anItem(house, house.phone1, 1, { acceptedAt, acceptBy: acceptedAt - 1 })),
      ).to.equal(Skip.AcceptedTooLate);
      expect(
        await reasonFor(house, await anItem(house, house.phone1, 1, { acceptedAt, acceptBy: acceptedAt })),
      ).to.equal(Skip.None);
    });

    for (const ahead of [5, 100, HOUR, 10 * HOUR]) {
      it(`pays what a clock ${ahead} seconds fast accepted: its time is the earlier of the till's and the block's`, async () => {
        const house = await loadFixture(anOpenCounter);
        const acceptedAt = (await time.latest()) + ahead;
        const item = await anItem(house, house.phone1, 1, { acceptedAt });
        expect(await reasonFor(house, item)).to.equal(Skip.None);
      });
    }

    it("books for tomorrow at most, with today's caps", async () => {
      const house = await loadFixture(anOpenCounter);
      await time.increaseTo(noonAfter(await time.latest()));
      const tomorrow = (await time.latest()) + DAY;
      const fast = { acceptedAt: tomorrow, acceptBy: tomorrow };
      const today = businessDayOf(tomorrow, TERMS.dayOffset) - 1;
      const items = [1, 2, 3].map((nonce) => anItem(house, house.phone1, nonce, { ...fast, amount: fen(100) }));
      const batch = await aBatch(house, await Promise.all(items));
      expect(await skippedIn(house, await handIn(house, batch))).to.deep.equal({ 2: Skip.OverDayCap });
      expect(await house.counter.takenOn(1)).to.deep.equal([BigInt(today), BigInt(fen(200))]);
      expect((await house.counter.batches(1, 1, 1))[0]?.businessDay).to.equal(today + 1);
      expect(await reasonFor(house, await anItem(house, house.phone1, 4))).to.equal(Skip.OverDayCap);
      const farther = await anItem(house, house.phone1, 5, { acceptedAt: tomorrow + DAY, acceptBy: tomorrow + DAY });
      await expect(handIn(house, await aBatch(house, [farther])))
        .to.be.revertedWithCustomError(house.counter, "BatchDayTooFar")
        .withArgs(1, today + 2, today + 1);
    });

    it("skips a code that ends later than a phone's may: ten minutes and the late window after its acceptance", async () => {
      const house = await loadFixture(anOpenCounter);
      const acceptedAt = await time.latest();
      const last = acceptedAt + 600 + TERMS.lateWindow;
      expect(await reasonFor(house, await anItem(house, house.phone1, 1, { acceptedAt, acceptBy: last + 1 }))).to.equal(
        Skip.EndsTooFarAhead,
      );
      expect(await reasonFor(house, await anItem(house, house.phone1, 1, { acceptedAt, acceptBy: last }))).to.equal(
        Skip.None,
      );
    });

    it("waits by the late window of its business day", async () => {
      const house = await loadFixture(anOpenCounter);
      const item = await anItem(house, house.phone1, 1);
      await setFigures(house.registry, { lateWindow: HOUR });
      await nextBlockAt(item.acceptedAt + HOUR + 1);
      expect(await reasonFor(house, item)).to.equal(Skip.ArrivedTooLate);
    });

    it("pays a batch that arrives 72 hours late, and skips it a second later", async () => {
      const house = await loadFixture(anOpenCounter);
      const item = await anItem(house, house.phone1, 1);
      await nextBlockAt(item.acceptedAt + TERMS.lateWindow);
      const other = await anItem(house, house.phone2, 1, { acceptedAt: item.acceptedAt - 1 });
      const sent = await handIn(house, await aBatch(house, [item, other]));
      expect(await skippedIn(house, sent)).to.deep.equal({ 1: Skip.ArrivedTooLate });
    });

    it("skips an item of another business day than the batch, by the club's clock", async () => {
      const house = await loadFixture(anOpenCounter);
      const midnight = noonAfter(await time.latest()) + 12 * HOUR;
      await time.increaseTo(midnight + 10);
      const before = await anItem(house, house.phone1, 1, { acceptedAt: midnight - 1 });
      const after = await anItem(house, house.phone1, 2, { acceptedAt: midnight });
      const sent = await handIn(house, await aBatch(house, [before, after]));
      expect(await skippedIn(house, sent)).to.deep.equal({ 1: Skip.OtherBusinessDay });
    });
  });

  describe("given a head whose upper bits say something", () => {
    it("skips the item: they are zero until they mean something", async () => {
      const house = await loadFixture(anOpenCounter);
      for (const bit of [192n, 255n]) {
        const batch = await aBatch(house, [await anItem(house, house.phone1, 1)]);
        const [packed] = redeemArgs(batch, house.till.sign(batchDigest(house.domain, batch)));
        const items = packed.items.map((item) => ({ ...item, head: item.head | (1n << bit) }));
        const rows = items.map(({ head, x, y, r, s }) => [head, x, y, r, s]);
        const hash = ethers.keccak256(
          ethers.AbiCoder.defaultAbiCoder().encode(["tuple(uint256,uint256,uint256,bytes32,bytes32)[]"], [rows]),
        );
        const digest = ethers.TypedDataEncoder.hash(
          { name: "Runde Counter", version: "1", chainId: 31337, verifyingContract: house.domain.counter },
          {
            Batch: [
              { name: "terminal", type: "uint32" },
              { name: "seq", type: "uint32" },
              { name: "businessDay", type: "uint32" },
              { name: "items", type: "bytes32" },
            ],
          },
          { ...batch, items: hash },
        );
        const { r, s } = house.till.sign(digest as Hex);
        const sent = await house.counter.redeem({ ...packed, items }, r, s);
        expect(await skippedIn(house, sent)).to.deep.equal({ 0: Skip.HeadMalformed });
      }
    });
  });

  describe("given a sheet of codes", () => {
    /** Pocket 1 with a sheet: at most 30 in one payment, 250 a day. */
    async function aSheet(house: OpenCounter, name: string) {
      const key = p256Key(name);
      const caps = { perPayment: fen(30), perDay: fen(250), expiry: (await time.latest()) + 300 * DAY, amount: 0n };
      await setUp(house, 1, { kind: 1, keyHash: key.keyHash, ...caps });
      return { key, pocket: 1, epoch: Number((await house.pockets.pocket(1)).paperEpoch) };
    }

    it("pays each of its codes once, beside the phone, under caps of its own and the day's common sum", async () => {
      const house = await loadFixture(anOpenCounter);
      const sheet = await aSheet(house, "sheet");
      expect(sheet.epoch).to.equal(PAPER_BIT + 1);
      expect(await reasonFor(house, await anItem(house, sheet, 0))).to.equal(Skip.None);
      expect(await reasonFor(house, await anItem(house, sheet, 0))).to.equal(Skip.AlreadyUsed);
      expect(await reasonFor(house, await anItem(house, sheet, 31))).to.equal(Skip.None);
      expect(await reasonFor(house, await anItem(house, sheet, 32))).to.equal(Skip.NonceTooFar);
      expect(await reasonFor(house, await anItem(house, sheet, 1, { amount: fen(30.01) }))).to.equal(
        Skip.OverPaymentCap,
      );
      expect(await reasonFor(house, await anItem(house, house.phone1, 1))).to.equal(Skip.None);
      const { paperUsed, nextNonce, spentToday, spentDay, keyEpoch, paperKey } = await house.pockets.pocket(1);
      expect([paperUsed, nextNonce, spentToday, keyEpoch]).to.deep.equal([2n ** 31n + 1n, 2n, BigInt(fen(84)), 1n]);
      expect(spentDay).to.equal(await house.counter.businessDayOf(await time.latest()));
      expect([paperKey.keyHash, paperKey.perPayment]).to.deep.equal([sheet.key.keyHash, BigInt(fen(30))]);
      expect(await house.counter.isUsed(1, sheet.epoch, 31)).to.equal(true);
      expect(await house.counter.isUsed(1, sheet.epoch, 1)).to.equal(false);
    });

    it("may end 90 days and the late window after its acceptance, no later", async () => {
      const house = await loadFixture(anOpenCounter);
      const sheet = await aSheet(house, "sheet");
      const acceptedAt = await time.latest();
      const last = acceptedAt + 90 * DAY + TERMS.lateWindow;
      expect(await reasonFor(house, await anItem(house, sheet, 1, { acceptedAt, acceptBy: last + 1 }))).to.equal(
        Skip.EndsTooFarAhead,
      );
      expect(await reasonFor(house, await anItem(house, sheet, 1, { acceptedAt, acceptBy: last }))).to.equal(Skip.None);
    });

    it("ends with the next one; what was accepted before is still paid, once", async () => {
      const house = await loadFixture(anOpenCounter);
      const first = await aSheet(house, "sheet");
      const spent = await anItem(house, first, 0);
      const held = await anItem(house, first, 1);
      expect(await reasonFor(house, spent)).to.equal(Skip.None);
      const second = await aSheet(house, "second sheet");
      expect(second.epoch).to.equal(first.epoch + 1);
      const endedAt = await time.latest();
      expect(await reasonFor(house, spent)).to.equal(Skip.AlreadyUsed);
      expect(await reasonFor(house, held)).to.equal(Skip.None);
      expect(await reasonFor(house, held)).to.equal(Skip.AlreadyUsed);
      expect(await house.counter.isUsed(1, first.epoch, 1)).to.equal(true);
      await time.increase(5);
      expect(await reasonFor(house, await anItem(house, first, 2, { acceptedAt: endedAt + 1 }))).to.equal(
        Skip.KeyWasOver,
      );
      expect(await reasonFor(house, await anItem(house, second, 0))).to.equal(Skip.None);
    });

    it("is ended by one word, and the phone goes on", async () => {
      const house = await loadFixture(anOpenCounter);
      const sheet = await aSheet(house, "sheet");
      await setUp(house, 1, { kind: 1, keyHash: 0n, amount: 0n });
      await time.increase(5);
      expect(await reasonFor(house, await anItem(house, sheet, 1))).to.equal(Skip.KeyWasOver);
      expect(await reasonFor(house, await anItem(house, house.phone1, 1))).to.equal(Skip.None);
    });
  });

  describe("given somebody else's key or pocket", () => {
    it("skips a code that another key signed, whatever key comes along", async () => {
      const house = await loadFixture(anOpenCounter);
      const thief = { ...house.phone1, key: p256Key("thief") };
      expect(await reasonFor(house, await anItem(house, thief, 1))).to.equal(Skip.UnknownKey);
      const { x, y } = house.phone1.key;
      expect(await reasonFor(house, await anItem(house, thief, 1, { x, y }))).to.equal(Skip.SignatureWrong);
    });

    it("skips a code that was changed after the signature", async () => {
      const house = await loadFixture(anOpenCounter);
      const item = await anItem(house, house.phone1, 1);
      for (const change of [{ nonce: 2 }, { maxAmount: fen(99) }, { acceptBy: item.acceptBy + 1 }]) {
        expect(await reasonFor(house, { ...item, ...change })).to.equal(Skip.SignatureWrong);
      }
      expect(await reasonFor(house, { ...item, pocket: 2 })).to.equal(Skip.UnknownKey);
      expect(await reasonFor(house, { ...item, keyEpoch: 2 })).to.equal(Skip.UnknownKey);
      expect(await reasonFor(house, { ...item, keyEpoch: 0 })).to.equal(Skip.UnknownKey);
      expect(await reasonFor(house, { ...item, pocket: 3 })).to.equal(Skip.UnknownPocket);
      expect(await reasonFor(house, { ...item, pocket: 0 })).to.equal(Skip.UnknownPocket);
    });

    it("skips a code for another counter or chain", async () => {
      const house = await loadFixture(anOpenCounter);
      for (const domain of [
        { ...house.domain, chainId: 1 },
        { ...house.domain, counter: house.stranger.address as `0x${string}` },
      ]) {
        expect(
          await reasonFor(house, await anItem({ ...house, domain }, house.phone1, 1).then((item) => item)),
        ).to.equal(Skip.SignatureWrong);
      }
    });

    it("pays what was accepted before the key was taken away, and nothing after", async () => {
      const house = await loadFixture(anOpenCounter);
      const before = await anItem(house, house.phone1, 1);
      const { keyHash } = p256Key("second phone");
      await setUp(house, 1, { keyHash, expiry: before.acceptedAt + DAY, amount: 0n });
      const revokedAt = await time.latest();
      await time.increase(5);
      expect(await reasonFor(house, await anItem(house, house.phone1, 2, { acceptedAt: revokedAt + 1 }))).to.equal(
        Skip.KeyWasOver,
      );
      expect(await reasonFor(house, before)).to.equal(Skip.None);
      const second = { key: p256Key("second phone"), pocket: 1, epoch: 2 };
      expect(await reasonFor(house, await anItem(house, second, 1))).to.equal(Skip.AlreadyUsed);
      expect(await reasonFor(house, await anItem(house, second, 2))).to.equal(Skip.None);
    });
  });

  describe("given nonces out of order", () => {
    it("pays each once within a window of 64, and forgets none as unused", async () => {
      const house = await loadFixture(anOpenCounter);
      const one = { amount: 1 };
      for (const [nonce, reason] of [
        [5, Skip.None],
        [3, Skip.None],
        [5, Skip.AlreadyUsed],
        [3, Skip.AlreadyUsed],
        [4, Skip.None],
        [69, Skip.None],
        [134, Skip.NonceTooFar],
        [133, Skip.None],
        [69, Skip.AlreadyUsed],
        [70, Skip.None],
        [70, Skip.AlreadyUsed],
        [6, Skip.AlreadyUsed],
        [68, Skip.AlreadyUsed],
        // Numbers run in a circle: half of it lies behind, and what lies just opposite is ahead.
        [133 + 0x8000, Skip.NonceTooFar],
        [133 + 0x8001, Skip.AlreadyUsed],
      ] as const) {
        expect(await reasonFor(house, await anItem(house, house.phone1, nonce, one)), `nonce ${nonce}`).to.equal(
          reason,
        );
        if (reason === Skip.None) expect(await house.counter.isUsed(1, 1, nonce)).to.equal(true);
      }
      expect(await house.counter.isUsed(1, 1, 71)).to.equal(false);
      expect(await house.counter.isUsed(1, 1, 134)).to.equal(false);
      expect((await house.pockets.pocket(1)).nextNonce).to.equal(134);
    });
  });

  describe("given a terminal", () => {
    it("takes at most its cap on a day, over batches", async () => {
      const house = await loadFixture(anOpenCounter);
      const key = await enrolTerminal(house, "small till", { dayCap: yuan(50) });
      await time.increaseTo(noonAfter(await time.latest()));
      const hand = async (items: CounterItem[]) =>
        skippedIn(house, await handIn(house, await aBatch(house, items, { terminal: 2 }), key));
      expect(await hand([await anItem(house, house.phone1, 1), await anItem(house, house.phone2, 1)])).to.deep.equal({
        1: Skip.OverTerminalCap,
      });
      expect(await hand([await anItem(house, house.phone1, 2, { amount: fen(22.01) })])).to.deep.equal({
        0: Skip.OverTerminalCap,
      });
      expect(await hand([await anItem(house, house.phone1, 2, { amount: fen(22) })])).to.deep.equal({});
      await time.increase(DAY);
      expect(await hand([await anItem(house, house.phone2, 1)])).to.deep.equal({});
    });

    it("reverts with BatchOutOfOrder for a number that is not the next", async () => {
      const house = await loadFixture(anOpenCounter);
      const item = await anItem(house, house.phone1, 1);
      for (const seq of [0, 2]) {
        await expect(handIn(house, await aBatch(house, [item], { seq })))
          .to.be.revertedWithCustomError(house.counter, "BatchOutOfOrder")
          .withArgs(1, seq, 1);
      }
      const batch = await aBatch(house, [item]);
      await handIn(house, batch);
      await expect(handIn(house, batch))
        .to.be.revertedWithCustomError(house.counter, "BatchOutOfOrder")
        .withArgs(1, 1, 2);
    });

    it("reverts with BatchSignatureInvalid when the carrier changed anything, or another key signed", async () => {
      const house = await loadFixture(anOpenCounter);
      const other = await enrolTerminal(house, "till 2");
      const items = [await anItem(house, house.phone1, 1), await anItem(house, house.phone2, 1)];
      const batch = await aBatch(house, items);
      const signature = house.till.sign(batchDigest(house.domain, batch));
      const changed = [
        { ...batch, items: [{ ...items[0]!, amount: fen(29) }, items[1]!] },
        { ...batch, items: [items[0]!] },
        { ...batch, items: [items[1]!, items[0]!] },
        { ...batch, businessDay: batch.businessDay + 1 },
      ];
      for (const other of changed) {
        await expect(house.counter.redeem(...redeemArgs(other, signature)))
          .to.be.revertedWithCustomError(house.counter, "BatchSignatureInvalid")
          .withArgs(1);
      }
      await expect(handIn(house, batch, other))
        .to.be.revertedWithCustomError(house.counter, "BatchSignatureInvalid")
        .withArgs(1);
      const high = house.till.signHigh(batchDigest(house.domain, batch));
      await expect(house.counter.redeem(...redeemArgs(batch, high)))
        .to.be.revertedWithCustomError(house.counter, "BatchSignatureInvalid")
        .withArgs(1);
      await house.counter.redeem(...redeemArgs(batch, signature));
    });

    it("reverts with UnknownTerminal, TerminalRevoked and TerminalExpired", async () => {
      const house = await loadFixture(anOpenCounter);
      const item = await anItem(house, house.phone1, 1);
      await expect(handIn(house, await aBatch(house, [item], { terminal: 2 })))
        .to.be.revertedWithCustomError(house.terminals, "UnknownTerminal")
        .withArgs(2);
      const expiry = (await time.latest()) + HOUR;
      const key = await enrolTerminal(house, "short till", { expiry });
      await nextBlockAt(expiry + TERMS.lateWindow + 1);
      await expect(handIn(house, await aBatch(house, [item], { terminal: 2 }), key))
        .to.be.revertedWithCustomError(house.terminals, "TerminalExpired")
        .withArgs(2, expiry);
      await ethers.provider.send("evm_mine", []);
      await shutOut(house, 1);
      const since = await time.latest();
      await expect(handIn(house, await aBatch(house, [item])))
        .to.be.revertedWithCustomError(house.terminals, "TerminalRevoked")
        .withArgs(1, since);
    });

    it("may hand in after its end what it accepted before, and nothing else", async () => {
      const house = await loadFixture(anOpenCounter);
      const expiry = (await time.latest()) + HOUR;
      const key = await enrolTerminal(house, "short till", { expiry });
      await time.increaseTo(expiry + 1);
      const items = [
        await anItem(house, house.phone1, 1, { acceptedAt: expiry }),
        await anItem(house, house.phone1, 2, { acceptedAt: expiry + 1 }),
      ];
      const sent = await handIn(house, await aBatch(house, items, { terminal: 2 }), key);
      expect(await skippedIn(house, sent)).to.deep.equal({ 1: Skip.TerminalWasOver });
    });

    it("does not lose yesterday's late batch to today's cap", async () => {
      const house = await loadFixture(anOpenCounter);
      const key = await enrolTerminal(house, "small till", { dayCap: yuan(50) });
      const yesterday = noonAfter(await time.latest());
      await time.increaseTo(yesterday + DAY);
      const hand = async (items: CounterItem[]) =>
        skippedIn(house, await handIn(house, await aBatch(house, items, { terminal: 2 }), key));
      const late = { acceptedAt: yesterday, acceptBy: yesterday };
      expect(await hand([await anItem(house, house.phone1, 1, { amount: fen(40) })])).to.deep.equal({});
      expect(await hand([await anItem(house, house.phone1, 2, { ...late, amount: fen(30) })])).to.deep.equal({});
      // What today takes on top makes no room for yesterday again.
      expect(await hand([await anItem(house, house.phone1, 3, { amount: fen(10) })])).to.deep.equal({});
      expect(await hand([await anItem(house, house.phone1, 4, { ...late, amount: fen(20.01) })])).to.deep.equal({
        0: Skip.OverTerminalCap,
      });
      expect(await hand([await anItem(house, house.phone1, 4, { amount: 1 })])).to.deep.equal({
        0: Skip.OverTerminalCap,
      });
    });

    it("goes on with its numbers when it is renewed, by its new key only", async () => {
      const house = await loadFixture(anOpenCounter);
      await handIn(house, await aBatch(house, [await anItem(house, house.phone1, 1)]));
      await shutOut(house, 1);
      const key = await enrolTerminal(house, "till 1, renewed", { terminal: 1, nonce: 1 });
      const batch = await aBatch(house, [await anItem(house, house.phone1, 2)]);
      expect(batch.seq).to.equal(2);
      await expect(handIn(house, batch))
        .to.be.revertedWithCustomError(house.counter, "BatchSignatureInvalid")
        .withArgs(1);
      expect(await skippedIn(house, await handIn(house, batch, key))).to.deep.equal({});
    });

    it("reverts with BatchSignatureInvalid for its own signature mirrored", async () => {
      const house = await loadFixture(anOpenCounter);
      const batch = await aBatch(house, [await anItem(house, house.phone1, 1)]);
      const high = house.till.signHigh(batchDigest(house.domain, batch));
      await expect(house.counter.redeem(...redeemArgs(batch, high)))
        .to.be.revertedWithCustomError(house.counter, "BatchSignatureInvalid")
        .withArgs(1);
      await handIn(house, batch);
    });

    it("loses nothing to who carries its batch before its relay does: the same is booked, and the second is refused", async () => {
      const house = await loadFixture(anOpenCounter);
      const batch = await aBatch(house, [await anItem(house, house.phone1, 1), await anItem(house, house.phone2, 1)]);
      const signature = house.till.sign(batchDigest(house.domain, batch));
      const args = redeemArgs(batch, signature);
      // What the third party has seen it cannot cut, lengthen, reorder or renumber.
      const [one, two] = batch.items as [CounterItem, CounterItem];
      for (const items of [[one], [two, one], [one, two, one]]) {
        await expect(
          house.counter.connect(house.stranger).redeem(...redeemArgs({ ...batch, items }, signature)),
        ).to.be.revertedWithCustomError(house.counter, "BatchSignatureInvalid");
      }
      await house.counter.connect(house.stranger).redeem(...args);
      await expect(house.counter.connect(member(house, 5)).redeem(...args))
        .to.be.revertedWithCustomError(house.counter, "BatchOutOfOrder")
        .withArgs(1, 1, 2);
      const [record] = await house.counter.batches(1, 1, 1);
      expect([record?.paid, record?.total, record?.skipped]).to.deep.equal([2n, BigInt(fen(56)), 0n]);
      expect((await house.journal.lines()).length).to.equal(1);
    });

    it("moves nothing with batches that pay nothing, however many, and ends with one word of the table", async () => {
      const house = await loadFixture(anOpenCounter);
      const good = await anItem(house, house.phone1, 1);
      await handIn(house, await aBatch(house, [good]));
      const state = async () => [
        await house.pockets.pocket(1),
        await house.pockets.pocket(2),
        await house.counter.takenOn(1),
        await house.voucher.totalSupply(),
        (await house.journal.lines()).length,
      ];
      const before = await state();
      // Used, forged, a stranger's, nobody's pocket: all that a thief of a tablet without a code can send.
      const thief = { ...house.phone2, key: p256Key("thief") };
      const idle = [
        good,
        { ...(await anItem(house, house.phone2, 1)), maxAmount: fen(99) },
        await anItem(house, thief, 1),
        await anItem(house, { ...thief, pocket: 9 }, 1),
      ];
      for (let i = 0; i < 5; ++i) {
        const sent = await handIn(house, await aBatch(house, idle));
        expect(Object.keys(await skippedIn(house, sent))).to.deep.equal(["0", "1", "2", "3"]);
      }
      expect(await state()).to.deep.equal(before);
      const records = await house.counter.batches(1, 2, 9);
      expect(records.map(({ paid, total, skipped }) => [paid, total, skipped])).to.deep.equal(
        Array(5).fill([0n, 0n, 0b1111n]),
      );
      await shutOut(house, 1);
      await expect(handIn(house, await aBatch(house, idle))).to.be.revertedWithCustomError(
        house.terminals,
        "TerminalRevoked",
      );
    });

    it("reverts with BatchSizeRefused for no item and for 201", async () => {
      const house = await loadFixture(anOpenCounter);
      const item = await anItem(house, house.phone1, 1);
      await expect(handIn(house, await aBatch(house, [])))
        .to.be.revertedWithCustomError(house.counter, "BatchSizeRefused")
        .withArgs(0, 200);
      await expect(handIn(house, await aBatch(house, Array<CounterItem>(201).fill(item))))
        .to.be.revertedWithCustomError(house.counter, "BatchSizeRefused")
        .withArgs(201, 200);
    });

    it("pays 200 items within the gas of one transaction", async () => {
      const house = await loadFixture(anOpenCounter);
      await setUp(house, 1, { perDay: fen(20_000), expiry: (await time.latest()) + DAY, amount: yuan(4_000) });
      const phone = { ...house.phone1, epoch: 2 };
      await time.increaseTo(noonAfter(await time.latest()));
      const items: CounterItem[] = [];
      for (let nonce = 1; nonce <= 200; nonce++) items.push(await anItem(house, phone, nonce, { amount: fen(20) }));
      const receipt = await (await handIn(house, await aBatch(house, items))).wait();
      expect(await skippedIn(house, { wait: async () => undefined })).to.deep.equal({});
      expect((await house.counter.batches(1, 1, 1))[0]?.paid).to.equal(200);
      expect(receipt?.gasUsed).to.be.lessThan(16_777_216n);
    });

    it("lists its batches by pages", async () => {
      const house = await loadFixture(anOpenCounter);
      for (const nonce of [1, 2, 3])
        await handIn(house, await aBatch(house, [await anItem(house, house.phone1, nonce, { amount: nonce })]));
      const totals = async (first: number, count: number) =>
        (await house.counter.batches(1, first, count)).map((record) => Number(record.total));
      expect(await totals(1, 10)).to.deep.equal([1, 2, 3]);
      expect(await totals(2, 1)).to.deep.equal([2]);
      expect(await totals(3, 2 ** 32 - 1)).to.deep.equal([3]);
      expect(await totals(4, 5)).to.deep.equal([]);
      expect(await totals(0, 5)).to.deep.equal([]);
    });
  });
});

describe("Counter: handing in late", () => {
  describe("given two of the table who vouch for a batch", () => {
    it("pays what a till accepted before it was shut out, outside its numbers, once", async () => {
      const house = await loadFixture(anOpenCounter);
      const before = await anItem(house, house.phone1, 1);
      const batch = await aBatch(house, [before, await anItem(house, house.phone2, 1)]);
      await time.increase(10);
      await shutOut(house, 1);
      const shutAt = await time.latest();
      await time.increase(10);
      await expect(handIn(house, batch)).to.be.revertedWithCustomError(house.terminals, "TerminalRevoked");
      const sent = await handInLate(house, batch);
      await expect(sent).to.emit(house.counter, "BatchHandedInLate").withArgs(1, 1, 1, [1, 2]);
      await expect(sent)
        .to.emit(house.counter, "BatchRedeemed")
        .withArgs(1, 2 ** 31 + 1, batch.businessDay, 2, fen(56), paidHash(batch.items), 1);
      expect(await house.counter.nextSeq(1)).to.equal(1);
      expect(await house.counter.batches(1, 1, 9)).to.deep.equal([]);
      expect(await house.counter.lateCount(1)).to.equal(1);
      const [record] = await house.counter.lateBatches(1, 1, 9);
      expect([record?.total, record?.paid, record?.skipped]).to.deep.equal([BigInt(fen(56)), 2n, 0n]);
      await expect(handInLate(house, batch))
        .to.be.revertedWithCustomError(house.counter, "HandedInLateAlready")
        .withArgs(1, 1);
      expect(await house.counter.lateCount(1)).to.equal(1);
      const after = await aBatch(house, [await anItem(house, house.phone1, 2, { acceptedAt: shutAt + 1 })]);
      expect(await skippedIn(house, await handInLate(house, after))).to.deep.equal({ 0: Skip.TerminalWasOver });
    });

    it("lifts the till's end and its day's cap, and no other rule", async () => {
      const house = await loadFixture(anOpenCounter);
      const expiry = (await time.latest()) + HOUR;
      const key = await enrolTerminal(house, "short till", { expiry, dayCap: 0n });
      await time.increaseTo(expiry + 10);
      const batch = await aBatch(
        house,
        [
          await anItem(house, house.phone1, 1, { acceptedAt: expiry + 1 }),
          await anItem(house, house.phone1, 1),
          await anItem(house, house.phone2, 1, { amount: fen(100.01), maxAmount: fen(200) }),
        ],
        { terminal: 2 },
      );
      expect(await skippedIn(house, await handInLate(house, batch, key))).to.deep.equal({
        1: Skip.AlreadyUsed,
        2: Skip.OverPaymentCap,
      });
      await time.increase(TERMS.lateWindow);
      const late = await anItem(house, house.phone1, 2, { acceptedAt: expiry + 2 });
      const tooLate = await aBatch(house, [late], { terminal: 2 });
      expect(await skippedIn(house, await handInLate(house, tooLate, key))).to.deep.equal({ 0: Skip.ArrivedTooLate });
    });

    it("takes a batch of a key that was replaced, up to its end", async () => {
      const house = await loadFixture(anOpenCounter);
      const batch = await aBatch(house, [await anItem(house, house.phone1, 1)]);
      await enrolTerminal(house, "till 1, renewed", { terminal: 1 });
      expect(await skippedIn(house, await handInLate(house, batch))).to.deep.equal({});
    });
  });

  describe("given less than that", () => {
    it("reverts for one seat, one twice, a caretaker, another batch, another terminal and another key", async () => {
      const house = await loadFixture(anOpenCounter);
      const batch = await aBatch(house, [await anItem(house, house.phone1, 1)]);
      const { terminals } = house;
      await expect(handInLate(house, batch, house.till, [1]))
        .to.be.revertedWithCustomError(terminals, "EnrolmentSignaturesMissing")
        .withArgs(1, 2);
      await expect(handInLate(house, batch, house.till, [1, 1]))
        .to.be.revertedWithCustomError(terminals, "EnrolmentSeatsOutOfOrder")
        .withArgs(1, 1);
      await expect(handInLate(house, batch, house.till, [1, 4]))
        .to.be.revertedWithCustomError(terminals, "NotInOfficeForTerminals")
        .withArgs(4);
      const other = await aBatch(house, [await anItem(house, house.phone1, 2)]);
      const { words, signatures } = await vouching(house, other, [1, 2]);
      const signature = house.till.sign(batchDigest(house.domain, batch));
      const send = (said: typeof words, signed: string[], key = house.till, r = signature) =>
        house.counter.redeemLate(...redeemLateArgs(batch, key, r), said, signed);
      await expect(send(words, signatures)).to.be.revertedWithCustomError(terminals, "LateHandInsDiffer").withArgs(1);
      const good = await vouching(house, batch, [1, 2]);
      const forged = good.words.map((word) => ({ ...word, terminal: 2 }));
      await expect(send(forged, good.signatures)).to.be.revertedWithCustomError(terminals, "LateHandInsDiffer");
      await expect(send(good.words, [...good.signatures].reverse())).to.be.revertedWithCustomError(
        terminals,
        "SignatureInvalid",
      );
      const thief = p256Key("thief");
      await expect(send(good.words, good.signatures, thief, thief.sign(batchDigest(house.domain, batch))))
        .to.be.revertedWithCustomError(terminals, "TerminalKeyForeign")
        .withArgs(1, thief.x, thief.y);
      await expect(send(good.words, good.signatures, house.till, thief.sign(batchDigest(house.domain, batch))))
        .to.be.revertedWithCustomError(house.counter, "BatchSignatureInvalid")
        .withArgs(1);
      await send(good.words, good.signatures);
    });
  });
});
