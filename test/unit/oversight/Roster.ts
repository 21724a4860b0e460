import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { DAY, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import { aFoundedHouse, anUnfoundedHouse, datesOf, join } from "../../fixtures/electionHouse.ts";

const unfounded = () => anUnfoundedHouse();
const twelveMembers = () => aFoundedHouse({ seats: 12 });

describe("Roster: calendar and pools", () => {
  describe("given the founding round is not finalised", () => {
    it("has no terms and nobody in office", async () => {
      const { roster } = await loadFixture(unfounded);
      const now = await time.latest();
      expect(await roster.begun()).to.equal(false);
      expect(await roster.termAt(now)).to.equal(0n);
      expect(await roster.tableAt(now)).to.deep.equal([[], false]);
      expect(await roster.isOverseer(1, now)).to.equal(false);
      expect(await roster.isCaretaker(1, now)).to.equal(false);
      expect(await roster.chairsOf(1)).to.deep.equal([]);
      expect(await roster.tableOf(1)).to.deep.equal([]);
      expect(await roster.poolOf(1)).to.equal(0n);
      expect(await roster.cycle()).to.equal(1n);
      for (const dates of [roster.calendar(1), roster.startOf(1), roster.drawnFrom(1)]) {
        await expect(dates).to.be.revertedWithCustomError(roster, "CalendarNotBegun").withArgs();
      }
    });

    it("begins only by the rounds, once", async () => {
      const { roster, rounds, stranger } = await loadFixture(unfounded);
      await expect(roster.connect(stranger).begin())
        .to.be.revertedWithCustomError(roster, "NotThePart")
        .withArgs(Part.Rounds, stranger.address);
      const now = (await time.latest()) + 100;
      await nextBlockAt(now);
      await expect(roster.connect(rounds).begin())
        .to.emit(roster, "CalendarBegun")
        .withArgs(now + 35 * DAY);
      expect(await roster.begun()).to.equal(true);
      await expect(roster.connect(rounds).begin())
        .to.be.revertedWithCustomError(roster, "CalendarBegunAlready")
        .withArgs(now + 35 * DAY);
    });

    it("takes seats before it begins, and after", async () => {
      const house = await loadFixture(unfounded);
      await join(house, 4);
      await house.roster.connect(house.rounds).begin();
      await join(house, 3);
      expect(await house.roster.poolSizes()).to.deep.equal([7n, 0n]);
    });
  });

  describe("given it has begun", () => {
    it("counts terms from the founding on, each from its first second", async () => {
      const { roster } = await loadFixture(twelveMembers);
      const start = Number(await roster.startOf(1));
      expect(await roster.termAt(start - 1)).to.equal(0n);
      expect(await roster.termAt(start)).to.equal(1n);
      expect(await roster.termAt(start + 60 * DAY - 1)).to.equal(1n);
      expect(await roster.termAt(start + 60 * DAY)).to.equal(2n);
      expect(await roster.termAt(start + 600 * DAY)).to.equal(11n);
      expect(await roster.termAt(2n ** 48n - 1n)).to.be.greaterThan(1_000_000n);
    });

    it("knows the dates of every term", async () => {
      const house = await loadFixture(twelveMembers);
      const start = Number(await house.roster.startOf(1)) + 120 * DAY;
      expect(await datesOf(house, 3)).to.deep.equal({
        nominationsFrom: start - 28 * DAY,
        nominationsUntil: start - 18 * DAY,
        ballotFrom: start - 17 * DAY,
        ballotUntil: start - 7 * DAY,
        answersUntil: start - 2 * DAY,
        start,
        end: start + 60 * DAY,
      });
      const before = await house.roster.calendar(0);
      expect([before.start, before.end]).to.deep.equal([0n, await house.roster.startOf(1)]);
      expect((await house.roster.calendar(2 ** 32 - 1)).end).to.equal(2n ** 48n - 1n);
    });

    it("lets only the rounds bring seats, in their order", async () => {
      const { roster, rounds, stranger } = await loadFixture(twelveMembers);
      await expect(roster.connect(stranger).seatsBorn(13, 1))
        .to.be.revertedWithCustomError(roster, "NotThePart")
        .withArgs(Part.Rounds, stranger.address);
      for (const first of [12, 14]) {
        await expect(roster.connect(rounds).seatsBorn(first, 1))
          .to.be.revertedWithCustomError(roster, "SeatsOutOfOrder")
          .withArgs(first, 13);
      }
      await expect(roster.connect(rounds).seatsBorn(13, 100_000)).to.emit(roster, "SeatsJoined").withArgs(13, 100_000);
      expect(await roster.poolOf(100_012)).to.equal(1n);
      expect(await roster.poolOf(100_013)).to.equal(0n);
      expect(await roster.poolOf(0)).to.equal(0n);
      expect(await roster.order(100_009, 50)).to.deep.equal([100_010n, 100_011n, 100_012n]);
      expect(await roster.order(100_012, 50)).to.deep.equal([]);
    });

    it("costs the same for ten newcomers and for ten thousand", async () => {
      const { roster, rounds } = await loadFixture(twelveMembers);
      const gas = async (first: number, count: number) =>
        (await (await roster.connect(rounds).seatsBorn(first, count)).wait())?.gasUsed as bigint;
      const ten = await gas(13, 10);
      expect(await gas(23, 10_000)).to.be.lessThan(ten + 100n);
    });

    it("is written only by the elections", async () => {
      const { roster, stranger } = await loadFixture(twelveMembers);
      const as = roster.connect(stranger);
      for (const call of [as.fill(1, [1], 0, 1, [], 0), as.answered(1, 1, true)]) {
        await expect(call)
          .to.be.revertedWithCustomError(roster, "NotThePart")
          .withArgs(Part.Elections, stranger.address);
      }
    });
  });
});
