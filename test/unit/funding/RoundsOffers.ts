import { expect } from "chai";
import { Figure, Part } from "#protocol/abi/enums.ts";
import { DAY, ethers, goTo, loadFixture, time } from "../../fixtures/chain.ts";
import { setFigures } from "../../fixtures/figures.ts";
import {
  aFailedRound,
  aFinalisedRound,
  anOpenRound,
  applicant,
  aRoundHouse,
  aRoundThatSucceeded,
  aRoundThatWillDo,
  aSoldOutRound,
  at,
  buyFor,
  COOL_OFF,
  giveBack,
  PRICE,
  State,
  stateOf,
  type Terms,
  termsFrom,
} from "../../fixtures/roundHouse.ts";

const inBytes = (word: string) => ethers.encodeBytes32String(word);
const listOf = ({ price, minSeats, maxSeats, opensAt, deadline, coolOff, termsHash }: Terms) => [
  price,
  minSeats,
  maxSeats,
  opensAt,
  deadline,
  coolOff,
  termsHash,
];

/** Four more rounds cannot be decided at once beside others. */
async function aBusyHouse() {
  const house = await aFinalisedRound();
  const now = await time.latest();
  for (let i = 0; i < 4; ++i) {
    await house.rounds.connect(house.house).open(termsFrom(now, { minSeats: 1, maxSeats: 2 }));
  }
  return house;
}

