import { expect } from "chai";
import { DAY, ethers, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  aFoundedHouse,
  cast,
  datesOf,
  drawReady,
  type ElectionHouse,
  join,
  naming,
  owner,
  reach,
  seated,
  signed,
  stand,
  vote,
} from "../../fixtures/electionHouse.ts";
import { recomputed } from "../../fixtures/recomputedDraw.ts";

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** Thirty members, of whom 1 … 23 stand; the ballot has just opened. */
async function openBallot() {
  const house = await aFoundedHouse({ seats: 30 });
  await stand(house, 1, upTo(23));
  await reach((await datesOf(house, 1)).ballotFrom);
  return house;
}

/** Thirty members, of whom 1 … 23 stand; nominations are closed. */
async function closedNominations() {
  const house = await aFoundedHouse({ seats: 30 });
  await stand(house, 1, upTo(23));
  await reach((await datesOf(house, 1)).nominationsUntil);
  return house;
}

async function counted(house: ElectionHouse): Promise<number[]> {
  return (await house.elections.candidates(1)).map(({ approvals }) => Number(approvals));
}

/** The approvals that candidates on these lines have, all others none. */
const approvalsAt = (counts: Record<number, number>): number[] => upTo(23).map((i) => counts[i - 1] ?? 0);

const ballotOf = (house: ElectionHouse, seat: number, changes = {}) =>
  signed(house, owner(house, seat), "Ballot", {
    term: 1,
    seat,
    approvals: naming(0),
    nonce: 1,
    ...changes,
  });

const selector = (house: ElectionHouse, name: string): string =>
  (house.elections.interface.getError(name) ?? house.share.interface.getError(name))?.selector as string;

/** A term of the same parity whose start, cut to 40 bits, would put its ballot around `now`. */
async function termThatWraps(house: ElectionHouse, now: number): Promise<number> {
  const { start, ballotFrom, ballotUntil } = await datesOf(house, 1);
  const length = Number((await house.roster.calendar(2)).start) - start;
  for (let term = 3; term < 2_000_000; term += 2) {
    const begins = start + (term - 1) * length;
    const cut = begins % 2 ** 40;
    if (begins >= 2 ** 40 && now >= cut - (start - ballotFrom) && now < cut - (start - ballotUntil)) return term;
  }
  throw new Error("No term wraps into the present");
}

