import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { type Message, surrenderPayment } from "#protocol/house/typedData.ts";
import { DAY, HOUR, loadFixture, networkHelpers, nextBlockAt, time } from "../../fixtures/chain.ts";
import { asContract, type Person } from "../../fixtures/people.ts";
import { aFoundedHouse, memberOn, signAs, type WholeHouse } from "../../fixtures/wholeHouse.ts";

/** Twelve members, each with vouchers for what they paid; the timelock can speak, as after a vote. */
async function aHouseThatCanOffer() {
  const house = await aFoundedHouse({ members: 12 });
  const vote = await asContract(await house.timelock.getAddress());
  const { price } = (await house.rounds.round(1)).terms;
  return { ...house, vote, price, holder: memberOn(house, 3) };
}

type House = Awaited<ReturnType<typeof aHouseThatCanOffer>>;

/** The members have offered the holder of seat 3 two thirds of what was paid. */
async function anOffer() {
  const house = await aHouseThatCanOffer();
  const amount = (house.price * 2n) / 3n;
  await house.buyBack.connect(house.vote).offer(3, house.holder.address, amount);
  return { ...house, amount, until: (await time.latest()) + 30 * DAY };
}

async function aTaking(house: House & { amount: bigint }, changes: Partial<Message<"OfferTaken">> = {}) {
  const epoch = Number(await house.share.epochOf(3));
  return { seat: 3, amount: house.amount, epoch, deadline: (await time.latest()) + HOUR, ...changes };
}

const signed = (house: House, signer: Person, taking: Message<"OfferTaken">, from = signer) =>
  signAs(signer, surrenderPayment(house.signing, from.address as `0x${string}`, taking));

async function books(house: WholeHouse) {
  const [cash, owed] = await house.journal.balances([100, 200]);
  return { cash: cash ?? 0n, owed: -(owed ?? 0n) };
}

