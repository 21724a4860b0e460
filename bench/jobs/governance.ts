import { signable } from "#protocol/house/typedData.ts";
import { DAY, ethers, networkHelpers, time } from "../../test/fixtures/chain.ts";
import { type Decision, decided, memberOn, signAs, type WholeHouse } from "../../test/fixtures/wholeHouse.ts";
import { each, gasOf, type Measured } from "../gasOf.ts";

const PAYEE = ethers.getAddress("0x00000000000000000000000000000000000e1c70");

/** Votes, direct and relayed, and a payment by vote from proposal to execution with five sponsors' signatures. */
export async function governanceJobs(house: WholeHouse): Promise<Measured> {
  const before = await networkHelpers.takeSnapshot();
  const { governor } = house;
  // A first decision, so that the second meets accounts that are in use.
  await decide(house, "Buy a grinder");
  const { costs, votes } = await decide(house, "Buy a second grinder");
  await before.restore();
  const whole = Object.values(costs).reduce((sum, gas) => sum + gas, 0);
  return { ...votes, ...costs, "pay by vote: propose, queue, execute": whole };

  async function decide(of: WholeHouse, words: string) {
    const call = of.treasury.interface.encodeFunctionData("payWithinReserve", [
      PAYEE,
      1_000_000n,
      520,
      ethers.id("offer"),
    ]);
    const decision: Decision = { target: "Treasury", call, words };
    const { targets, values, calldatas, hash, id } = await decided(of, decision);
    const proposing = { proposal: id, seat: 1, deadline: (await time.latest()) + DAY };
    const sponsorships = [2, 3, 4, 5].map((seat) => ({ ...proposing, seat }));
    const signatures = await Promise.all([
      signAs(memberOn(of, 1), signable(of.signing, "Proposing", proposing)),
      ...sponsorships.map((one) => signAs(memberOn(of, one.seat), signable(of.signing, "Sponsorship", one))),
    ]);
    const propose = await gasOf(
      governor.proposeBySig(proposing, targets, values, calldatas, words, sponsorships, signatures),
    );
    await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
    await governor.connect(memberOn(of, 1)).castVote(id, 1);
    const direct = await gasOf(governor.connect(memberOn(of, 2)).castVote(id, 1));
    const alone = await relayed(of, id, [3]);
    const fifty = await relayed(
      of,
      id,
      Array.from({ length: 50 }, (_, i) => 4 + i),
    );
    await time.increaseTo((await governor.proposalDeadline(id)) + 1n);
    const queue = await gasOf(governor.queue(targets, values, calldatas, hash));
    await time.increaseTo(await governor.proposalEta(id));
    const execute = await gasOf(governor.execute(targets, values, calldatas, hash));
    const counted = await governor.proposalVotes(id);
    if (counted.inFavour !== 53n) throw new Error(`${counted.inFavour} votes were counted, not 53`);
    return {
      costs: { propose, queue, execute },
      votes: { "vote, direct": direct, "vote, relayed, one": alone, "vote, relayed, of 50": each(fifty, 50) },
    };
  }

  async function relayed(of: WholeHouse, proposal: bigint, seats: readonly number[]): Promise<number> {
    const deadline = (await time.latest()) + DAY;
    const votes = seats.map((seat) => ({ proposal, seat, support: 1, deadline }));
    const signatures = await Promise.all(
      votes.map((vote) => signAs(memberOn(of, vote.seat), signable(of.signing, "Vote", vote))),
    );
    return gasOf(governor.voteBySig(votes, signatures));
  }
}