describe("Elections: the ballot", () => {
  describe("given a term so far away that its start does not fit in 40 bits", () => {
    it("has no ballot now, which would wipe out the one that runs and let a seat vote again", async () => {
      const house = await loadFixture(openBallot);
      const far = await termThatWraps(house, await time.latest());
      const voter = { cast: (term: number, approvals: bigint) => cast(house, term, 3, approvals) };
      await voter.cast(1, naming(0));
      await expect(voter.cast(far, 0n)).to.be.revertedWithCustomError(house.elections, "BallotNotOpen");
      await voter.cast(1, naming(1));
      expect((await house.elections.election(1)).turnout).to.equal(1);
      expect((await counted(house)).slice(0, 2)).to.deep.equal([0, 1]);
    });
  });

  describe("given the window", () => {
    it("opens in its first second and closes with its last", async () => {
      const house = await loadFixture(closedNominations);
      const { ballotFrom, ballotUntil } = await datesOf(house, 1);
      const voter = { cast: (term: number, approvals: bigint) => cast(house, term, 3, approvals) };
      await reach(ballotFrom - 2);
      await nextBlockAt(ballotFrom - 1);
      await expect(voter.cast(1, 0n))
        .to.be.revertedWithCustomError(house.elections, "BallotNotOpen")
        .withArgs(1, ballotFrom, ballotFrom - 1);
      await nextBlockAt(ballotFrom);
      await voter.cast(1, 0n);
      await reach(ballotUntil - 2);
      await nextBlockAt(ballotUntil - 1);
      await voter.cast(1, naming(1));
      await nextBlockAt(ballotUntil);
      await expect(voter.cast(1, naming(2)))
        .to.be.revertedWithCustomError(house.elections, "BallotClosed")
        .withArgs(1, ballotUntil, ballotUntil);
    });

    it("is not open for term 0", async () => {
      const house = await loadFixture(openBallot);
      await expect(cast(house, 0, 3, 0n))
        .to.be.revertedWithCustomError(house.elections, "NoElectionFor")
        .withArgs(0);
    });
  });

  describe("given an open ballot", () => {
    it("counts up to ten names, over all slots of the count", async () => {
      const house = await loadFixture(openBallot);
      const names = naming(0, 1, 5, 9, 10, 11, 19, 20, 21, 22);
      await nextBlockAt((await time.latest()) + 5);
      await expect(cast(house, 1, 30, names))
        .to.emit(house.elections, "BallotCast")
        .withArgs(1, 30, names, 1);
      await vote(house, 1, [1, 2, 3], naming(22));
      expect(await counted(house)).to.deep.equal(
        approvalsAt({ 0: 1, 1: 1, 5: 1, 9: 1, 10: 1, 11: 1, 19: 1, 20: 1, 21: 1, 22: 4 }),
      );
      const election = await house.elections.election(1);
      expect([election.electorate, election.turnout, election.quorum]).to.deep.equal([30n, 4n, 6n]);
    });

    it("lets a seat change its mind: only the last ballot counts (R4)", async () => {
      const house = await loadFixture(openBallot);
      const voter = { cast: (term: number, approvals: bigint) => cast(house, term, 30, approvals) };
      await voter.cast(1, naming(0, 1, 12));
      await voter.cast(1, naming(1, 2, 22));
      expect(await counted(house)).to.deep.equal(approvalsAt({ 1: 1, 2: 1, 22: 1 }));
      const after = await house.elections.election(1);
      expect(after.turnout).to.equal(1n);
      const castAt = BigInt(await time.latest());
      expect(await house.elections.ballotOf(1, 30)).to.deep.equal([true, naming(1, 2, 22), 2n, castAt]);
      await voter.cast(1, 0n);
      expect(await counted(house)).to.deep.equal(approvalsAt({}));
      expect((await house.elections.election(1)).turnout).to.equal(1n);
      expect(await house.elections.ballotOf(1, 29)).to.deep.equal([false, 0n, 0n, 0n]);
    });

    it("reverts with TooManyNames for eleven", async () => {
      const house = await loadFixture(openBallot);
      await expect(cast(house, 1, 3, 2n ** 11n - 1n))
        .to.be.revertedWithCustomError(house.elections, "TooManyNames")
        .withArgs(11, 10);
    });

    it("reverts with UnknownCandidate for a line that the paper has not", async () => {
      const house = await loadFixture(openBallot);
      const voter = { cast: (term: number, approvals: bigint) => cast(house, term, 3, approvals) };
      for (const line of [23, 24, 127]) {
        await expect(voter.cast(1, naming(4, line)))
          .to.be.revertedWithCustomError(house.elections, "UnknownCandidate")
          .withArgs(line, 23);
      }
      await voter.cast(1, naming(22));
    });

    it("reverts with SignatureInvalid when somebody else sends it without a signature", async () => {
      const house = await loadFixture(openBallot);
      const [ballot] = await ballotOf(house, 7);
      for (const other of [house.stranger, owner(house, 8)]) {
        await expect(house.elections.connect(other).cast(ballot, "0x"))
          .to.be.revertedWithCustomError(house.elections, "SignatureInvalid")
          .withArgs(owner(house, 7).address);
      }
    });

    it("reverts with NoBallotAtSnapshot for who joined in its first second or later", async () => {
      const house = { ...(await loadFixture(closedNominations)) };
      const { ballotFrom } = await datesOf(house, 1);
      await reach(ballotFrom - 1);
      await nextBlockAt(ballotFrom);
      house.members = await join(house, 2);
      await expect(cast(house, 1, 31, 0n))
        .to.be.revertedWithCustomError(house.elections, "NoBallotAtSnapshot")
        .withArgs(1, 31, ballotFrom);
      expect((await house.elections.election(1)).electorate).to.equal(30n);
      await cast(house, 1, 30, 0n);
    });
  });

  describe("given a signed ballot", () => {
    it("counts whoever brings it, and from an account that is a contract", async () => {
      const house = await loadFixture(closedNominations);
      const wallet = await ethers.deployContract("ContractWallet", [house.stranger.address]);
      await house.share.connect(house.rounds).mint(1, 0);
      await house.roster.connect(house.rounds).seatsBorn(31, 1);
      await house.share.connect(house.rounds).assign(31, wallet);
      await reach((await datesOf(house, 1)).ballotFrom);
      await house.elections.connect(house.stranger).cast(...(await ballotOf(house, 7)));
      const [ballot] = await ballotOf(house, 7, { seat: 31 });
      const [, signature] = await signed(house, house.stranger, "Ballot", ballot);
      await house.elections.cast(ballot, signature);
      expect(await counted(house)).to.deep.equal(approvalsAt({ 0: 2 }));
    });

    it("counts the highest nonce in any order of arrival, and no message twice", async () => {
      const house = await loadFixture(openBallot);
      const first = await ballotOf(house, 7);
      const third = await ballotOf(house, 7, { approvals: naming(3), nonce: 3 });
      await house.elections.cast(...third);
      for (const [outdated, nonce] of [
        [first, 1],
        [third, 3],
      ] as const) {
        await expect(house.elections.cast(...outdated))
          .to.be.revertedWithCustomError(house.elections, "BallotOutdated")
          .withArgs(1, 7, nonce, 3);
      }
      await cast(house, 1, 7, naming(5));
      expect((await house.elections.ballotOf(1, 7)).nonce).to.equal(4n);
      expect(await counted(house)).to.deep.equal(approvalsAt({ 5: 1 }));
    });

    it("is the same message when it is sent directly: it counts once, whichever way it comes (S2, S3)", async () => {
      const house = await loadFixture(openBallot);
      const [ballot, signature] = await ballotOf(house, 7);
      await house.elections.connect(owner(house, 7)).cast(ballot, "0x");
      for (const [sender, said] of [
        [house.stranger, signature],
        [owner(house, 7), "0x"],
      ] as const) {
        await expect(house.elections.connect(sender).cast(ballot, said))
          .to.be.revertedWithCustomError(house.elections, "BallotOutdated")
          .withArgs(1, 7, 1, 1);
      }
    });

    it("is void after a hand-over: the ballot stays, the new holder may change it, and no old message counts", async () => {
      const house = { ...(await loadFixture(openBallot)) };
      await cast(house, 1, 7, naming(2));
      const held = await ballotOf(house, 7, { nonce: 9 });
      await house.share.connect(house.exit).move(7, house.stranger.address);
      await expect(house.elections.cast(...held))
        .to.be.revertedWithCustomError(house.elections, "SignatureInvalid")
        .withArgs(house.stranger.address);
      const [old] = held;
      await expect(house.elections.connect(house.stranger).cast(old, "0x"))
        .to.be.revertedWithCustomError(house.elections, "EpochOutdated")
        .withArgs(7, 0, 1);
      expect(await counted(house)).to.deep.equal(approvalsAt({ 2: 1 }));
      house.members = house.members.with(6, house.stranger);
      await cast(house, 1, 7, naming(3));
      expect(await counted(house)).to.deep.equal(approvalsAt({ 3: 1 }));
      expect((await house.elections.election(1)).turnout).to.equal(1n);
    });

    it("names no deadline more than 30 days ahead", async () => {
      const house = await loadFixture(openBallot);
      const now = (await time.latest()) + 10;
      const far = await ballotOf(house, 7, { deadline: now + 30 * DAY + 1 });
      await nextBlockAt(now);
      await expect(house.elections.cast(...far))
        .to.be.revertedWithCustomError(house.elections, "DeadlineTooFar")
        .withArgs(now + 30 * DAY + 1, now + 30 * DAY);
    });

    it("refuses nonce 0, a forged or late one, and seats that are not there or not claimed", async () => {
      const house = await loadFixture(closedNominations);
      await house.share.connect(house.rounds).mint(1, 0);
      await house.roster.connect(house.rounds).seatsBorn(31, 1);
      await reach((await datesOf(house, 1)).ballotFrom);
      await expect(house.elections.cast(...(await ballotOf(house, 7, { nonce: 0 }))))
        .to.be.revertedWithCustomError(house.elections, "BallotOutdated")
        .withArgs(1, 7, 0, 0);
      const [ballot] = await ballotOf(house, 7);
      const [, forged] = await ballotOf(house, 8, { seat: 7 });
      await expect(house.elections.cast(ballot, forged))
        .to.be.revertedWithCustomError(house.elections, "SignatureInvalid")
        .withArgs(owner(house, 7).address);
      const deadline = (await time.latest()) + 5;
      const late = await ballotOf(house, 7, { deadline });
      await nextBlockAt(deadline + 1);
      await expect(house.elections.cast(...late))
        .to.be.revertedWithCustomError(house.elections, "SignatureExpired")
        .withArgs(deadline, deadline + 1);
      await expect(house.elections.cast(...(await ballotOf(house, 7, { seat: 99 }))))
        .to.be.revertedWithCustomError(house.share, "NoSuchSeat")
        .withArgs(99);
      await expect(house.elections.cast(...(await ballotOf(house, 7, { seat: 31 }))))
        .to.be.revertedWithCustomError(house.share, "SeatNotClaimed")
        .withArgs(31);
    });
  });

  describe("given many signed ballots in one call", () => {
    it("counts the good ones and tells of each bad one why", async () => {
      const house = await loadFixture(openBallot);
      const { ballotFrom } = await datesOf(house, 1);
      const past = await time.latest();
      const [forgedMessage] = await ballotOf(house, 9);
      const batch = [
        await ballotOf(house, 1),
        await ballotOf(house, 2, { approvals: 2n ** 11n - 1n }),
        await ballotOf(house, 3, { approvals: naming(23) }),
        await ballotOf(house, 4, { deadline: past - 1 }),
        [forgedMessage, (await ballotOf(house, 10))[1]] as const,
        await ballotOf(house, 5, { seat: 99 }),
        await ballotOf(house, 6, { term: 0 }),
        await ballotOf(house, 6, { term: 2 }),
        await ballotOf(house, 6, { term: 2 ** 32 - 1 }),
        await ballotOf(house, 1, { approvals: naming(4) }),
        await ballotOf(house, 7, { approvals: naming(0, 4) }),
        await ballotOf(house, 1, { approvals: naming(6), nonce: 2 }),
      ] as const;
      const sent = house.elections.connect(house.stranger).castMany(
        batch.map(([ballot]) => ballot),
        batch.map(([, signature]) => signature),
      );
      const skipped = [
        [1, 2, "TooManyNames"],
        [1, 3, "UnknownCandidate"],
        [1, 4, "SignatureExpired"],
        [1, 9, "SignatureInvalid"],
        [1, 99, "NoSuchSeat"],
        [0, 6, "NoElectionFor"],
        [2, 6, "BallotNotOpen"],
        [2 ** 32 - 1, 6, "BallotNotOpen"],
        [1, 1, "BallotOutdated"],
      ] as const;
      await sent;
      const events = await house.elections.queryFilter(house.elections.filters.BallotSkipped());
      expect(events.map(({ args }) => [Number(args.term), Number(args.seat), args.reason])).to.deep.equal(
        skipped.map(([term, seat, name]) => [term, seat, selector(house, name)]),
      );
      expect(await counted(house)).to.deep.equal(approvalsAt({ 0: 1, 4: 1, 6: 1 }));
      expect((await house.elections.election(1)).turnout).to.equal(2n);
      expect(await time.latest()).to.be.greaterThan(ballotFrom);
    });

    it("reverts with BallotsUnequal when signatures are missing", async () => {
      const house = await loadFixture(openBallot);
      const [ballot] = await ballotOf(house, 1);
      await expect(house.elections.castMany([ballot], []))
        .to.be.revertedWithCustomError(house.elections, "BallotsUnequal")
        .withArgs(1, 0);
      await house.elections.castMany([], []);
    });
  });

  describe("given a term whose nominations have not opened", () => {
    it("keeps no start of it, however many ballots for it are skipped: its era can still be voted (fault 30)", async () => {
      const house = await loadFixture(openBallot);
      const [ballot, signature] = await ballotOf(house, 6, { term: 300 });
      await house.elections.connect(house.stranger).castMany([ballot], [signature]);
      await house.roster.connect(house.timelock).addEra(200, 90 * DAY);
      const { ballotFrom } = await datesOf(house, 300);
      await expect(cast(house, 300, 6, 0n))
        .to.be.revertedWithCustomError(house.elections, "BallotNotOpen")
        .withArgs(300, ballotFrom, (await time.latest()) + 1);
    });
  });

  describe("given ballots of earlier terms", () => {
    it("keeps the last even and the last odd one, and recounts all from the logs", async () => {
      const house = await loadFixture(openBallot);
      await cast(house, 1, 30, naming(1));
      await seated(house, 1);
      await vote(house, 2, [30], 0n);
      await drawReady(house, 2);
      await house.elections.seatTable(2);
      expect((await house.elections.ballotOf(1, 30)).cast_).to.equal(true);
      await vote(house, 3, [30], 0n);
      expect((await house.elections.ballotOf(1, 30)).cast_).to.equal(false);
      expect((await house.elections.ballotOf(3, 30)).nonce).to.equal(1n);
      const { lines } = await recomputed(house, 1);
      const said = (what: string) => lines.find((line) => line.what === what)?.here;
      expect([said("approvals"), said("turnout")]).to.deep.equal([String(approvalsAt({ 1: 1 })), "1"]);
    });
  });
});