describe("BuyBack", () => {
  describe("given a member of whom the members' vote speaks", () => {
    it("offers an amount for thirty days, and a later one instead", async () => {
      const house = await loadFixture(aHouseThatCanOffer);
      const { buyBack, vote, holder, price } = house;
      await nextBlockAt((await time.latest()) + 10);
      const until = (await time.latest()) + 10 + 30 * DAY;
      await expect(buyBack.connect(vote).offer(3, holder.address, price))
        .to.emit(buyBack, "BuyBackOffered")
        .withArgs(3, holder.address, price, until);
      expect([...(await buyBack.offerFor(3))]).to.deep.equal([holder.address, BigInt(until), price]);
      await buyBack.connect(vote).offer(3, holder.address, 1);
      expect((await buyBack.offerFor(3)).amount).to.equal(1);
    });

    it("reverts with NotThePart for anybody but the timelock", async () => {
      const house = await loadFixture(aHouseThatCanOffer);
      await expect(house.buyBack.connect(house.operator).offer(3, house.holder.address, 1))
        .to.be.revertedWithCustomError(house.buyBack, "NotThePart")
        .withArgs(Part.Timelock, house.operator.address);
    });

    it("reverts with BuyBackAmountImpossible for nothing and for one unit more than was paid", async () => {
      const { buyBack, vote, holder, price } = await loadFixture(aHouseThatCanOffer);
      for (const asked of [0n, price + 1n]) {
        await expect(buyBack.connect(vote).offer(3, holder.address, asked))
          .to.be.revertedWithCustomError(buyBack, "BuyBackAmountImpossible")
          .withArgs(3, asked, price);
      }
    });

    it("reverts with BuyBackOfAnother when the seat has changed hands since the vote began", async () => {
      const { buyBack, vote, holder, ...house } = await loadFixture(aHouseThatCanOffer);
      const other = memberOn({ buyBack, ...house } as unknown as WholeHouse, 4).address;
      await expect(buyBack.connect(vote).offer(3, other, 1))
        .to.be.revertedWithCustomError(buyBack, "BuyBackOfAnother")
        .withArgs(3, holder.address, other);
    });
  });

  describe("given an offer", () => {
    describe("when the holder takes it", () => {
      for (const direct of [true, false]) {
        it(`burns the vouchers, pays the amount and ends the seat, ${direct ? "directly" : "with one signature"}`, async () => {
          const house = await loadFixture(anOffer);
          const { buyBack, share, exit, voucher, token, holder, amount, price } = house;
          const taking = await aTaking(house);
          const before = await books(house);
          if (direct) await voucher.connect(holder).approve(buyBack, amount);
          const signature = direct ? "0x" : await signed(house, holder, taking);
          const done = buyBack.connect(direct ? holder : house.stranger).take(taking, signature);
          await expect(done).to.emit(buyBack, "SeatBoughtBack").withArgs(3, holder.address, amount);
          await expect(done).to.emit(exit, "SeatEndedByBuyBack").withArgs(3, holder.address);
          expect(await token.balanceOf(holder)).to.equal(amount);
          expect(await voucher.balanceOf(holder)).to.equal(price - amount);
          expect(await voucher.balanceOf(buyBack)).to.equal(0);
          expect([await share.seatOf(holder), await share.liveSeats()]).to.deep.equal([0n, 11n]);
          const after = await books(house);
          expect([before.cash - after.cash, before.owed - after.owed]).to.deep.equal([amount, amount]);
          // I8: what is owed is what the vouchers say.
          expect(after.owed).to.equal(await voucher.totalSupply());
          expect((await buyBack.offerFor(3)).until).to.equal(0);
        });
      }

      it("counts once", async () => {
        const house = await loadFixture(anOffer);
        const taking = await aTaking(house);
        const signature = await signed(house, house.holder, taking);
        await house.buyBack.take(taking, signature);
        await expect(house.buyBack.take(taking, signature)).to.be.revertedWithCustomError(house.share, "SeatHasEnded");
      });
    });

    it("is nobody else's: reverts with AuthorizationInvalid for another signer and NoBuyBackOffered for another seat", async () => {
      const house = await loadFixture(anOffer);
      const other = memberOn(house, 4);
      const taking = await aTaking(house);
      for (const signature of ["0x", await signed(house, other, taking, house.holder)]) {
        await expect(house.buyBack.connect(other).take(taking, signature))
          .to.be.revertedWithCustomError(house.voucher, "AuthorizationInvalid")
          .withArgs(house.holder.address);
      }
      const own = await aTaking(house, { seat: 4 });
      await expect(house.buyBack.connect(other).take(own, "0x"))
        .to.be.revertedWithCustomError(house.buyBack, "NoBuyBackOffered")
        .withArgs(4);
    });

    it("counts to its last second, and reverts with BuyBackOver in the next", async () => {
      const house = await loadFixture(anOffer);
      await house.voucher.connect(house.holder).approve(house.buyBack, house.amount);
      const late = await aTaking(house, { deadline: house.until + 1 });
      await time.increaseTo(house.until - 1);
      const snapshot = await networkHelpers.takeSnapshot();
      await nextBlockAt(house.until + 1);
      await expect(house.buyBack.connect(house.holder).take(late, "0x"))
        .to.be.revertedWithCustomError(house.buyBack, "BuyBackOver")
        .withArgs(3, house.until, house.until + 1);
      await snapshot.restore();
      await nextBlockAt(house.until);
      await house.buyBack.connect(house.holder).take(late, "0x");
    });

    it("reverts with BuyBackDiffers for another amount, EpochOutdated for an old word, SignatureExpired for a late one", async () => {
      const house = await loadFixture(anOffer);
      const mine = house.buyBack.connect(house.holder);
      await expect(mine.take(await aTaking(house, { amount: house.amount + 1n }), "0x"))
        .to.be.revertedWithCustomError(house.buyBack, "BuyBackDiffers")
        .withArgs(3, house.amount + 1n, house.amount);
      await expect(mine.take(await aTaking(house, { epoch: 1 }), "0x"))
        .to.be.revertedWithCustomError(house.buyBack, "EpochOutdated")
        .withArgs(3, 1, 0);
      const late = await aTaking(house);
      await nextBlockAt(late.deadline + 1);
      await expect(mine.take(late, "0x"))
        .to.be.revertedWithCustomError(house.buyBack, "SignatureExpired")
        .withArgs(late.deadline, late.deadline + 1);
    });

    it("undoes everything when the vouchers are not there, or the money is not", async () => {
      const house = await loadFixture(anOffer);
      const { holder, voucher, share } = house;
      const taking = await aTaking(house);
      const signature = await signed(house, holder, taking);
      await voucher.connect(holder).transfer(memberOn(house, 4), house.price - house.amount + 1n);
      await expect(house.buyBack.take(taking, signature)).to.be.revertedWithCustomError(
        voucher,
        "ERC20InsufficientBalance",
      );
      expect(await share.seatOf(holder)).to.equal(3);
      expect((await house.buyBack.offerFor(3)).amount).to.equal(house.amount);
    });
  });

  describe("given anybody else", () => {
    it("lets nobody burn, end or pay by its doors", async () => {
      const { voucher, exit, treasury, operator, holder } = await loadFixture(anOffer);
      for (const [by, call] of [
        [voucher, () => voucher.connect(holder).surrender(1)],
        [exit, () => exit.connect(operator).endByBuyBack(3)],
        [treasury, () => treasury.connect(operator).payBuyBack(operator, 1)],
      ] as const) {
        await expect(call()).to.be.revertedWithCustomError(by, "NotThePart");
      }
    });
  });
});
