import { expect } from "chai";
import { testNetwork, testSignature } from "../../fixtures/beacon.ts";
import { DAY, ethers, loadFixture, networkHelpers, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  accept,
  aFoundedHouse,
  answer,
  datesOf,
  drawReady,
  type ElectionHouse,
  join,
  listOf,
  naming,
  nominate,
  reach,
  SETTLE,
  seated,
  signed,
  stand,
  tableAt,
  vote,
} from "../../fixtures/electionHouse.ts";
import { recomputed } from "../../fixtures/recomputedDraw.ts";

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

const thirtyMembers = () => aFoundedHouse({ seats: 30 });
const sixMembers = () => aFoundedHouse({ seats: 6 });
const elevenMembers = () => aFoundedHouse({ seats: 11 });
const nobodyYet = () => aFoundedHouse({ seats: 0 });
/** Twenty seats for ten chairs and ten reserves; nobody has claimed the last one, the operator's. */
async function withTheOperatorsSeatUnclaimed() {
  const house = await aFoundedHouse({ seats: 19 });
  await house.share.connect(house.rounds).mint(1, 0);
  await house.roster.connect(house.rounds).seatsBorn(20, 1);
  return { ...house, operatorsSeat: 20 };
}

const twentyFourMembers = () => aFoundedHouse({ seats: 24, reserves: 4 });

/** R3, R5: no seat twice, all of the frozen electorate, and the browser finds the same. */
async function expectSound(house: ElectionHouse, term: number): Promise<number[]> {
  const list = await listOf(house, term);
  expect(new Set(list).size).to.equal(list.length);
  const draw = await recomputed(house, term);
  expect(draw.difference).to.equal(undefined);
  expect(draw.seated.seats).to.deep.equal(list);
  return list;
}

