import { expect } from "chai";
import { ethers, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
import { aHouse, aPayment, propose } from "../../fixtures/decisions.ts";
import { naming } from "../../fixtures/electionHouse.ts";
import { asContract } from "../../fixtures/people.ts";
import { aQuickChain, type QuickChain } from "../../fixtures/QuickChain.ts";
import type { WholeHouse } from "../../fixtures/wholeHouse.ts";

/** The sizes that are compared, with the rounds that brought those members: neither costs a lookup more, as long as one asks
 * about a moment after the last round. */
const SMALL = { members: 200, rounds: 3 };
const LARGE = { members: 100_000, rounds: 100 };

/** Of a hundred: what a job may cost more in the large house. */
const MOST = 105;

/** So many of the latest seats have owners who speak. */
const SPEAKERS = 6;

const TERM = 1;
const DRAWS = 12;

/** Where `ToldBeacon` keeps what decides its numbers. */
const LOT_SLOT = 50;

const account = (n: number): string => `0x${(0xace0000 + n).toString(16).padStart(40, "0")}`;

/** The mean over draws that are always the same: which words of the order a draw reads is chance. */
async function meanSeating(chain: QuickChain, { beacon, elections, roster }: WholeHouse): Promise<bigint> {
  const told = await ethers.provider.getCode(await ethers.deployContract("ToldBeacon"));
  await networkHelpers.setCode(await beacon.getAddress(), told);
  let sum = 0n;
  for (let lot = 1; lot <= DRAWS; ++lot) {
    const before = await networkHelpers.takeSnapshot();
    await networkHelpers.setStorageAt(await beacon.getAddress(), LOT_SLOT, lot);
    chain.begin(await time.latest());
    sum += await chain.send(account(0), elections, "seatTable", [TERM]);
    expect((await roster.chairsOf(TERM)).length).to.equal(20);
    await before.restore();
  }
  return sum / BigInt(DRAWS);
}

/** A house whose later rounds were carried out in one breath; its newest members act. */
async function gasIn({ members, rounds }: typeof SMALL) {
  const house = await loadFixture(aHouse);
  const { share, roster, elections, governor } = house;
  const sale = await asContract(await house.rounds.getAddress());
  for (let round = 1; round <= rounds; ++round) {
    const born = Number(await share.lastSeat());
    const count = Math.floor((members - born) / (rounds - round + 1));
    await share.connect(sale).mint(count, 1);
    await roster.connect(sale).seatsBorn(born + 1, count);
  }
  const speakers = Array.from({ length: SPEAKERS }, (_, i) => members - SPEAKERS + 1 + i);
  for (const seat of speakers) await share.connect(sale).assign(seat, account(seat));
  expect(await share.liveSeats()).to.equal(members);

  const chain = await aQuickChain([elections, roster, share, governor]);
  const says = async (seat: number, name: string, message: object) => {
    chain.begin(await time.latest());
    const word = { seat, epoch: 0, deadline: chain.next + 60, ...message };
    return chain.send(account(seat), elections, name, [word, "0x"]);
  };
  const dates = await roster.calendar(TERM);
  await time.increaseTo(dates.nominationsFrom);
  for (const seat of speakers) {
    await says(seat, "nominate", { term: TERM, statement: `0x${"5a".repeat(32)}`, nonce: 0 });
  }
  await time.increaseTo(dates.ballotFrom);
  const ballots = [];
  for (const seat of speakers)
    ballots.push(await says(seat, "cast", { term: TERM, approvals: naming(0, 1, 2), nonce: 1 }));
  await time.increaseTo(dates.ballotUntil);
  const seating = await meanSeating(chain, house);

  const { id } = await propose(house, aPayment(house));
  await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
  const votes = [];
  chain.begin(await time.latest());
  for (const seat of speakers) votes.push(await chain.send(account(seat), governor, "castVote", [id, 1]));
  // The first one in a word of a bitmap pays for the word.
  return { ballot: ballots.at(-1) ?? 0n, vote: votes.at(-1) ?? 0n, seating };
}

describe("What a house of 100,000 pays more than one of 200", () => {
  it("is at most a twentieth for a ballot, a vote and a seating", async () => {
    const [small, large] = [await gasIn(SMALL), await gasIn(LARGE)];
    for (const job of ["ballot", "vote", "seating"] as const) {
      const said = `${job}: ${small[job]} gas at ${SMALL.members} members, ${large[job]} at ${LARGE.members}`;
      console.log(`      ${said}`);
      expect(large[job] * 100n <= small[job] * BigInt(MOST), said).to.equal(true);
      expect(small[job], job).to.be.greaterThan(20_000n);
    }
  });
});
