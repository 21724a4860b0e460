import { expect } from "chai";
import { DAY, ethers, goTo, loadFixture, time } from "../../fixtures/chain.ts";
import { type Person, person } from "../../fixtures/people.ts";
import {
  Accounts,
  admit,
  aFailedRound,
  aFinalisedRound,
  anOpenRound,
  applicant,
  aRefund,
  aRoundThatSucceeded,
  aRoundThatWillDo,
  aSoldOutRound,
  at,
  aWithdrawal,
  balance,
  buyFor,
  fetchMoney,
  giftOf,
  giveBack,
  heldBy,
  lastEntries,
  PRICE,
  placeOf,
  type RoundHouse,
  reference,
  State,
  signRefund,
  signWithdrawal,
  stateOf,
} from "../../fixtures/roundHouse.ts";

const recipients = async (house: RoundHouse) =>
  (await house.rounds.purchases(1, 0, 10)).map(({ recipient }) => recipient);

/** Succeeded, and for 30 days nobody could finalise it. */
async function aForgottenRound() {
  const house = await aRoundThatSucceeded();
  await goTo(house.founding.deadline + 30 * DAY);
  return house;
}

async function backInTheBooks(house: RoundHouse, recipient: Person, payer: Person) {
  expect(await lastEntries(house, 1)).to.deep.equal([
    [
      Accounts.REFUNDS_PAYABLE,
      Accounts.ESCROW,
      PRICE,
      reference(1, recipient.address),
      payer.address,
      await house.rounds.getAddress(),
    ],
  ]);
}

