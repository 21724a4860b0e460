import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { DAY, ethers, goTo, loadFixture, time } from "../../fixtures/chain.ts";
import { person } from "../../fixtures/people.ts";
import {
  Accounts,
  admit,
  aFailedRound,
  aFinalisedRound,
  aJoin,
  anOpenRound,
  applicant,
  aRoundHouse,
  aRoundThatSucceeded,
  aRoundThatWillDo,
  aSoldOutRound,
  at,
  balance,
  buyFor,
  lastEntries,
  PRICE,
  reference,
  State,
  signJoin,
  stateOf,
  termsFrom,
} from "../../fixtures/roundHouse.ts";

describe("Rounds: finalising", () => {
  describe("given a round that succeeded", () => {
    describe("when anybody finalises it", () => {
      it("moves the money to the treasury and writes both entries", async () => {
        const house = await loadFixture(aRoundThatSucceeded);
        await expect(house.rounds.connect(house.stranger).finalise(1))
          .to.emit(house.rounds, "RoundFinalised")
          .withArgs(1, 1, 3, 3n * PRICE, house.treasury.address);
        expect(await balance(house, house.treasury)).to.equal(3n * PRICE);
        expect(await balance(house, house.rounds)).to.equal(0);
        const [actor, writer] = [house.stranger.address, await house.rounds.getAddress()];
        const { CASH, ESCROW, REFUNDS_PAYABLE, VOUCHERS_OWED } = Accounts;
        expect(await lastEntries(house, 2)).to.deep.equal([
          [CASH, ESCROW, 3n * PRICE, reference(1), actor, writer],
          [REFUNDS_PAYABLE, VOUCHERS_OWED, 3n * PRICE, reference(1), actor, writer],
        ]);
      });

      it("brings every sold seat to life in that second, before anybody claims", async () => {
        const house = await loadFixture(aRoundThatSucceeded);
        await expect(house.rounds.finalise(1)).to.emit(house.share, "SeatsMinted").withArgs(1, 3);
        const now = await time.latest();
        expect(await house.share.liveSeats()).to.equal(3);
        const round = await house.rounds.round(1);
        expect([round.state, round.firstSeat, round.finalisedAt, round.claimed]).to.deep.equal([
          State.Finalised,
          1n,
          BigInt(now),
          0n,
        ]);
      });

      it("begins the calendar before the founding's seats join the roster", async () => {
        const house = await loadFixture(aRoundThatSucceeded);
        await house.rounds.finalise(1);
        expect((await house.roster.born()).map((one) => [...one])).to.deep.equal([[1n, 3n, true]]);
      });

      it("costs about the same for three seats and for five", async () => {
        const small = await loadFixture(aRoundThatSucceeded);
        const three = (await (await small.rounds.finalise(1)).wait())?.gasUsed ?? 0n;
        const full = await loadFixture(aSoldOutRound);
        await goTo((await full.rounds.round(1)).lockAt);
        const five = (await (await full.rounds.finalise(1)).wait())?.gasUsed ?? 0n;
        expect(three).to.be.greaterThan(0n);
        expect(five).to.be.lessThan((three * 101n) / 100n);
      });

      it("fails whole when the token refuses the treasury, and works when it no longer does", async () => {
        const house = await loadFixture(aRoundThatSucceeded);
        await house.token.refuse(house.treasury.address, true);
        await expect(house.rounds.finalise(1))
          .to.be.revertedWithCustomError(house.token, "Refused")
          .withArgs(house.treasury.address);
        expect(await house.share.liveSeats()).to.equal(0);
        await house.token.refuse(house.treasury.address, false);
        await at(house.founding.deadline + 30 * DAY - 1);
        await expect(house.rounds.finalise(1)).to.emit(house.rounds, "RoundFinalised");
      });

      it("reverts with PaymentMismatch when a fee would be missing in the treasury", async () => {
        const house = await loadFixture(aRoundThatSucceeded);
        await house.token.setFee(5);
        await expect(house.rounds.finalise(1))
          .to.be.revertedWithCustomError(house.rounds, "PaymentMismatch")
          .withArgs(3n * PRICE - 5n, 3n * PRICE);
      });

      it("fails whole when the roster does, and takes no money then", async () => {
        const house = await loadFixture(aRoundThatSucceeded);
        await house.roster.breakDown(true);
        await expect(house.rounds.finalise(1)).to.be.revertedWithCustomError(house.roster, "RosterIsBroken");
        expect(await balance(house, house.rounds)).to.equal(3n * PRICE);
      });
    });
  });

  describe("given a round in any other state", () => {
    it("reverts with RoundNotSucceeded", async () => {
      for (const [given, state] of [
        [aRoundHouse, State.Upcoming],
        [aRoundThatWillDo, State.Open],
        [aSoldOutRound, State.CoolOff],
        [aFinalisedRound, State.Finalised],
        [aFailedRound, State.Failed],
      ] as const) {
        const house = await loadFixture(given);
        await expect(house.rounds.finalise(1))
          .to.be.revertedWithCustomError(house.rounds, "RoundNotSucceeded")
          .withArgs(1, state);
      }
    });

    it("reverts with RoundNotSucceeded 30 days after the lock: what failed stays failed", async () => {
      const house = await loadFixture(aRoundThatSucceeded);
      await at(house.founding.deadline + 30 * DAY);
      await expect(house.rounds.finalise(1))
        .to.be.revertedWithCustomError(house.rounds, "RoundNotSucceeded")
        .withArgs(1, State.Failed);
    });
  });

  describe("given a finalised round", () => {
    describe("when anybody claims", () => {
      it("gives the next seats to their owners, each with vouchers worth what was paid", async () => {
        const house = await loadFixture(aFinalisedRound);
        const [one, two, three] = [1, 2, 3].map((number) => applicant(house, number).address);
        const first = house.rounds.connect(house.stranger).claim(1, 2);
        await expect(first).to.emit(house.rounds, "SeatClaimed").withArgs(1, 1, one, PRICE);
        await expect(first).to.emit(house.rounds, "SeatClaimed").withArgs(1, 2, two, PRICE);
        expect(await house.share.owners(1, 5)).to.deep.equal([one, two, ethers.ZeroAddress]);
        expect(await house.voucher.balanceOf(one as string)).to.equal(PRICE);
        expect((await house.rounds.round(1)).claimed).to.equal(2);
        await expect(house.rounds.claim(1, 50)).to.emit(house.rounds, "SeatClaimed").withArgs(1, 3, three, PRICE);
        expect(await house.share.seatOf(three as string)).to.equal(3);
        expect(await house.voucher.totalSupply()).to.equal(3n * PRICE);
      });

      it("reverts with NothingToClaim when every seat has its owner", async () => {
        const house = await loadFixture(aFinalisedRound);
        await house.rounds.claim(1, 3);
        await expect(house.rounds.claim(1, 1))
          .to.be.revertedWithCustomError(house.rounds, "NothingToClaim")
          .withArgs(1);
      });

      it("gives the seat to the recipient of a gift, not to who paid", async () => {
        const house = await loadFixture(anOpenRound);
        const [payer, recipient] = [applicant(house, 1), applicant(house, 2)];
        const join = await aJoin(house, recipient, { payer: payer.address });
        await house.rounds.connect(payer).buy(join, await signJoin(house, recipient, join), "0x");
        for (const number of [3, 4]) await buyFor(house, applicant(house, number));
        await goTo(house.founding.deadline);
        await house.rounds.finalise(1);
        await house.rounds.claim(1, 3);
        expect(await house.share.ownerOf(1)).to.equal(recipient.address);
        expect(await house.voucher.balanceOf(payer)).to.equal(0);
      });

      it("is not blocked by an owner that takes no tokens", async () => {
        const house = await loadFixture(anOpenRound);
        const owner = await person("owner of a contract");
        const wallet = await ethers.deployContract("ContractWallet", [owner.address]);
        await admit(house, await wallet.getAddress(), "person with a contract");
        const join = await aJoin(house, owner, {
          recipient: await wallet.getAddress(),
          payer: applicant(house, 1).address,
        });
        await house.rounds.connect(applicant(house, 1)).buy(join, await signJoin(house, owner, join), "0x");
        for (const number of [2, 3]) await buyFor(house, applicant(house, number));
        await goTo(house.founding.deadline);
        await house.rounds.finalise(1);
        await house.rounds.claim(1, 3);
        expect(await house.share.ownerOf(1)).to.equal(await wallet.getAddress());
      });
    });

    it("numbers the next round's seats behind its own and leaves the calendar alone", async () => {
      const house = await loadFixture(aFinalisedRound);
      await house.rounds.connect(house.house).open(termsFrom(await time.latest(), { minSeats: 2, price: 2n * PRICE }));
      await time.increase(2 * DAY);
      for (const number of [4, 5]) {
        const one = applicant(house, number);
        await house.token.connect(one).approve(house.rounds, 2n * PRICE);
        await buyFor(house, one, 2);
      }
      await goTo((await house.rounds.round(2)).terms.deadline);
      await house.rounds.finalise(2);
      await house.rounds.claim(2, 1);
      expect(await house.share.seatOf(applicant(house, 4).address)).to.equal(4);
      expect(await house.voucher.balanceOf(applicant(house, 4))).to.equal(2n * PRICE);
      expect((await house.roster.born()).map((one) => [...one])).to.deep.equal([
        [1n, 3n, true],
        [4n, 2n, true],
      ]);
      expect(await stateOf(house, 1)).to.equal(State.Finalised);
    });
  });

  describe("given somebody who cannot be served", () => {
    /** Seats 1 to 3 are born; a part that moves seats, as a recovery will, has given seat 1 to the person of place 2. */
    async function aSeatTooMany() {
      const house = await aFinalisedRound();
      const mover = await person("mover");
      await house.registry.set(Part.Exit, mover);
      await house.rounds.claim(1, 1);
      await house.share.connect(mover).move(1, applicant(house, 2));
      return { ...house, mover };
    }

    it("skips them with an event and serves those behind (S9)", async () => {
      const house = await loadFixture(aSeatTooMany);
      const [second, third] = [applicant(house, 2), applicant(house, 3)];
      await expect(house.rounds.claim(1, 10))
        .to.emit(house.rounds, "ClaimSkipped")
        .withArgs(1, 2, second.address)
        .and.to.emit(house.rounds, "SeatClaimed")
        .withArgs(1, 3, third.address, PRICE);
      expect([await house.share.seatOf(second), await house.share.seatOf(third)]).to.deep.equal([1n, 3n]);
      expect(await house.voucher.balanceOf(second)).to.equal(0);
      await expect(house.rounds.claim(1, 1)).to.be.revertedWithCustomError(house.rounds, "NothingToClaim");
    });

    it("serves them later, once, when they can be served", async () => {
      const house = await loadFixture(aSeatTooMany);
      const { rounds, share, mover } = house;
      const second = applicant(house, 2);
      const later = () => rounds.connect(house.stranger).claimSkipped(1, second);
      await expect(later()).to.be.revertedWithCustomError(rounds, "ClaimNotSkipped").withArgs(1, second.address);
      await rounds.claim(1, 10);
      await expect(later()).to.be.revertedWithCustomError(share, "OwnsSeatAlready").withArgs(second.address, 1);
      await share.connect(mover).end(1);
      await expect(later()).to.emit(rounds, "SeatClaimed").withArgs(1, 2, second.address, PRICE);
      await expect(later()).to.be.revertedWithCustomError(share, "SeatAlreadyAssigned").withArgs(2, second.address);
      // A seat that has ended is not born again, and its vouchers are not issued twice.
      await share.connect(mover).end(2);
      await expect(later())
        .to.be.revertedWithCustomError(share, "SeatHasEnded")
        .withArgs(2, await time.latest());
      expect(await house.voucher.balanceOf(second)).to.equal(PRICE);
    });

    it("reverts with ClaimNotSkipped for somebody without a place", async () => {
      const house = await loadFixture(aSeatTooMany);
      await expect(house.rounds.claimSkipped(1, house.stranger))
        .to.be.revertedWithCustomError(house.rounds, "ClaimNotSkipped")
        .withArgs(1, house.stranger.address);
    });
  });

  describe("given a round that is not finalised", () => {
    it("reverts with RoundNotFinalised for a claim", async () => {
      for (const [given, state] of [
        [anOpenRound, State.Open],
        [aRoundThatSucceeded, State.Succeeded],
        [aFailedRound, State.Failed],
      ] as const) {
        const house = await loadFixture(given);
        await expect(house.rounds.claim(1, 1))
          .to.be.revertedWithCustomError(house.rounds, "RoundNotFinalised")
          .withArgs(1, state);
      }
    });
  });
});