describe("Rounds: offers", () => {
  describe("given a house that was just deployed", () => {
    it("has the founding round with the terms of the config, upcoming", async () => {
      const house = await loadFixture(aRoundHouse);
      expect(await house.rounds.roundCount()).to.equal(1);
      const round = await house.rounds.round(1);
      expect([...round.terms].map(String)).to.deep.equal(listOf(house.founding).map(String));
      expect([round.state, round.founding, round.cancelled, round.sold]).to.deep.equal([
        State.Upcoming,
        true,
        false,
        0n,
      ]);
      expect([round.soldOutAt, round.lockAt, round.finalisedAt, round.firstSeat, round.claimed]).to.deep.equal([
        0n,
        BigInt(house.founding.deadline),
        0n,
        0n,
        0n,
      ]);
      await expect(house.rounds.deploymentTransaction())
        .to.emit(house.rounds, "RoundOpened")
        .withArgs(1, true, listOf(house.founding));
    });

    it("reverts with FigureOutOfBounds where a founding with the fewest seats could put nothing to the vote", async () => {
      const house = await loadFixture(aRoundHouse);
      const parts = await Promise.all(
        [
          ...[house.registry, house.token, house.share, house.persons],
          ...[house.admission, house.roster, house.journal, house.voucher],
        ].map((one) => one.getAddress()),
      );
      const found = async (sponsors: number) => {
        await setFigures(house.registry, { sponsors });
        return ethers.deployContract("Rounds", [...parts, house.founding]);
      };
      await expect(found(house.founding.minSeats + 1))
        .to.be.revertedWithCustomError(house.registry, "FigureOutOfBounds")
        .withArgs(Figure.Sponsors, house.founding.minSeats + 1, 1, house.founding.minSeats);
      expect(await (await found(house.founding.minSeats)).roundCount()).to.equal(1);
    });

    it("keeps the founding's seats free for it", async () => {
      const house = await loadFixture(aRoundHouse);
      expect(await house.rounds.maxMembers()).to.equal(12);
      expect(await house.rounds.freeSeats()).to.equal(7);
    });

    it("reverts with NoSuchRound for other numbers", async () => {
      const house = await loadFixture(aRoundHouse);
      const { rounds, stranger } = house;
      for (const id of [0, 2]) {
        const refused = (call: Promise<unknown>) =>
          expect(call).to.be.revertedWithCustomError(rounds, "NoSuchRound").withArgs(id);
        await refused(rounds.round(id));
        await refused(rounds.purchases(id, 0, 1));
        await refused(rounds.purchaseOf(id, stranger.address));
        await refused(rounds.finalise(id));
        await refused(rounds.claim(id, 1));
        await refused(rounds.pushRefund(id, stranger.address));
        await refused(giveBack(house, stranger, { round: id }));
      }
    });
  });

  describe("given any house", () => {
    describe("when the members' vote opens a round", () => {
      it("emits RoundOpened with the next number and keeps its seats free", async () => {
        const house = await loadFixture(aFinalisedRound);
        const terms = termsFrom(await time.latest(), { price: 2n * PRICE, maxSeats: 6 });
        await expect(house.rounds.connect(house.house).open(terms))
          .to.emit(house.rounds, "RoundOpened")
          .withArgs(2, false, listOf(terms));
        expect((await house.rounds.round(2)).founding).to.equal(false);
        expect(await house.rounds.freeSeats()).to.equal(12 - 3 - 6);
      });

      it("takes an opening in the past when the vote is carried out late: the sale is on at once", async () => {
        const house = await loadFixture(aFinalisedRound);
        const now = await time.latest();
        await house.rounds.connect(house.house).open(termsFrom(now, { opensAt: now - DAY }));
        expect(await stateOf(house, 2)).to.equal(State.Open);
      });

      it("reverts with NotThePart for anybody else", async () => {
        const house = await loadFixture(aRoundHouse);
        await expect(house.rounds.connect(house.stranger).open(termsFrom(await time.latest())))
          .to.be.revertedWithCustomError(house.rounds, "NotThePart")
          .withArgs(Part.Timelock, house.stranger.address);
      });

      const impossible: [what: string, when: string, changes: (now: number) => Partial<Terms>][] = [
        ["price", "a seat costs nothing", () => ({ price: 0n })],
        ["price", "all seats together cost more than books can carry", () => ({ price: 2n ** 112n / 5n + 1n })],
        ["minSeats", "no seat is enough", () => ({ minSeats: 0 })],
        ["maxSeats", "more seats are needed than sold", () => ({ minSeats: 6 })],
        ["coolOff", "nobody has a day to think before the last one", () => ({ coolOff: 2 * DAY - 1 })],
        ["coolOff", "the money waits for months", () => ({ coolOff: 30 * DAY + 1 })],
        ["deadline", "the sale is shorter than a day", (now) => ({ deadline: now + 2 * DAY + COOL_OFF - 1 })],
        [
          "deadline",
          "the sale has begun and a day of it is not left",
          (now) => ({ opensAt: now - 20 * DAY, deadline: now + COOL_OFF + DAY - 1 }),
        ],
        ["deadline", "it is too far away", (now) => ({ deadline: now + 400 * DAY + 100 })],
        ["termsHash", "there is no text to agree to", () => ({ termsHash: ethers.ZeroHash })],
      ];
      for (const [what, when, changes] of impossible) {
        it(`reverts with TermsImpossible(${what}) when ${when}`, async () => {
          const house = await loadFixture(aFinalisedRound);
          const now = await time.latest();
          await expect(house.rounds.connect(house.house).open(termsFrom(now, changes(now))))
            .to.be.revertedWithCustomError(house.rounds, "TermsImpossible")
            .withArgs(inBytes(what));
        });
      }

      it("takes the shortest sale and cool-off that there may be", async () => {
        const house = await loadFixture(aFinalisedRound);
        const opensAt = (await time.latest()) + DAY;
        const terms = termsFrom(0, { opensAt, coolOff: 2 * DAY, deadline: opensAt + 3 * DAY });
        await expect(house.rounds.connect(house.house).open(terms)).to.emit(house.rounds, "RoundOpened");
      });

      it("reverts with TooManySeats when they do not fit beside members and other rounds", async () => {
        const house = await loadFixture(aFinalisedRound);
        const now = await time.latest();
        await house.rounds.connect(house.house).open(termsFrom(now, { maxSeats: 5 }));
        await expect(house.rounds.connect(house.house).open(termsFrom(now, { maxSeats: 5 })))
          .to.be.revertedWithCustomError(house.rounds, "TooManySeats")
          .withArgs(5, 12 - 3 - 5, 12);
        await house.rounds.connect(house.house).open(termsFrom(now, { maxSeats: 4 }));
        expect(await house.rounds.freeSeats()).to.equal(0);
      });

      it("reverts with TooManyRounds beside four undecided ones, and has room again when one has failed", async () => {
        const house = await loadFixture(aBusyHouse);
        const one = termsFrom(await time.latest(), { minSeats: 1, maxSeats: 1 });
        await expect(house.rounds.connect(house.house).open(one))
          .to.be.revertedWithCustomError(house.rounds, "TooManyRounds")
          .withArgs(4);
        await house.rounds.connect(house.house).cancel(4);
        await expect(house.rounds.connect(house.house).open(one)).to.emit(house.rounds, "RoundOpened");
        expect(await house.rounds.roundCount()).to.equal(6);
      });
    });

    describe("when the members' vote cancels a round", () => {
      it("has failed, its seats are free, and its places can be refunded", async () => {
        const house = await loadFixture(aRoundThatWillDo);
        await expect(house.rounds.connect(house.house).cancel(1)).to.emit(house.rounds, "RoundCancelled").withArgs(1);
        const round = await house.rounds.round(1);
        expect([round.state, round.cancelled]).to.deep.equal([State.Failed, true]);
        expect(await house.rounds.freeSeats()).to.equal(12);
        await expect(house.rounds.pushRefund(1, applicant(house, 1).address)).to.emit(house.rounds, "SeatRefunded");
      });

      it("reverts with NotThePart for anybody else", async () => {
        const house = await loadFixture(anOpenRound);
        await expect(house.rounds.connect(house.stranger).cancel(1))
          .to.be.revertedWithCustomError(house.rounds, "NotThePart")
          .withArgs(Part.Timelock, house.stranger.address);
      });

      it("reverts with RoundLocked once it has succeeded: no vote takes seats away", async () => {
        const house = await loadFixture(aRoundThatSucceeded);
        const refused = () =>
          expect(house.rounds.connect(house.house).cancel(1))
            .to.be.revertedWithCustomError(house.rounds, "RoundLocked")
            .withArgs(1, house.founding.deadline);
        await refused();
        await house.rounds.finalise(1);
        await refused();
      });

      it("reverts with RoundHasFailed when it has, NoSuchRound when there is none", async () => {
        const house = await loadFixture(aFailedRound);
        await expect(house.rounds.connect(house.house).cancel(1))
          .to.be.revertedWithCustomError(house.rounds, "RoundHasFailed")
          .withArgs(1);
        await expect(house.rounds.connect(house.house).cancel(2))
          .to.be.revertedWithCustomError(house.rounds, "NoSuchRound")
          .withArgs(2);
      });
    });
  });

  describe("given a founding round that failed", () => {
    describe("when anybody offers it again", () => {
      it("opens the same round once more, as long as the first was", async () => {
        const house = await loadFixture(aFailedRound);
        const opensAt = (await time.latest()) + 10 * DAY;
        const again = { ...house.founding, opensAt, deadline: opensAt + 30 * DAY };
        await expect(house.rounds.connect(house.stranger).offerAgain(opensAt))
          .to.emit(house.rounds, "RoundOpened")
          .withArgs(2, true, listOf(again));
        expect((await house.rounds.round(2)).founding).to.equal(true);
        await goTo(opensAt);
        await buyFor(house, applicant(house, 1), 2);
        expect((await house.rounds.round(2)).sold).to.equal(1);
      });

      it("takes this second and the last of 30 days, and reverts with OfferOutOfTime around them", async () => {
        const house = await loadFixture(aFailedRound);
        const now = (await time.latest()) + 100;
        for (const opensAt of [now - 1, now + 30 * DAY + 1]) {
          await at(now);
          await expect(house.rounds.offerAgain(opensAt))
            .to.be.revertedWithCustomError(house.rounds, "OfferOutOfTime")
            .withArgs(opensAt, now, now + 30 * DAY);
        }
        await at(now);
        await house.rounds.offerAgain(now);
        expect(await stateOf(house, 2)).to.equal(State.Open);
      });

      it("reverts with FoundingNotFailed while the new offer runs: one at a time", async () => {
        const house = await loadFixture(aFailedRound);
        const opensAt = (await time.latest()) + 20 * DAY;
        await house.rounds.offerAgain(opensAt);
        await expect(house.rounds.offerAgain(opensAt))
          .to.be.revertedWithCustomError(house.rounds, "FoundingNotFailed")
          .withArgs(2, State.Upcoming);
      });
    });
  });

  describe("given a founding round that was finalised", () => {
    it("reverts with FoundingNotFailed: a house is founded once, whatever became of later rounds", async () => {
      const house = await loadFixture(aFinalisedRound);
      await house.rounds.connect(house.house).open(termsFrom(await time.latest()));
      await house.rounds.connect(house.house).cancel(2);
      await expect(house.rounds.offerAgain((await time.latest()) + DAY))
        .to.be.revertedWithCustomError(house.rounds, "FoundingNotFailed")
        .withArgs(1, State.Finalised);
    });
  });

  describe("given a round, when only time passes", () => {
    it("is upcoming, open from the first second, cooling off from the end of the sale, then failed without enough", async () => {
      const house = await loadFixture(aRoundHouse);
      const { opensAt, deadline } = house.founding;
      const seen: bigint[] = [];
      for (const second of [
        opensAt - 1,
        opensAt,
        deadline - COOL_OFF - 1,
        deadline - COOL_OFF,
        deadline - 1,
        deadline,
      ]) {
        await goTo(second);
        seen.push(await stateOf(house));
      }
      const { Upcoming, Open, CoolOff, Failed } = State;
      expect(seen).to.deep.equal([Upcoming, Open, Open, CoolOff, CoolOff, Failed]);
    });

    it("succeeds at the deadline with enough, and has failed when nobody finalised it for 30 days", async () => {
      const house = await loadFixture(aRoundThatWillDo);
      const { deadline } = house.founding;
      const seen: bigint[] = [];
      for (const second of [deadline - 1, deadline, deadline + 30 * DAY - 1, deadline + 30 * DAY]) {
        await goTo(second);
        seen.push(await stateOf(house));
      }
      expect(seen).to.deep.equal([State.CoolOff, State.Succeeded, State.Succeeded, State.Failed]);
      expect(await house.rounds.freeSeats()).to.equal(12);
    });

    it("needs only the seats it sold once it has succeeded", async () => {
      const house = await loadFixture(aRoundThatSucceeded);
      expect(await house.rounds.freeSeats()).to.equal(12 - 3);
    });

    it("locks a sold-out round one cool-off after the last place went, not at the deadline", async () => {
      const house = await loadFixture(aSoldOutRound);
      const { soldOutAt, lockAt } = await house.rounds.round(1);
      expect([soldOutAt, lockAt]).to.deep.equal([BigInt(await time.latest()), soldOutAt + BigInt(COOL_OFF)]);
      expect(await stateOf(house)).to.equal(State.CoolOff);
      await goTo(lockAt - 1n);
      expect(await stateOf(house)).to.equal(State.CoolOff);
      await goTo(lockAt);
      expect(await stateOf(house)).to.equal(State.Succeeded);
    });
  });
});
