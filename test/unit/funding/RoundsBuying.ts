import { expect } from "chai";
import { DAY, ethers, goTo, HOUR, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
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
  fetchMoney,
  giftOf,
  giveBack,
  heldBy,
  type Join,
  lastEntries,
  PRICE,
  placeOf,
  type RoundHouse,
  reference,
  signJoin,
  signPayment,
  TERMS_HASH,
  termsFrom,
} from "../../fixtures/roundHouse.ts";

/** What every way of buying must refuse, asked the direct way and by `checkJoin`. */
async function refuses(house: RoundHouse, join: Join, error: string, args: unknown[]) {
  const { rounds, persons, admission } = house;
  const by = [rounds, persons, admission].find((one) => one.interface.getError(error) !== null) ?? rounds;
  const buyer = house.applicants.find(({ address }) => address === join.payer) ?? house.stranger;
  await expect(house.rounds.connect(buyer).buy(join, "0x", "0x"))
    .to.be.revertedWithCustomError(by, error)
    .withArgs(...args);
  await expect(house.rounds.checkJoin(join))
    .to.be.revertedWithCustomError(by, error)
    .withArgs(...args);
}

describe("Rounds: buying", () => {
  describe("given an open round", () => {
    describe("when an admitted person takes a place", () => {
      it("holds the price in escrow, writes the books and says so", async () => {
        const house = await loadFixture(anOpenRound);
        const me = applicant(house, 1);
        const join = await aJoin(house, me);
        await house.rounds.checkJoin(join);
        await expect(house.rounds.connect(me).buy(join, "0x", "0x"))
          .to.emit(house.rounds, "SeatBought")
          .withArgs(1, me.address, me.address, PRICE);
        expect(await balance(house, house.rounds)).to.equal(PRICE);
        expect(await balance(house, me)).to.equal(PRICE);
        expect(await lastEntries(house, 1)).to.deep.equal([
          [
            Accounts.ESCROW,
            Accounts.REFUNDS_PAYABLE,
            PRICE,
            reference(1, me.address),
            me.address,
            await house.rounds.getAddress(),
          ],
        ]);
      });

      it("keeps who, for whom, how much, when and which person", async () => {
        const house = await loadFixture(anOpenRound);
        const me = applicant(house, 1);
        await at((await time.latest()) + 50);
        await buyFor(house, me);
        const expected = [me.address, me.address, PRICE, ethers.id("person 1"), BigInt(await time.latest()), false];
        expect([...(await house.rounds.purchaseOf(1, me.address))]).to.deep.equal(expected);
        expect((await house.rounds.purchases(1, 0, 10)).map((one) => [...one])).to.deep.equal([expected]);
        expect(await heldBy(house, "person 1")).to.equal("place 1");
        expect(await heldBy(house, "person 2")).to.equal("nothing");
        expect((await house.rounds.round(1)).sold).to.equal(1);
      });

      it("gives places in pages, and nothing after the last", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        const page = async (start: number, count: number) =>
          (await house.rounds.purchases(1, start, count)).map(({ recipient }) => recipient);
        const [one, two, three] = house.applicants.map(({ address }) => address);
        expect(await page(0, 2)).to.deep.equal([one, two]);
        expect(await page(2, 2)).to.deep.equal([three]);
        expect(await page(3, 2)).to.deep.equal([]);
        const nobody = await house.rounds.purchaseOf(1, applicant(house, 4).address);
        expect([nobody.recipient, nobody.payer, nobody.paid]).to.deep.equal([
          ethers.ZeroAddress,
          ethers.ZeroAddress,
          0n,
        ]);
      });

      it("leaves the other round's refund alone when a failed round's buyer comes again", async () => {
        const house = await loadFixture(aFailedRound);
        await house.rounds.offerAgain((await time.latest()) + 100);
        await time.increase(DAY);
        const me = applicant(house, 1);
        await buyFor(house, me, 2);
        expect(await heldBy(house, "person 1")).to.equal("place 2");
        await fetchMoney(house, me);
        expect(await balance(house, me)).to.equal(PRICE);
        expect((await house.rounds.purchaseOf(2, me.address)).refunded).to.equal(false);
      });
    });

    describe("when somebody pays for another", () => {
      it("takes the place for the recipient with their signature, and uses its nonce", async () => {
        const house = await loadFixture(anOpenRound);
        const [payer, recipient] = [applicant(house, 2), applicant(house, 3)];
        await expect(giftOf(house, payer, recipient))
          .to.emit(house.rounds, "SeatBought")
          .withArgs(1, recipient.address, payer.address, PRICE);
        expect(await balance(house, payer)).to.equal(PRICE);
        expect(await house.rounds.nonceOf(placeOf(recipient.address))).to.equal(1);
        const { payer: kept } = await house.rounds.purchaseOf(1, recipient.address);
        expect(kept).to.equal(payer.address);
      });

      it("reverts with SignatureInvalid without it: nobody's place is blocked by an unwanted gift", async () => {
        const house = await loadFixture(anOpenRound);
        const [payer, recipient] = [applicant(house, 2), applicant(house, 3)];
        const join = await aJoin(house, recipient, { payer: payer.address });
        const other = await signJoin(house, recipient, { ...join, payer: house.stranger.address });
        for (const signature of ["0x", await signJoin(house, payer, join), other]) {
          await expect(house.rounds.connect(payer).buy(join, signature, "0x"))
            .to.be.revertedWithCustomError(house.rounds, "SignatureInvalid")
            .withArgs(recipient.address);
        }
      });

      it("reverts with NonceUsed when the signature took a place before that was given back", async () => {
        const house = await loadFixture(anOpenRound);
        const [payer, recipient] = [applicant(house, 2), applicant(house, 3)];
        const join = await aJoin(house, recipient, { payer: payer.address });
        const signature = await signJoin(house, recipient, join);
        await house.rounds.connect(payer).buy(join, signature, "0x");
        await giveBack(house, payer, { recipient: recipient.address });
        await expect(house.rounds.connect(payer).buy(join, signature, "0x"))
          .to.be.revertedWithCustomError(house.rounds, "NonceUsed")
          .withArgs(0, 1);
        await expect(house.rounds.checkJoin(join))
          .to.be.revertedWithCustomError(house.rounds, "NonceUsed")
          .withArgs(0, 1);
      });

      it("reverts with SignatureExpired after the recipient's deadline", async () => {
        const house = await loadFixture(anOpenRound);
        const [payer, recipient] = [applicant(house, 2), applicant(house, 3)];
        const join = await aJoin(house, recipient, { payer: payer.address });
        const signature = await signJoin(house, recipient, join);
        await at(join.deadline + 1);
        await expect(house.rounds.connect(payer).buy(join, signature, "0x"))
          .to.be.revertedWithCustomError(house.rounds, "SignatureExpired")
          .withArgs(join.deadline, join.deadline + 1);
      });

      it("takes a recipient whose account is a contract that cannot receive tokens", async () => {
        const house = await loadFixture(anOpenRound);
        const owner = await person("owner of a contract");
        const wallet = await ethers.deployContract("ContractWallet", [owner.address]);
        const address = await wallet.getAddress();
        await admit(house, address, "person with a contract");
        const join = await aJoin(house, owner, { recipient: address, payer: applicant(house, 1).address });
        await house.rounds.connect(applicant(house, 1)).buy(join, await signJoin(house, owner, join), "0x");
        expect((await house.rounds.purchaseOf(1, address)).payer).to.equal(applicant(house, 1).address);
      });
    });

    describe("when the payer signs and anybody submits", () => {
      it("takes the place with one signature that pays and says what for", async () => {
        const house = await loadFixture(anOpenRound);
        const me = applicant(house, 1);
        await house.token.connect(me).approve(house.rounds, 0);
        const join = await aJoin(house, me);
        const payment = await signPayment(house, me, join);
        await expect(house.rounds.connect(house.stranger).buy(join, "0x", payment))
          .to.emit(house.rounds, "SeatBought")
          .withArgs(1, me.address, me.address, PRICE);
        expect(await balance(house, house.rounds)).to.equal(PRICE);
        const [entry] = await lastEntries(house, 1);
        expect(entry?.slice(0, 5)).to.deep.equal([
          Accounts.ESCROW,
          Accounts.REFUNDS_PAYABLE,
          PRICE,
          reference(1, me.address),
          me.address,
        ]);
      });

      it("takes a gift with both signatures, and refuses it without the recipient's", async () => {
        const house = await loadFixture(anOpenRound);
        const [payer, recipient] = [applicant(house, 2), applicant(house, 3)];
        const join = await aJoin(house, recipient, { payer: payer.address });
        const payment = await signPayment(house, payer, join);
        await expect(house.rounds.buy(join, "0x", payment))
          .to.be.revertedWithCustomError(house.rounds, "SignatureInvalid")
          .withArgs(recipient.address);
        await house.rounds.buy(join, await signJoin(house, recipient, join), payment);
        expect((await house.rounds.purchaseOf(1, recipient.address)).payer).to.equal(payer.address);
      });

      it("needs no signature of the recipient who calls: each of the two is asked alone", async () => {
        const house = await loadFixture(anOpenRound);
        const [payer, recipient] = [applicant(house, 2), applicant(house, 3)];
        const join = await aJoin(house, recipient, { payer: payer.address });
        await expect(house.rounds.connect(recipient).buy(join, "0x", "0x"))
          .to.be.revertedWithCustomError(house.rounds, "NotThePayer")
          .withArgs(1, payer.address, recipient.address);
        await house.rounds.connect(recipient).buy(join, "0x", await signPayment(house, payer, join));
        expect((await house.rounds.purchaseOf(1, recipient.address)).payer).to.equal(payer.address);
      });

      it("reverts with AuthorizationInvalid when join, price or signer is another", async () => {
        const house = await loadFixture(anOpenRound);
        const me = applicant(house, 1);
        const join = await aJoin(house, me);
        const payments = [
          await signPayment(house, me, { ...join, deadline: join.deadline + 1 }),
          await signPayment(house, me, join, { value: PRICE - 1n }),
          await signPayment(house, me, join, { value: PRICE + 1n }),
          await signPayment(house, applicant(house, 2), join),
        ];
        for (const payment of payments) {
          await expect(house.rounds.buy(join, "0x", payment))
            .to.be.revertedWithCustomError(house.token, "AuthorizationInvalid")
            .withArgs(me.address);
        }
      });

      it("takes a seat once: a place that was given back needs a new signature", async () => {
        const house = await loadFixture(anOpenRound);
        const me = applicant(house, 1);
        const join = await aJoin(house, me);
        const payment = await signPayment(house, me, join);
        await house.rounds.buy(join, "0x", payment);
        await giveBack(house, me);
        await expect(house.rounds.buy(join, "0x", payment))
          .to.be.revertedWithCustomError(house.rounds, "NonceUsed")
          .withArgs(0, 1);
        const again = await aJoin(house, me);
        await house.rounds.buy(again, "0x", await signPayment(house, me, again));
        expect((await house.rounds.round(1)).sold).to.equal(1);
      });

      it("reverts with NonceUsed for one signed earlier that never arrived, once a place was given back", async () => {
        const house = await loadFixture(anOpenRound);
        const me = applicant(house, 1);
        const lost = await aJoin(house, me);
        const lostPayment = await signPayment(house, me, lost);
        const second = { ...lost, deadline: lost.deadline + 1 };
        const ways = [
          async () => house.rounds.buy(second, "0x", await signPayment(house, me, second)),
          async () => house.rounds.connect(me).buy(second, "0x", "0x"),
        ];
        for (const takeThePlace of ways) {
          const before = await networkHelpers.takeSnapshot();
          await takeThePlace();
          await giveBack(house, me);
          await expect(house.rounds.connect(house.stranger).buy(lost, "0x", lostPayment))
            .to.be.revertedWithCustomError(house.rounds, "NonceUsed")
            .withArgs(0, 1);
          await expect(house.rounds.checkJoin(lost))
            .to.be.revertedWithCustomError(house.rounds, "NonceUsed")
            .withArgs(0, 1);
          expect(await balance(house, me)).to.equal(2n * PRICE);
          await before.restore();
        }
      });

      it("reverts with NonceUsed for one signed before a gift was taken instead", async () => {
        const house = await loadFixture(anOpenRound);
        const [payer, me] = [applicant(house, 2), applicant(house, 3)];
        const join = await aJoin(house, me);
        const payment = await signPayment(house, me, join);
        await giftOf(house, payer, me);
        await giveBack(house, payer, { recipient: me.address });
        expect(await house.rounds.nonceOf(placeOf(me.address))).to.equal(1);
        await expect(house.rounds.buy(join, "0x", payment))
          .to.be.revertedWithCustomError(house.rounds, "NonceUsed")
          .withArgs(0, 1);
      });

      it("reverts with AuthorizationExpired in the deadline, SignatureExpired after it", async () => {
        const house = await loadFixture(anOpenRound);
        const me = applicant(house, 1);
        const join = await aJoin(house, me);
        const payment = await signPayment(house, me, join);
        await at(join.deadline);
        await expect(house.rounds.buy(join, "0x", payment))
          .to.be.revertedWithCustomError(house.token, "AuthorizationExpired")
          .withArgs(join.deadline, join.deadline);
        await at(join.deadline + 1);
        await expect(house.rounds.buy(join, "0x", payment))
          .to.be.revertedWithCustomError(house.rounds, "SignatureExpired")
          .withArgs(join.deadline, join.deadline + 1);
      });

      it("reverts with EpochOutdated when recipient or payer has raised the epoch since", async () => {
        for (const number of [2, 3]) {
          const house = await loadFixture(anOpenRound);
          const [payer, recipient] = [applicant(house, 2), applicant(house, 3)];
          const join = await aJoin(house, recipient, { payer: payer.address });
          const payment = await signPayment(house, payer, join);
          const signature = await signJoin(house, recipient, join);
          const careful = applicant(house, number);
          const wish = { account: careful.address, epoch: 0, deadline: join.deadline };
          await house.persons.connect(careful).raiseEpoch(wish, "0x");
          await expect(house.rounds.buy(join, signature, payment))
            .to.be.revertedWithCustomError(house.rounds, "EpochOutdated")
            .withArgs(careful.address, 0, 2);
        }
      });
    });

    describe("when something is not as it should be", () => {
      it("reverts with NotThePayer when another one calls", async () => {
        const house = await loadFixture(anOpenRound);
        const join = await aJoin(house, applicant(house, 1));
        await expect(house.rounds.connect(applicant(house, 2)).buy(join, "0x", "0x"))
          .to.be.revertedWithCustomError(house.rounds, "NotThePayer")
          .withArgs(1, applicant(house, 1).address, applicant(house, 2).address);
      });

      it("reverts with TermsMismatch when other terms were accepted", async () => {
        const house = await loadFixture(anOpenRound);
        const given = ethers.id("other terms");
        const join = await aJoin(house, applicant(house, 1), { termsHash: given });
        await refuses(house, join, "TermsMismatch", [1, given, TERMS_HASH]);
      });

      it("reverts with NoSuchRound for a round that is not there", async () => {
        const house = await loadFixture(anOpenRound);
        await refuses(house, await aJoin(house, applicant(house, 1), { round: 7 }), "NoSuchRound", [7]);
      });

      it("reverts with NotAdmitted for a person without credential; the payer needs none", async () => {
        const house = await loadFixture(anOpenRound);
        const join = await aJoin(house, house.stranger, { payer: applicant(house, 1).address });
        await refuses(house, join, "NotAdmitted", [house.stranger.address]);
        const payer = house.stranger;
        await house.token.faucet(payer.address, PRICE);
        await house.token.connect(payer).approve(house.rounds, PRICE);
        await expect(giftOf(house, payer, applicant(house, 1))).to.emit(house.rounds, "SeatBought");
      });

      it("reverts with AdmissionExpired after the credential's last second", async () => {
        const house = await loadFixture(anOpenRound);
        const late = await person("late");
        const expiry = (await time.latest()) + DAY;
        await admit(house, late.address, "late", expiry);
        await at(expiry + 1);
        const join = await aJoin(house, late, { payer: applicant(house, 1).address });
        await expect(house.rounds.connect(applicant(house, 1)).buy(join, "0x", "0x"))
          .to.be.revertedWithCustomError(house.admission, "AdmissionExpired")
          .withArgs(late.address, expiry, expiry + 1);
      });

      it("reverts with AlreadyHasPlace for a second place: same account, or another account of the person", async () => {
        const house = await loadFixture(anOpenRound);
        const me = applicant(house, 1);
        await buyFor(house, me);
        await refuses(house, await aJoin(house, me), "AlreadyHasPlace", [me.address, 1]);
        const second = house.stranger;
        await admit(house, second.address, "person 1");
        const join = await aJoin(house, second, { payer: applicant(house, 2).address });
        await refuses(house, join, "AlreadyHasPlace", [second.address, 1]);
      });

      it("reverts with AlreadyHasPlace in another round while the first is undecided", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        await house.rounds.connect(house.house).open(termsFrom(await time.latest()));
        await time.increase(2 * DAY);
        const me = applicant(house, 1);
        await refuses(house, await aJoin(house, me, { round: 2 }), "AlreadyHasPlace", [me.address, 1]);
      });

      it("reverts with AlreadyHoldsSeat for a member, claimed or not, whichever account they use", async () => {
        const house = await loadFixture(aFinalisedRound);
        await house.rounds.connect(house.house).open(termsFrom(await time.latest()));
        await time.increase(2 * DAY);
        const me = applicant(house, 2);
        await refuses(house, await aJoin(house, me, { round: 2 }), "AlreadyHoldsSeat", [me.address, 2]);
        await admit(house, house.stranger.address, "person 2");
        const join = await aJoin(house, house.stranger, { round: 2, payer: applicant(house, 4).address });
        await house.rounds.claim(1, 3);
        await refuses(house, join, "AlreadyHoldsSeat", [house.stranger.address, 2]);
      });

      it("says NotEnoughMoney before anything is signed; a payment fails with the token's words", async () => {
        const house = await loadFixture(anOpenRound);
        const me = applicant(house, 1);
        await house.token.connect(me).transfer(house.stranger.address, PRICE + 1n);
        const join = await aJoin(house, me);
        await expect(house.rounds.checkJoin(join))
          .to.be.revertedWithCustomError(house.rounds, "NotEnoughMoney")
          .withArgs(me.address, PRICE - 1n, PRICE);
        await expect(house.rounds.connect(me).buy(join, "0x", "0x"))
          .to.be.revertedWithCustomError(house.token, "ERC20InsufficientBalance")
          .withArgs(me.address, PRICE - 1n, PRICE);
      });

      it("reverts with PaymentMismatch when the token keeps a fee, allowed or signed", async () => {
        const house = await loadFixture(anOpenRound);
        await house.token.setFee(1);
        const me = applicant(house, 1);
        const join = await aJoin(house, me);
        const refused = (call: Promise<unknown>) =>
          expect(call)
            .to.be.revertedWithCustomError(house.rounds, "PaymentMismatch")
            .withArgs(PRICE - 1n, PRICE);
        await refused(house.rounds.connect(me).buy(join, "0x", "0x"));
        await refused(house.rounds.buy(join, "0x", await signPayment(house, me, join)));
        expect((await house.rounds.round(1)).sold).to.equal(0);
        expect(await house.journal.lines()).to.deep.equal([]);
      });
    });
  });

  describe("given a round that does not sell", () => {
    const join = (house: RoundHouse) => aJoin(house, applicant(house, 6));

    it("reverts with SaleNotOpen before it opens", async () => {
      const house = await loadFixture(aRoundHouse);
      const { opensAt } = house.founding;
      await goTo(opensAt - 2);
      await expect(house.rounds.checkJoin(await join(house)))
        .to.be.revertedWithCustomError(house.rounds, "SaleNotOpen")
        .withArgs(1, opensAt, opensAt - 2);
      const asked = await join(house);
      await at(opensAt - 1);
      await expect(house.rounds.connect(applicant(house, 6)).buy(asked, "0x", "0x"))
        .to.be.revertedWithCustomError(house.rounds, "SaleNotOpen")
        .withArgs(1, opensAt, opensAt - 1);
      await at(opensAt);
      await expect(house.rounds.connect(applicant(house, 6)).buy(asked, "0x", "0x")).to.emit(
        house.rounds,
        "SeatBought",
      );
    });

    it("reverts with RoundFull when all places are taken", async () => {
      const house = await loadFixture(aSoldOutRound);
      await refuses(house, await join(house), "RoundFull", [1, 5]);
    });

    it("reverts with SaleEnded in the cool-off of a round that was not sold out, when it has succeeded, and when it has failed", async () => {
      for (const [given, after] of [
        [aRoundThatWillDo, -HOUR],
        [aRoundThatSucceeded, HOUR],
        [aFailedRound, HOUR],
        [aSoldOutRound, HOUR],
      ] as const) {
        const house = await loadFixture(given);
        const { deadline, coolOff } = house.founding;
        const now = deadline + after;
        await at(now);
        await expect(house.rounds.connect(applicant(house, 6)).buy(await join(house), "0x", "0x"))
          .to.be.revertedWithCustomError(house.rounds, "SaleEnded")
          .withArgs(1, deadline - coolOff, now);
      }
    });

    it("reverts with SaleEnded as of the vote when it was cancelled", async () => {
      const house = await loadFixture(anOpenRound);
      await house.rounds.connect(house.house).cancel(1);
      const endedAt = await time.latest();
      await at(endedAt + HOUR);
      await expect(house.rounds.connect(applicant(house, 6)).buy(await join(house), "0x", "0x"))
        .to.be.revertedWithCustomError(house.rounds, "SaleEnded")
        .withArgs(1, endedAt, endedAt + HOUR);
    });
  });
});