describe("Elections: the seating", () => {
  describe("given an open ballot", () => {
    it("reverts with BallotStillOpen when somebody seats", async () => {
      const house = await loadFixture(thirtyMembers);
      const { ballotUntil } = await datesOf(house, 1);
      await reach(ballotUntil - 2);
      await nextBlockAt(ballotUntil - 1);
      await expect(house.elections.seatTable(1))
        .to.be.revertedWithCustomError(house.elections, "BallotStillOpen")
        .withArgs(1, ballotUntil, ballotUntil - 1);
    });

    it("reverts with NoElectionFor for term 0", async () => {
      const house = await loadFixture(thirtyMembers);
      await expect(house.elections.seatTable(0))
        .to.be.revertedWithCustomError(house.elections, "NoElectionFor")
        .withArgs(0);
      await expect(house.elections.election(0))
        .to.be.revertedWithCustomError(house.elections, "NoElectionFor")
        .withArgs(0);
    });
  });

  describe("given a closed ballot", () => {
    it("waits for the first round after the ballot and the time to settle, and for nothing else", async () => {
      const house = await loadFixture(thirtyMembers);
      const { ballotUntil } = await datesOf(house, 1);
      const { network, round, appearsAt } = await house.beacon.beaconOf(1);
      expect(Number(appearsAt)).to.be.within(ballotUntil + SETTLE, ballotUntil + SETTLE + testNetwork.period - 1);
      await reach(ballotUntil);
      await expect(house.elections.seatTable(1))
        .to.be.revertedWithCustomError(house.beacon, "BeaconNotStored")
        .withArgs(1, network, round, appearsAt);
      expect((await house.elections.election(1)).seed).to.equal(ethers.ZeroHash);
      await reach(Number(appearsAt) - 2);
      await nextBlockAt(appearsAt - 1n);
      await expect(house.beacon.store(network, round, testSignature(round)))
        .to.be.revertedWithCustomError(house.beacon, "BeaconRoundAhead")
        .withArgs(round, appearsAt, appearsAt - 1n);
      await nextBlockAt(appearsAt);
      await house.beacon.connect(house.stranger).store(network, round, testSignature(round));
      const election = await house.elections.election(1);
      expect([election.network, election.round, election.roundAt]).to.deep.equal([network, round, appearsAt]);
      expect(election.seed).not.to.equal(ethers.ZeroHash);
      await house.elections.connect(house.stranger).seatTable(1);
      await expectSound(house, 1);
      expect(await listOf(house, 1)).to.have.length(20);
    });

    it("does not take another round's number", async () => {
      const house = await loadFixture(thirtyMembers);
      const { network, round, appearsAt } = await house.beacon.beaconOf(1);
      await reach(Number(appearsAt) + 10);
      for (const other of [round - 1n, round + 1n]) await house.beacon.store(network, other, testSignature(other));
      await expect(house.elections.seatTable(1)).to.be.revertedWithCustomError(house.beacon, "BeaconNotStored");
    });

    it("seats a term once", async () => {
      const house = await loadFixture(thirtyMembers);
      await seated(house, 1);
      const { seatedAt } = await house.roster.table(1);
      await expect(house.elections.seatTable(1))
        .to.be.revertedWithCustomError(house.elections, "TableSeatedAlready")
        .withArgs(1, seatedAt);
    });

    it("stays possible until the next ballot begins, and no longer", async () => {
      const house = await loadFixture(thirtyMembers);
      const { ballotFrom } = await datesOf(house, 2);
      await drawReady(house, 1);
      await nextBlockAt(ballotFrom);
      await expect(house.elections.seatTable(1))
        .to.be.revertedWithCustomError(house.elections, "SeatingTooLate")
        .withArgs(1, ballotFrom, ballotFrom);
      expect(await listOf(house, 1)).to.deep.equal([]);
      await drawReady(house, 2);
      await house.elections.seatTable(2);
      await expectSound(house, 2);
    });

    it("gives those who are drawn seven days to answer when it comes late, also after the term began", async () => {
      const house = await loadFixture(thirtyMembers);
      const { start, answersUntil } = await datesOf(house, 1);
      await drawReady(house, 1);
      await nextBlockAt(start + 3 * DAY);
      await house.elections.seatTable(1);
      expect((await house.roster.table(1)).answersUntil).to.equal(start + 10 * DAY);
      expect(answersUntil).to.equal(start - 2 * DAY);
    });
  });

  describe("given nobody stood or voted", () => {
    it("draws ten and ten reserves from those who wait", async () => {
      const house = await loadFixture(thirtyMembers);
      await drawReady(house, 1);
      const tx = house.elections.seatTable(1);
      const { seed } = await house.elections.election(1);
      await expect(tx).to.emit(house.elections, "TableDrawn").withArgs(1, seed, false, 0, 30, 0);
      const list = await expectSound(house, 1);
      expect(list).to.have.length(20);
      const made = await house.roster.table(1);
      expect([made.chairs, made.listed, made.elected, made.turnsAt, made.cycle, made.previous]).to.deep.equal([
        10n,
        20n,
        0n,
        10n,
        1n,
        0n,
      ]);
    });
  });

  describe("given enough people voted", () => {
    it("seats those with approvals by their number, and draws the other chairs", async () => {
      const house = await loadFixture(thirtyMembers);
      await stand(house, 1, upTo(12));
      await vote(house, 1, [1, 2, 3, 4, 5, 6], naming(2, 7));
      await vote(house, 1, [7, 8], naming(7));
      await vote(house, 1, [9], naming(11));
      await seated(house, 1);
      const list = await expectSound(house, 1);
      expect(list.slice(0, 3)).to.deep.equal([8, 3, 12]);
      const made = await house.roster.table(1);
      expect([made.elected, made.chairs]).to.deep.equal([3n, 10n]);
      const chairs = await house.roster.chairsOf(1);
      expect(chairs.map((chair) => chair.elected)).to.deep.equal(upTo(20).map((i) => i <= 3));
      expect(chairs[0]?.yesAt).to.equal(made.seatedAt);
      expect(chairs[3]?.yesAt).to.equal(0n);
    });

    it("orders equals by the seed, and leaves the last of them out", async () => {
      const house = await loadFixture(thirtyMembers);
      await stand(house, 1, upTo(14));
      await vote(house, 1, upTo(20), naming(0, 1, 2, 3, 4));
      await vote(house, 1, [21], naming(5, 6, 7, 8, 9, 10, 11, 12, 13));
      const list = await seated(house, 1);
      await expectSound(house, 1);
      expect(new Set(list.slice(0, 5))).to.deep.equal(new Set([1, 2, 3, 4, 5]));
      expect((await house.roster.table(1)).elected).to.equal(10n);
      for (const seat of list.slice(5, 10)) expect(seat).to.be.within(6, 14);
    });

    it("counts abstentions for the quorum and nobody's approvals", async () => {
      const house = await loadFixture(thirtyMembers);
      await stand(house, 1, [1, 2]);
      await vote(house, 1, upTo(6), 0n);
      await drawReady(house, 1);
      expect((await house.elections.election(1)).turnout).to.equal(6n);
      await house.elections.seatTable(1);
      await expectSound(house, 1);
      expect((await house.roster.table(1)).elected).to.equal(0n);
    });
  });

  describe("given too few people voted", () => {
    it("lets candidates go first, in the order of the seed", async () => {
      const house = await loadFixture(thirtyMembers);
      await stand(house, 1, upTo(12));
      await vote(house, 1, upTo(5), naming(0));
      await seated(house, 1);
      const list = await expectSound(house, 1);
      expect((await house.roster.table(1)).elected).to.equal(10n);
      for (const seat of list.slice(0, 10)) expect(seat).to.be.within(1, 12);
      expect((await recomputed(house, 1)).quorum).to.equal(6);
    });
  });

  describe("given members who joined after the ballot began", () => {
    it("does not draw them, and they do not change who is drawn", async () => {
      const house = { ...(await loadFixture(thirtyMembers)) };
      await reach((await datesOf(house, 1)).ballotFrom);
      house.members = await join(house, 25);
      await drawReady(house, 1);
      await house.elections.seatTable(1);
      for (const seat of await expectSound(house, 1)) expect(seat).to.be.within(1, 30);
      expect(await house.roster.poolSizes()).to.deep.equal([55n, 0n]);
    });
  });

  describe("given an operator who is a member", () => {
    it("refuses the nomination, and draws the seat like every other", async () => {
      const house = { ...(await loadFixture(elevenMembers)) };
      await house.share.connect(house.rounds).mint(1, 0);
      await house.roster.connect(house.rounds).seatsBorn(12, 1);
      await house.share.connect(house.rounds).assign(12, house.operator.address);
      house.members = [...house.members.slice(0, 11), house.operator];
      await reach((await datesOf(house, 1)).nominationsFrom);
      await expect(nominate(house, 1, 12))
        .to.be.revertedWithCustomError(house.elections, "OperatorCannotOversee")
        .withArgs(12);
      await seated(house, 1);
      expect([...(await expectSound(house, 1))].sort((a, b) => a - b)).to.deep.equal(upTo(12));
    });

    it("writes that seat as left in the second of the seating, and the next reserve moves up", async () => {
      const house = await loadFixture(withTheOperatorsSeatUnclaimed);
      const { operatorsSeat: seat } = house;
      await drawReady(house, 1);
      const beforeTheDraw = await networkHelpers.takeSnapshot();
      // The list is the same whoever holds the seat, so nobody can choose it by claiming or not.
      await house.elections.seatTable(1);
      const list = await expectSound(house, 1);
      await beforeTheDraw.restore();
      await house.share.connect(house.rounds).assign(seat, house.operator.address);
      const second = (await time.latest()) + 10;
      await nextBlockAt(second);
      await expect(house.elections.seatTable(1)).to.emit(house.roster, "ChairLeft").withArgs(1, seat, second);
      expect(await expectSound(house, 1)).to.deep.equal(list);
      const lines = await house.roster.chairsOf(1);
      expect(lines.map(({ leftAt }) => Number(leftAt))).to.deep.equal(list.map((one) => (one === seat ? second : 0)));
      // It has declined nothing.
      expect(await house.roster.declinesOf(seat)).to.deep.equal([0n, 0n]);
      // Everybody else says yes: the first ten of them sit.
      const others = list.filter((one) => one !== seat);
      await accept(house, 1, others);
      await reach((await datesOf(house, 1)).start);
      expect((await tableAt(house, await time.latest())).seats).to.deep.equal(others.slice(0, 10));
      const [, bits] = await house.roster.officeNow();
      const sits = list.filter((_, i) => (bits >> BigInt(i)) & 1n);
      expect(sits).to.deep.equal(others.slice(0, 10));
    });

    it("reverts with ChairWasLeft when the operator answers", async () => {
      const house = { ...(await loadFixture(withTheOperatorsSeatUnclaimed)) };
      const { operator, operatorsSeat: seat } = house;
      await drawReady(house, 1);
      await house.share.connect(house.rounds).assign(seat, operator.address);
      await house.elections.seatTable(1);
      house.members = [...house.members.slice(0, seat - 1), operator];
      await expect(answer(house, 1, seat, false)).to.be.revertedWithCustomError(house.roster, "ChairWasLeft");
    });

    it("reverts with OperatorCannotOversee when the seat was claimed after the seating", async () => {
      const house = { ...(await loadFixture(withTheOperatorsSeatUnclaimed)) };
      const { operator, operatorsSeat: seat } = house;
      await drawReady(house, 1);
      await house.elections.seatTable(1);
      await house.share.connect(house.rounds).assign(seat, operator.address);
      expect(await expectSound(house, 1)).to.include(seat);
      house.members = [...house.members.slice(0, seat - 1), operator];
      await expect(answer(house, 1, seat, true))
        .to.be.revertedWithCustomError(house.elections, "OperatorCannotOversee")
        .withArgs(seat);
      const yes = await signed(house, operator, "Answer", { term: 1, seat, yes: true, nonce: 0n });
      await expect(house.elections.connect(house.stranger).answer(...yes))
        .to.be.revertedWithCustomError(house.elections, "OperatorCannotOversee")
        .withArgs(seat);
      await expect(answer(house, 1, seat, false))
        .to.emit(house.roster, "ChairLeft")
        .withArgs(1, seat, (await time.latest()) + 1);
    });
  });

  describe("given a club in which everybody had a turn", () => {
    it("takes all who still wait, turns the cycle, and goes on with those who served first", async () => {
      const house = await loadFixture(twentyFourMembers);
      const first = (await seated(house, 1)).slice(0, 10);
      await accept(house, 1, first);
      const second = (await seated(house, 2)).slice(0, 10);
      await accept(house, 2, second);
      expect(second.filter((seat) => first.includes(seat))).to.deep.equal([]);
      await reach((await datesOf(house, 1)).end);
      await house.roster.credit(1);
      expect(await house.roster.poolSizes()).to.deep.equal([14n, 10n]);
      // R2: the four who never sat come first; the running table waits apart.
      await drawReady(house, 3);
      await expect(house.elections.seatTable(3)).to.emit(house.roster, "CycleTurned").withArgs(3, 2);
      const third = await expectSound(house, 3);
      const rest = upTo(24).filter((seat) => !first.includes(seat) && !second.includes(seat));
      expect([...third.slice(0, 4)].sort((a, b) => a - b)).to.deep.equal(rest);
      for (const seat of third.slice(4)) expect(first).to.include(seat);
      const made = await house.roster.table(3);
      expect([made.turnsAt, made.cycle]).to.deep.equal([4n, 1n]);
      expect(await house.roster.cycle()).to.equal(2n);
      expect(await house.roster.poolSizes()).to.deep.equal([24n, 0n]);
    });

    it("fills missing reserves from those who served, without turning the cycle", async () => {
      const house = await loadFixture(thirtyMembers);
      for (const term of [1, 2]) await accept(house, term, (await seated(house, term)).slice(0, 10));
      await reach((await datesOf(house, 1)).end);
      await house.roster.credit(1);
      const third = await seated(house, 3);
      await expectSound(house, 3);
      expect(third).to.have.length(20);
      expect(await house.roster.cycle()).to.equal(1n);
    });
  });

  describe("given fewer members than chairs", () => {
    it("seats them all, term after term", async () => {
      const house = await loadFixture(sixMembers);
      for (const term of [1, 2, 3]) {
        const list = await seated(house, term);
        await expectSound(house, term);
        expect([...list].sort((a, b) => a - b)).to.deep.equal(upTo(6));
        await accept(house, term, list);
      }
      expect((await house.roster.table(3)).chairs).to.equal(6n);
    });
  });

  describe("given a house without members", () => {
    it("seats an empty table and goes on (R8)", async () => {
      const house = await loadFixture(nobodyYet);
      await drawReady(house, 1);
      await house.elections.seatTable(1);
      expect(await listOf(house, 1)).to.deep.equal([]);
      expect((await house.elections.election(1)).seatedAt).not.to.equal(0n);
      await expect(house.elections.seatTable(1)).to.be.revertedWithCustomError(house.elections, "TableSeatedAlready");
    });
  });

  describe("given a candidate who was called to the running table", () => {
    it("passes over the name without stopping (R8)", async () => {
      const house = await loadFixture(thirtyMembers);
      const list = await seated(house, 1);
      await accept(house, 1, list.slice(0, 11));
      const reserve = list[10] as number;
      await stand(house, 2, [reserve]);
      await answer(house, 1, list[0] as number, false);
      await vote(house, 2, upTo(30).slice(0, 8), naming(0));
      const next = await seated(house, 2);
      await expectSound(house, 2);
      expect((await house.roster.table(2)).elected).to.equal(0n);
      expect(next.slice(0, 10)).not.to.include(reserve);
    });
  });
});
