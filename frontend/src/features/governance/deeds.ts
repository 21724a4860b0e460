import type { Hex } from "viem";
import * as houseGovernorAbi from "#protocol/abi/houseGovernor.ts";
import * as proposalsAbi from "#protocol/abi/proposals.ts";
import type { Message } from "#protocol/house/typedData.ts";
import type { House } from "../../chain/node/house.ts";
import { houseCall } from "../../chain/node/houseCall.ts";
import type { Deed } from "../../chain/write/act.ts";
import { deadlineOf, readEpoch } from "../../chain/write/nonce.ts";
import { signed } from "../../chain/write/signed.ts";
import type { MotionContent } from "./motions/motion.ts";
import { type Support, supportNumber } from "./motions/motionContent.ts";
import { descriptionHash, proposalArgs } from "./motions/proposal.ts";

/** Votes on a motion, once. */
export async function voteDeed(house: House, proposal: bigint, seat: number, support: Support): Promise<Deed> {
  const word = await wordOf(house, proposal, seat);
  const vote: Message<"Vote"> = { ...word, support: supportNumber(support) };
  const call = (signature: Hex) => houseCall(houseGovernorAbi.vote, [[vote], [signature]]);
  return { name: "vote", check: call("0x"), ...signed(house, "Vote", vote), call };
}

/** What every message of a seat about a motion carries. */
async function wordOf(house: House, proposal: bigint, seat: number) {
  return { proposal, seat, epoch: await readEpoch(house, seat), deadline: deadlineOf(house) };
}

/** Stands behind a motion that is still to be made. */
export async function sponsorDeed(house: House, proposal: bigint, seat: number): Promise<Deed> {
  const sponsorship: Message<"Sponsorship"> = await wordOf(house, proposal, seat);
  const call = (signature: Hex) => houseCall(proposalsAbi.sponsor, [sponsorship, signature]);
  return { name: "sponsor", check: call("0x"), ...signed(house, "Sponsorship", sponsorship), call };
}

/** Stands behind it no more, for good. */
export async function withdrawDeed(house: House, proposal: bigint, seat: number): Promise<Deed> {
  const withdrawal: Message<"SponsorshipWithdrawal"> = await wordOf(house, proposal, seat);
  const call = (signature: Hex) => houseCall(proposalsAbi.withdrawSponsorship, [withdrawal, signature]);
  return {
    name: "withdrawSponsorship",
    check: call("0x"),
    ...signed(house, "SponsorshipWithdrawal", withdrawal),
    call,
  };
}

/** Puts a motion to the vote that has its sponsors. */
export async function proposeDeed(house: House, content: MotionContent, proposal: bigint, seat: number): Promise<Deed> {
  const proposing: Message<"Proposing"> = await wordOf(house, proposal, seat);
  const [targets, values, calldatas] = proposalArgs(content);
  const motion = { targets, values, calldatas, description: content.description };
  const call = (signature: Hex) => houseCall(proposalsAbi.proposeWithSponsors, [proposing, motion, [], [signature]]);
  return { name: "propose", check: call("0x"), ...signed(house, "Proposing", proposing), call };
}

/** Brings a passed motion forward: to the waiting time, or to its end. Anybody may. */
export function carryDeed(step: "queue" | "execute", content: MotionContent): Deed {
  const args = [...proposalArgs(content), descriptionHash(content.description)] as const;
  const call = houseCall(step === "queue" ? houseGovernorAbi.queue : houseGovernorAbi.execute, args);
  return { name: step, call: () => call };
}
