import { expect } from "chai";
import fc from "fast-check";
import { Part } from "#protocol/abi/enums.ts";
import { type Era, termsOf } from "#protocol/oversight/calendar.ts";
import { DAY, loadFixture, nextBlockAt } from "../../fixtures/chain.ts";
import {
  accept,
  aFoundedHouse,
  answer,
  datesOf,
  type ElectionHouse,
  nominate,
  reach,
  seated,
  tableAt,
} from "../../fixtures/electionHouse.ts";

const twentyMembers = () => aFoundedHouse({ seats: 20 });
const fortyMembers = () => aFoundedHouse({ seats: 40 });

const byVote = ({ roster, timelock }: ElectionHouse) => roster.connect(timelock);

async function spanOf(house: ElectionHouse, term: number) {
  const { start, end } = await datesOf(house, term);
  return { start, end };
}

describe("Roster: eras", () => {
  describe("given a vote that gives later terms another length", () => {
    it("moves no term before it, and begins where the term before it ends", async () => {
      const house = await loadFixture(twentyMembers);
      const { start } = await datesOf(house, 1);
      const before = [await datesOf(house, 1), await datesOf(house, 2)];
      await expect(byVote(house).addEra(3, 90 * DAY))
        .to.emit(house.roster, "EraAdded")
        .withArgs(3, 90 * DAY);
      expect([await datesOf(house, 1), await datesOf(house, 2)]).to.deep.equal(before);
      expect(await spanOf(house, 3)).to.deep.equal({ start: start + 120 * DAY, end: start + 210 * DAY });
      expect(await spanOf(house, 4)).to.deep.equal({ start: start + 210 * DAY, end: start + 300 * DAY });
      expect(await house.roster.termAt(start + 210 * DAY - 1)).to.equal(3n);
      expect(await house.roster.termAt(start + 210 * DAY)).to.equal(4n);
      expect(
        (await house.roster.eras()).map(({ firstTerm, termLength, start: begins }) =>
          [firstTerm, termLength, begins].map(Number),
        ),
      ).to.deep.equal([
        [1, 60 * DAY, start],
        [3, 90 * DAY, start + 120 * DAY],
      ]);
    });

    it("elects, seats and credits in the new length: half of it is a turn", async () => {
      const house = await loadFixture(fortyMembers);
      await byVote(house).addEra(1, 90 * DAY);
      const { start, end, nominationsFrom } = await datesOf(house, 1);
      expect(end - start).to.equal(90 * DAY);
      await reach(nominationsFrom);
      await nominate(house, 1, 7);
      const list = await seated(house, 1);
      await accept(house, 1, list.slice(1, 12));
      await reach(start);
      await nextBlockAt(start + 45 * DAY - 1);
      await answer(house, 1, list[0] as number, false); // a second short of half
      await nextBlockAt(start + 45 * DAY);
      await answer(house, 1, list[1] as number, false); // exactly half
      expect((await tableAt(house, start + 80 * DAY)).seats).to.deep.equal(list.slice(2, 12));
      await seated(house, 2);
      await reach(end);
      const turns = list.slice(1, 12);
      await expect(house.roster.credit(1)).to.emit(house.roster, "SeatsServed").withArgs(1, 1, turns);
    });

    it("takes the era before the others: those keep first term and length, and begin when it comes", async () => {
      const house = await loadFixture(twentyMembers);
      const { start } = await datesOf(house, 1);
      await byVote(house).addEra(10, 366 * DAY);
      await byVote(house).addEra(4, 40 * DAY);
      await byVote(house).addEra(10, 100 * DAY);
      const begins = start + 3 * 60 * DAY + 6 * 40 * DAY;
      expect(await spanOf(house, 10)).to.deep.equal({ start: begins, end: begins + 100 * DAY });
      expect(await house.roster.eras()).to.have.length(3);
    });
  });

  describe("given a vote that comes too late, or asks for what cannot be", () => {
    it("reverts with EraTooLate from the nominations' first second on", async () => {
      const house = await loadFixture(twentyMembers);
      const { nominationsFrom } = await datesOf(house, 2);
      await reach(nominationsFrom - 2);
      await nextBlockAt(nominationsFrom - 1);
      await byVote(house).addEra(2, 50 * DAY);
      await nextBlockAt(nominationsFrom);
      await expect(byVote(house).addEra(2, 40 * DAY))
        .to.be.revertedWithCustomError(house.roster, "EraTooLate")
        .withArgs(2, nominationsFrom, nominationsFrom);
      for (const term of [0, 1]) {
        await expect(byVote(house).addEra(term, 40 * DAY)).to.be.revertedWithCustomError(house.roster, "EraTooLate");
      }
    });

    it("reverts with TermLengthOutOfBounds beyond either end", async () => {
      const house = await loadFixture(twentyMembers);
      for (const length of [35 * DAY - 1, 366 * DAY + 1]) {
        await expect(byVote(house).addEra(9, length))
          .to.be.revertedWithCustomError(house.roster, "TermLengthOutOfBounds")
          .withArgs(length, 35 * DAY, 366 * DAY);
      }
      await byVote(house).addEra(9, 35 * DAY);
      await byVote(house).addEra(9, 366 * DAY);
    });

    it("keeps room for twice the time from ballot to start, and for the nominations", async () => {
      const house = await aFoundedHouse({
        seats: 3,
        nominationsFrom: 50 * DAY,
        leadTime: 50 * DAY,
        ballotFrom: 30 * DAY,
        nominationsUntil: 40 * DAY,
      });
      await expect(byVote(house).addEra(9, 60 * DAY - 1))
        .to.be.revertedWithCustomError(house.roster, "TermLengthOutOfBounds")
        .withArgs(60 * DAY - 1, 60 * DAY, 366 * DAY);
    });

    it("has room for 64, and lets a length be replaced when they are used", async () => {
      const house = await loadFixture(twentyMembers);
      for (let term = 2; term <= 64; term++) await byVote(house).addEra(term * 2, (term + 40) * DAY);
      await expect(byVote(house).addEra(200, 40 * DAY))
        .to.be.revertedWithCustomError(house.roster, "TooManyEras")
        .withArgs(64);
      await byVote(house).addEra(128, 40 * DAY);
      const { start, end } = await datesOf(house, 128);
      expect(end - start).to.equal(40 * DAY);
    });

    it("reverts with NotThePart for everybody but the members' vote, and with CalendarNotBegun before", async () => {
      const house = await loadFixture(twentyMembers);
      await expect(house.roster.connect(house.stranger).addEra(9, 90 * DAY))
        .to.be.revertedWithCustomError(house.roster, "NotThePart")
        .withArgs(Part.Timelock, house.stranger.address);
    });

    it("refuses no term beyond all time, which has the last second there is", async () => {
      const house = await loadFixture(twentyMembers);
      await byVote(house).addEra(2 ** 32 - 1, 90 * DAY);
      expect((await datesOf(house, 2 ** 32 - 1)).end).to.equal(2 ** 48 - 1);
      await byVote(house).addEra(5, 90 * DAY);
      expect((await datesOf(house, 5)).end - (await datesOf(house, 5)).start).to.equal(90 * DAY);
    });
  });

  describe("given any eras in any order", () => {
    it("has the terms that the twin has: no gap, no overlap", async () => {
      const anyEra = fc.record({ firstTerm: fc.integer({ min: 2, max: 90 }), days: fc.integer({ min: 35, max: 366 }) });
      await fc.assert(
        fc.asyncProperty(fc.array(anyEra, { minLength: 1, maxLength: 12 }), async (added) => {
          const house = await loadFixture(twentyMembers);
          const { start } = await datesOf(house, 1);
          const eras: Era[] = [{ firstTerm: 1, length: 60 * DAY }];
          for (const { firstTerm, days } of added) {
            await byVote(house).addEra(firstTerm, days * DAY);
            eras.push({ firstTerm, length: days * DAY });
          }
          const twin = termsOf(start, eras);
          for (const term of [1, ...added.flatMap(({ firstTerm }) => [firstTerm - 1, firstTerm, firstTerm + 1]), 95]) {
            const span = await spanOf(house, term);
            expect(span, `term ${term}`).to.deep.equal(twin.spanOf(term));
            for (const second of [span.start - 1, span.start, span.end - 1, span.end]) {
              expect(Number(await house.roster.termAt(second)), `term at ${second}`).to.equal(twin.termAt(second));
            }
          }
        }),
        { numRuns: 12, seed: 1_926 },
      );
    });
  });
});