describe("Rounds: money back", () => {
  describe("given a round before its lock", () => {
    describe("when the recipient of a gift gives the place back", () => {
      it("sends the money to the payer, directly or with a signature that counts once", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const [payer, me] = [applicant(house, 6), applicant(house, 7)];
        for (const direct of [true, false]) {
          await giftOf(house, payer, me);
          const had = await balance(house, payer);
          const wish = await aWithdrawal(house, me, { to: payer.address });
          const signature = direct ? "0x" : await signWithdrawal(house, me, wish);
          const done = house.rounds.connect(direct ? me : house.stranger).withdraw(wish, signature);
          await expect(done)
            .to.emit(house.rounds, "SeatWithdrawn")
            .withArgs(1, me.address, payer.address, payer.address, PRICE);
          expect((await balance(house, payer)) - had).to.equal(PRICE);
          expect(await heldBy(house, "person 7")).to.equal("nothing");
          await expect(house.rounds.connect(house.stranger).withdraw(wish, signature)).to.be.revertedWithCustomError(
            house.rounds,
            direct ? "SignatureInvalid" : "NonceUsed",
          );
        }
      });

      it("reverts with MoneyIsThePayers if they name another account, their own too", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const [payer, me] = [applicant(house, 6), applicant(house, 7)];
        await giftOf(house, payer, me);
        for (const to of [me.address, house.stranger.address, ethers.ZeroAddress]) {
          await expect(giveBack(house, me, { to }))
            .to.be.revertedWithCustomError(house.rounds, "MoneyIsThePayers")
            .withArgs(1, payer.address, to);
        }
      });

      it("reverts with SignatureInvalid when others speak for them, NotOnesPlace for others' own word", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const [payer, me] = [applicant(house, 6), applicant(house, 7)];
        await giftOf(house, payer, me);
        await expect(giveBack(house, house.stranger, { recipient: me.address, by: me.address, to: payer.address }))
          .to.be.revertedWithCustomError(house.rounds, "SignatureInvalid")
          .withArgs(me.address);
        await expect(giveBack(house, house.stranger, { recipient: me.address }))
          .to.be.revertedWithCustomError(house.rounds, "NotOnesPlace")
          .withArgs(1, me.address, payer.address, house.stranger.address);
      });
    });

    describe("when a payer withdraws", () => {
      it("sends the price where they say, writes the books and frees place and person", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const me = applicant(house, 1);
        await expect(giveBack(house, me, { to: house.stranger.address }))
          .to.emit(house.rounds, "SeatWithdrawn")
          .withArgs(1, me.address, me.address, house.stranger.address, PRICE);
        expect(await balance(house, house.stranger)).to.equal(PRICE);
        expect(await balance(house, house.rounds)).to.equal(2n * PRICE);
        await backInTheBooks(house, me, me);
        expect((await house.rounds.round(1)).sold).to.equal(2);
        expect(await heldBy(house, "person 1")).to.equal("nothing");
        expect((await house.rounds.purchaseOf(1, me.address)).recipient).to.equal(ethers.ZeroAddress);
        await buyFor(house, me);
        expect(await heldBy(house, "person 1")).to.equal("place 1");
      });

      it("keeps places dense: the last one moves into the gap and can be given back from there", async () => {
        const house = await loadFixture(aSoldOutRound);
        const [one, two, three, four, five] = house.applicants.map(({ address }) => address);
        const withdraw = (number: number) => {
          const me = applicant(house, number);
          return giveBack(house, me);
        };
        await withdraw(2);
        expect(await recipients(house)).to.deep.equal([one, five, three, four]);
        await withdraw(5);
        expect(await recipients(house)).to.deep.equal([one, four, three]);
        await withdraw(3);
        expect(await recipients(house)).to.deep.equal([one, four]);
        await buyFor(house, applicant(house, 2));
        expect(await recipients(house)).to.deep.equal([one, four, two]);
      });

      it("lets another account of the same person in afterwards, and then not the first one", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const me = applicant(house, 1);
        const second = await person("applicant 1, new phone");
        await admit(house, second.address, "person 1");
        await giveBack(house, me);
        await giftOf(house, applicant(house, 6), second);
        await house.token.connect(me).approve(house.rounds, PRICE);
        await expect(buyFor(house, me))
          .to.be.revertedWithCustomError(house.persons, "AlreadyHasPlace")
          .withArgs(me.address, 1);
      });

      it("opens a sold-out round again while the sale could still run", async () => {
        const house = await loadFixture(aSoldOutRound);
        expect(await stateOf(house)).to.equal(State.CoolOff);
        const me = applicant(house, 5);
        await giveBack(house, me);
        const round = await house.rounds.round(1);
        expect([round.state, round.soldOutAt, round.lockAt]).to.deep.equal([
          State.Open,
          0n,
          BigInt(house.founding.deadline),
        ]);
        await buyFor(house, applicant(house, 6));
        expect((await house.rounds.round(1)).soldOutAt).to.equal(await time.latest());
      });

      it("reverts with RoundLocked in a finalised round, RoundHasFailed in a failed one", async () => {
        const house = await loadFixture(aFinalisedRound);
        const me = applicant(house, 1);
        await expect(giveBack(house, me))
          .to.be.revertedWithCustomError(house.rounds, "RoundLocked")
          .withArgs(1, house.founding.deadline);
        const other = await loadFixture(aFailedRound);
        await expect(giveBack(other, me)).to.be.revertedWithCustomError(other.rounds, "RoundHasFailed").withArgs(1);
      });

      it("reverts with NothingToRefund for who has no place, the second time too", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const me = applicant(house, 1);
        await giveBack(house, me);
        for (const who of [me, house.stranger]) {
          await expect(giveBack(house, who))
            .to.be.revertedWithCustomError(house.rounds, "NothingToRefund")
            .withArgs(1, who.address);
        }
      });

      it("gives a gift back to its payer, whoever has the place", async () => {
        const house = await loadFixture(anOpenRound);
        const [payer, recipient] = [applicant(house, 2), applicant(house, 3)];
        await giftOf(house, payer, recipient);
        await giveBack(house, payer, { recipient: recipient.address });
        expect(await balance(house, payer)).to.equal(2n * PRICE);
        await backInTheBooks(house, recipient, payer);
      });

      it("reverts with LostDestination for nobody and for every contract of the house", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const me = applicant(house, 1);
        const parts = [house.rounds, house.token, house.share, house.voucher, house.registry];
        for (const to of [ethers.ZeroAddress, ...(await Promise.all(parts.map((part) => part.getAddress())))]) {
          await expect(giveBack(house, me, { to }))
            .to.be.revertedWithCustomError(house.rounds, "LostDestination")
            .withArgs(to);
        }
      });

      it("fails alone when the token refuses the destination", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const [me, next] = [applicant(house, 1), applicant(house, 2)];
        await house.token.refuse(me.address, true);
        await expect(giveBack(house, me)).to.be.revertedWithCustomError(house.token, "Refused").withArgs(me.address);
        await giveBack(house, next);
        await giveBack(house, me, { to: house.stranger.address });
        expect(await balance(house, house.stranger)).to.equal(PRICE);
      });
    });

    describe("when the payer signs and anybody submits", () => {
      it("does the same, once", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const me = applicant(house, 1);
        const withdrawal = await aWithdrawal(house, me, { to: house.stranger.address });
        const signature = await signWithdrawal(house, me, withdrawal);
        await expect(house.rounds.connect(house.stranger).withdraw(withdrawal, signature))
          .to.emit(house.rounds, "SeatWithdrawn")
          .withArgs(1, me.address, me.address, house.stranger.address, PRICE);
        expect(await house.rounds.nonceOf(placeOf(me.address))).to.equal(1);
        await house.token.connect(me).approve(house.rounds, PRICE);
        await buyFor(house, me);
        await expect(house.rounds.withdraw(withdrawal, signature))
          .to.be.revertedWithCustomError(house.rounds, "NonceUsed")
          .withArgs(0, 1);
      });

      it("gives no later place back: what was signed and never arrived is past once the payer withdrew", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const me = applicant(house, 1);
        const lost = await aWithdrawal(house, me);
        const signature = await signWithdrawal(house, me, lost);
        await giveBack(house, me);
        await house.token.connect(me).approve(house.rounds, PRICE);
        await buyFor(house, me);
        await expect(house.rounds.connect(house.stranger).withdraw(lost, signature))
          .to.be.revertedWithCustomError(house.rounds, "NonceUsed")
          .withArgs(0, 1);
        expect((await house.rounds.purchaseOf(1, me.address)).payer).to.equal(me.address);
      });

      it("reverts with SignatureInvalid for another signer, or when anything was changed", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const [me, other] = [applicant(house, 1), applicant(house, 2)];
        const withdrawal = await aWithdrawal(house, me);
        const signature = await signWithdrawal(house, me, withdrawal);
        const refused = (sent: typeof withdrawal, by: string) =>
          expect(house.rounds.withdraw(sent, by))
            .to.be.revertedWithCustomError(house.rounds, "SignatureInvalid")
            .withArgs(me.address);
        await refused(withdrawal, await signWithdrawal(house, other, withdrawal));
        await refused({ ...withdrawal, to: other.address }, signature);
        await refused({ ...withdrawal, recipient: other.address }, signature);
        await refused({ ...withdrawal, nonce: 1n }, signature);
        await refused({ ...withdrawal, epoch: 2n }, signature);
      });

      it("reverts with SignatureInvalid for a refund's signature: one signature, one purpose (S3)", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const me = applicant(house, 1);
        const withdrawal = await aWithdrawal(house, me);
        const { nonce: _, ...refund } = withdrawal;
        await expect(house.rounds.withdraw(withdrawal, await signRefund(house, me, refund)))
          .to.be.revertedWithCustomError(house.rounds, "SignatureInvalid")
          .withArgs(me.address);
      });

      it("reverts with NotOnesPlace when who signed neither paid nor has the place", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const [me, other] = [applicant(house, 1), applicant(house, 2)];
        const withdrawal = await aWithdrawal(house, other, { recipient: me.address });
        await expect(house.rounds.withdraw(withdrawal, await signWithdrawal(house, other, withdrawal)))
          .to.be.revertedWithCustomError(house.rounds, "NotOnesPlace")
          .withArgs(1, me.address, me.address, other.address);
      });

      it("reverts with EpochOutdated once the signer has raised the epoch", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const me = applicant(house, 1);
        const withdrawal = await aWithdrawal(house, me);
        const signature = await signWithdrawal(house, me, withdrawal);
        await house.persons
          .connect(me)
          .raiseEpoch({ account: me.address, epoch: 0, deadline: withdrawal.deadline }, "0x");
        await expect(house.rounds.withdraw(withdrawal, signature))
          .to.be.revertedWithCustomError(house.rounds, "EpochOutdated")
          .withArgs(me.address, 0, 2);
      });

      it("reverts with SignatureExpired after the deadline", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const me = applicant(house, 1);
        const withdrawal = await aWithdrawal(house, me);
        const signature = await signWithdrawal(house, me, withdrawal);
        await at(withdrawal.deadline + 1);
        await expect(house.rounds.withdraw(withdrawal, signature))
          .to.be.revertedWithCustomError(house.rounds, "SignatureExpired")
          .withArgs(withdrawal.deadline, withdrawal.deadline + 1);
      });
    });
  });

  describe("given a failed round", () => {
    describe("when a payer asks for the money", () => {
      it("goes where they say, with books and event, years later too", async () => {
        const house = await loadFixture(aFailedRound);
        const me = applicant(house, 1);
        await time.increase(3_000 * DAY);
        await expect(fetchMoney(house, me, { to: house.stranger.address }))
          .to.emit(house.rounds, "SeatRefunded")
          .withArgs(1, me.address, me.address, house.stranger.address, PRICE);
        expect(await balance(house, house.stranger)).to.equal(PRICE);
        await backInTheBooks(house, me, me);
        expect((await house.rounds.purchaseOf(1, me.address)).refunded).to.equal(true);
      });

      it("reverts with AlreadyRefunded the second time, whichever way it is asked", async () => {
        const house = await loadFixture(aFailedRound);
        const me = applicant(house, 1);
        await fetchMoney(house, me);
        const asked = await aRefund(house, me);
        const calls = [
          () => fetchMoney(house, me),
          async () => house.rounds.refund(asked, await signRefund(house, me, asked)),
          () => house.rounds.pushRefund(1, me.address),
        ];
        for (const call of calls) {
          await expect(call()).to.be.revertedWithCustomError(house.rounds, "AlreadyRefunded").withArgs(1, me.address);
        }
      });

      it("goes to the payer when the recipient asks, wherever the payer says, and never where it is lost", async () => {
        const house = await loadFixture(aFailedRound);
        const [payer, recipient] = [applicant(house, 2), applicant(house, 3)];
        await expect(fetchMoney(house, recipient))
          .to.be.revertedWithCustomError(house.rounds, "MoneyIsThePayers")
          .withArgs(1, payer.address, recipient.address);
        await expect(fetchMoney(house, house.stranger, { recipient: recipient.address, to: payer.address }))
          .to.be.revertedWithCustomError(house.rounds, "NotOnesPlace")
          .withArgs(1, recipient.address, payer.address, house.stranger.address);
        for (const to of [ethers.ZeroAddress, await house.voucher.getAddress()]) {
          await expect(fetchMoney(house, payer, { recipient: recipient.address, to }))
            .to.be.revertedWithCustomError(house.rounds, "LostDestination")
            .withArgs(to);
        }
        await fetchMoney(house, recipient, { to: payer.address });
        expect(await balance(house, payer)).to.equal(2n * PRICE);
        await backInTheBooks(house, recipient, payer);
      });

      it("reverts with NothingToRefund for who had no place", async () => {
        const house = await loadFixture(aFailedRound);
        const nobody = house.stranger.address;
        for (const call of [() => house.rounds.pushRefund(1, nobody), () => fetchMoney(house, house.stranger)]) {
          await expect(call()).to.be.revertedWithCustomError(house.rounds, "NothingToRefund").withArgs(1, nobody);
        }
      });

      it("reverts with SignatureInvalid for a withdrawal's signature: one signature, one purpose (S3)", async () => {
        const house = await loadFixture(aFailedRound);
        const me = applicant(house, 1);
        const asked = await aRefund(house, me, { to: house.stranger.address });
        await expect(house.rounds.refund(asked, await signWithdrawal(house, me, { ...asked, nonce: 0n })))
          .to.be.revertedWithCustomError(house.rounds, "SignatureInvalid")
          .withArgs(me.address);
        expect((await house.rounds.purchaseOf(1, me.address)).refunded).to.equal(false);
      });

      it("takes a signature instead, once, and not another's", async () => {
        const house = await loadFixture(aFailedRound);
        const me = applicant(house, 1);
        const asked = await aRefund(house, me);
        await expect(house.rounds.refund(asked, await signRefund(house, house.stranger, asked)))
          .to.be.revertedWithCustomError(house.rounds, "SignatureInvalid")
          .withArgs(me.address);
        await expect(house.rounds.refund(asked, await signRefund(house, me, asked)))
          .to.emit(house.rounds, "SeatRefunded")
          .withArgs(1, me.address, me.address, me.address, PRICE);
        await expect(house.rounds.refund(asked, await signRefund(house, me, asked)))
          .to.be.revertedWithCustomError(house.rounds, "AlreadyRefunded")
          .withArgs(1, me.address);
      });
    });

    describe("when anybody pushes the money back", () => {
      it("reaches who paid", async () => {
        const house = await loadFixture(aFailedRound);
        const [payer, recipient] = [applicant(house, 2), applicant(house, 3)];
        await expect(house.rounds.connect(house.stranger).pushRefund(1, recipient.address))
          .to.emit(house.rounds, "SeatRefunded")
          .withArgs(1, recipient.address, payer.address, payer.address, PRICE);
        expect(await balance(house, payer)).to.equal(2n * PRICE);
        await backInTheBooks(house, recipient, payer);
      });

      it("fails for a payer whom the token refuses and for nobody else; that payer names another place", async () => {
        const house = await loadFixture(aFailedRound);
        const [refused, other, gifted] = [applicant(house, 1), applicant(house, 2), applicant(house, 3)];
        await house.token.refuse(refused.address, true);
        await expect(house.rounds.pushRefund(1, refused.address))
          .to.be.revertedWithCustomError(house.token, "Refused")
          .withArgs(refused.address);
        await house.rounds.pushRefund(1, gifted.address);
        expect(await balance(house, other)).to.equal(2n * PRICE);
        await fetchMoney(house, refused, { to: house.stranger.address });
        expect(await balance(house, house.rounds)).to.equal(0);
      });
    });
  });

  describe("given a round that has not failed", () => {
    it("reverts with RoundHasNotFailed in every other state", async () => {
      for (const [given, state] of [
        [aRoundThatWillDo, State.Open],
        [aSoldOutRound, State.CoolOff],
        [aRoundThatSucceeded, State.Succeeded],
        [aFinalisedRound, State.Finalised],
      ] as const) {
        const house = await loadFixture(given);
        const me = applicant(house, 1);
        const asked = await aRefund(house, me);
        const calls = [
          () => fetchMoney(house, me),
          async () => house.rounds.refund(asked, await signRefund(house, me, asked)),
          () => house.rounds.pushRefund(1, me.address),
        ];
        for (const call of calls) {
          await expect(call()).to.be.revertedWithCustomError(house.rounds, "RoundHasNotFailed").withArgs(1, state);
        }
      }
    });
  });

  describe("given a round that succeeded and could not be finalised for 30 days", () => {
    it("gives every payer the money back, though roster and treasury are out of order", async () => {
      const house = await loadFixture(aForgottenRound);
      await house.roster.breakDown(true);
      await house.token.refuse(house.treasury.address, true);
      for (const number of [1, 2, 3]) {
        const me = applicant(house, number);
        await fetchMoney(house, me);
        expect(await balance(house, me)).to.equal(2n * PRICE);
      }
      expect(await balance(house, house.rounds)).to.equal(0);
    });

    it("frees the persons for another round", async () => {
      const house = await loadFixture(aForgottenRound);
      expect(await heldBy(house, "person 1")).to.equal("nothing");
    });
  });
});
