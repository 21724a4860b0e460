import { expect } from "chai";
import { DAY, ethers, HOUR, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
import { aHouseOfThree, BAR, type ExitHouse, handOver, holder, leave, member } from "../../fixtures/exitHouse.ts";
import { at, buyFor, heldBy, PRICE, termsFrom } from "../../fixtures/roundHouse.ts";
import { sign } from "../../fixtures/signatures.ts";

/** What the owner of a seat says who leaves. */
async function aLeaving(house: ExitHouse, seat: number) {
  return { seat, epoch: await house.share.epochOf(seat), deadline: (await time.latest()) + HOUR };
}

const endByVote = (house: ExitHouse, seat: number) =>
  house.exit.connect(house.house).endByVote(seat, ethers.id("what the members read"));

describe("Exit: leaving", () => {
  describe("given a member", () => {
    describe("when they leave", () => {
      it("ends the seat for standard readers too, leaves the vouchers, bars the person, tells the observer", async () => {
        const house = await loadFixture(aHouseOfThree);
        const { share, exit, roster, voucher } = house;
        const me = member(house, 2);
        const done = leave(house, 2);
        await expect(done).to.emit(exit, "MemberLeft").withArgs(2, me.address);
        await expect(done).to.emit(share, "Transfer").withArgs(me.address, ethers.ZeroAddress, 2);
        await expect(done).to.emit(share, "SeatEnded").withArgs(2, me.address);
        await expect(done)
          .to.emit(house.persons, "SeatGivenUp")
          .withArgs(ethers.id("person 2"), 2, (await time.latest()) + BAR - 1);
        expect([await share.balanceOf(me), await share.seatOf(me), await voucher.balanceOf(me)]).to.deep.equal([
          0n,
          0n,
          PRICE,
        ]);
        expect(await heldBy(house, "person 2")).to.equal("barred 2");
        expect(await roster.heard()).to.deep.equal([-2n]);
        const asks = [
          () => share.ownerOf(2),
          () => share.locked(2),
          () => share.tokenURI(2),
          () => share.getApproved(2),
        ];
        for (const ask of asks) {
          await expect(ask())
            .to.be.revertedWithCustomError(share, "SeatHasEnded")
            .withArgs(2, await time.latest());
        }
        expect(await share.owners(1, 3)).to.deep.equal([
          member(house, 1).address,
          ethers.ZeroAddress,
          member(house, 3).address,
        ]);
      });

      it("counts the seat up to that second and not after it; the past never changes", async () => {
        const house = await loadFixture(aHouseOfThree);
        const { share } = house;
        const born = await share.bornAt(2);
        await networkHelpers.time.increase(5 * DAY);
        await leave(house, 2);
        const ended = await share.endedAt(2);
        const seconds = [born, born + 1n, ended - 1n, ended, ended + 1n];
        const live = () => Promise.all(seconds.map((t) => share.liveSeatsAt(t)));
        const lives = () => Promise.all(seconds.map((t) => share.isLiveAt(2, t)));
        expect([await live(), await lives()]).to.deep.equal([
          [0n, 3n, 3n, 3n, 2n],
          [false, true, true, true, false],
        ]);
        await networkHelpers.time.increase(5 * DAY);
        await leave(house, 1);
        expect(await live()).to.deep.equal([0n, 3n, 3n, 3n, 2n]);
        expect([await share.liveSeats(), await share.lastSeat(), await share.lastSeatAt(ended + 1n)]).to.deep.equal([
          1n,
          3n,
          3n,
        ]);
      });

      it("makes room for one more, and never gives the number again", async () => {
        const house = await loadFixture(aHouseOfThree);
        const free = await house.rounds.freeSeats();
        await leave(house, 2);
        expect(await house.rounds.freeSeats()).to.equal(free + 1n);
        const now = await time.latest();
        await house.rounds.connect(house.house).open(termsFrom(now, { minSeats: 1, maxSeats: 1 }));
        await time.increase(DAY);
        await house.token.connect(house.zoe).approve(house.rounds, PRICE);
        await buyFor(house, house.zoe, 2);
        await time.increase(31 * DAY);
        await house.rounds.finalise(2);
        await house.rounds.claim(2, 1);
        expect([await house.share.seatOf(house.zoe), await house.share.lastSeat()]).to.deep.equal([4n, 4n]);
      });

      it("takes the signed message from anybody, once", async () => {
        const house = await loadFixture(aHouseOfThree);
        const wish = await aLeaving(house, 2);
        const signature = await sign(member(house, 2), "Runde Exit", house.exit, "Leaving", wish);
        await house.exit.connect(house.stranger).leaveHouse(wish, signature);
        await expect(house.exit.leaveHouse(wish, signature)).to.be.revertedWithCustomError(house.share, "SeatHasEnded");
      });
    });

    describe("when something is not as it should be", () => {
      it("reverts with SignatureInvalid for anybody else, SignatureExpired after the deadline, EpochOutdated", async () => {
        const house = await loadFixture(aHouseOfThree);
        const wish = await aLeaving(house, 2);
        await expect(house.exit.connect(member(house, 1)).leaveHouse(wish, "0x"))
          .to.be.revertedWithCustomError(house.exit, "SignatureInvalid")
          .withArgs(member(house, 2).address);
        await expect(house.exit.connect(member(house, 2)).leaveHouse({ ...wish, epoch: 1 }, "0x"))
          .to.be.revertedWithCustomError(house.exit, "EpochOutdated")
          .withArgs(2, 1, 0);
        await at(wish.deadline + 1);
        await expect(house.exit.connect(member(house, 2)).leaveHouse(wish, "0x"))
          .to.be.revertedWithCustomError(house.exit, "SignatureExpired")
          .withArgs(wish.deadline, wish.deadline + 1);
      });

      it("lets a message that was signed before a hand-over end nobody's seat", async () => {
        const house = await loadFixture(aHouseOfThree);
        const wish = await aLeaving(house, 2);
        const signature = await sign(house.zoe, "Runde Exit", house.exit, "Leaving", wish);
        await handOver(house, 2, house.zoe);
        await expect(house.exit.leaveHouse(wish, signature))
          .to.be.revertedWithCustomError(house.exit, "EpochOutdated")
          .withArgs(2, 0, 1);
      });
    });

    describe("when they come again", () => {
      it("may buy a place after the bar, and not a second before", async () => {
        const house = await loadFixture(aHouseOfThree);
        await leave(house, 1);
        const until = (await time.latest()) + BAR - 1;
        await house.rounds.connect(house.house).open(termsFrom(until - 10 * DAY, { minSeats: 1, maxSeats: 2 }));
        await expect(buyForAt(house, until)).to.be.revertedWithCustomError(house.persons, "PersonBarred");
        await buyForAt(house, until + 1);
        expect(await heldBy(house, "person 1")).to.equal("place 2");
      });
    });
  });

  describe("given a decision of the members", () => {
    it("ends a seat, by the timelock alone, and bars its person", async () => {
      const house = await loadFixture(aHouseOfThree);
      const me = member(house, 3);
      await expect(house.exit.connect(me).endByVote(3, ethers.ZeroHash))
        .to.be.revertedWithCustomError(house.exit, "NotThePart")
        .withArgs(0, me.address);
      await expect(endByVote(house, 3))
        .to.emit(house.exit, "SeatEndedByVote")
        .withArgs(3, me.address, ethers.id("what the members read"));
      expect([await heldBy(house, "person 3"), await house.voucher.balanceOf(me)]).to.deep.equal(["barred 3", PRICE]);
    });

    it("finds the seat wherever it is by then", async () => {
      const house = await loadFixture(aHouseOfThree);
      await handOver(house, 3, house.zoe);
      await endByVote(house, 3);
      expect([await heldBy(house, "Zoe"), await heldBy(house, "person 3")]).to.deep.equal(["barred 3", "barred 3"]);
    });
  });

  describe("given an observer", () => {
    it("that fails stops nobody, and is told later by anybody", async () => {
      const house = await loadFixture(aHouseOfThree);
      const { share, roster } = house;
      await roster.breakDown(true);
      await expect(leave(house, 1)).to.emit(share, "ObserverNotTold").withArgs(1);
      await expect(handOver(house, 2, house.zoe))
        .to.emit(share, "ObserverNotTold")
        .withArgs(2);
      const told = () => Promise.all([1, 2, 3].map((seat) => share.isTold(seat)));
      expect(await told()).to.deep.equal([false, false, true]);
      expect([await share.untold(0, 10), await share.untold(1, 10), await share.untold(2, 10)]).to.deep.equal([
        [1n, 2n],
        [2n],
        [],
      ]);
      await expect(share.connect(house.stranger).tell(1)).to.be.revertedWithCustomError(roster, "RosterIsBroken");
      await roster.breakDown(false);
      await expect(share.connect(house.stranger).tell(1)).to.emit(share, "ObserverTold").withArgs(1);
      // What comes next says how the seat stands by then.
      await leave(house, 2);
      expect([await told(), await roster.heard()]).to.deep.equal([
        [true, true, true],
        [-1n, -2n],
      ]);
      expect(await share.untold(0, 10)).to.deep.equal([]);
      for (const seat of [1, 2, 3]) {
        await expect(share.tell(seat)).to.be.revertedWithCustomError(share, "NothingToTell").withArgs(seat);
      }
    });

    it("that burns all its gas costs no more than that, and stops nobody", async () => {
      const house = await loadFixture(aHouseOfThree);
      await house.roster.burnGas(true);
      const wish = await aLeaving(house, 1);
      const mine = house.exit.connect(await holder(house, 1));
      const receipt = await (await mine.leaveHouse(wish, "0x", { gasLimit: 2_000_000 })).wait();
      expect(await house.share.isTold(1)).to.equal(false);
      expect(receipt?.gasUsed).to.be.lessThan(800_000n);
    });

    it("is never starved: with too little gas the call reverts with TooLittleGasForObserver", async () => {
      const house = await loadFixture(aHouseOfThree);
      const wish = await aLeaving(house, 1);
      const mine = house.exit.connect(await holder(house, 1));
      await expect(mine.leaveHouse(wish, "0x", { gasLimit: 420_000 })).to.be.revertedWithCustomError(
        house.share,
        "TooLittleGasForObserver",
      );
      // With any gas at all it is told, or nothing happens.
      for (let gasLimit = 380_000; gasLimit <= 720_000; gasLimit += 17_000) {
        const snapshot = await networkHelpers.takeSnapshot();
        const done = await mine.leaveHouse(wish, "0x", { gasLimit }).then(
          () => true,
          () => false,
        );
        if (done) expect(await house.share.isTold(1), `with ${gasLimit}`).to.equal(true);
        await snapshot.restore();
      }
    });

    it("hears of nothing else: Share is moved and ended by Exit alone, and raised by Persons", async () => {
      const { share, stranger } = await loadFixture(aHouseOfThree);
      const mine = share.connect(stranger);
      for (const call of [() => mine.move(1, stranger), () => mine.end(1), () => mine.raiseEpoch(1)]) {
        await expect(call()).to.be.revertedWithCustomError(share, "NotThePart");
      }
    });
  });
});

async function buyForAt(house: ExitHouse, second: number) {
  await house.token.connect(member(house, 1)).approve(house.rounds, PRICE);
  const join = {
    round: 2,
    recipient: member(house, 1).address,
    payer: member(house, 1).address,
    termsHash: (await house.rounds.round(2)).terms.termsHash,
    binding: false,
    epoch: await house.persons.epochOf(member(house, 1).address),
    payerEpoch: await house.persons.epochOf(member(house, 1).address),
    nonce: 0n,
    deadline: second + HOUR,
  };
  await at(second);
  return house.rounds.connect(member(house, 1)).buy(join, "0x", "0x");
}
