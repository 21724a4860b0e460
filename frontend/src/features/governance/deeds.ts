import * as houseGovernorAbi from "#protocol/abi/houseGovernor.ts";
import type { Message } from "#protocol/house/typedData.ts";
import type { House } from "../../chain/node/house.ts";
import { houseCall } from "../../chain/node/houseCall.ts";
import type { Deed } from "../../chain/write/act.ts";
import { deadlineOf } from "../../chain/write/nonce.ts";
import { signed } from "../../chain/write/signed.ts";
import { descriptionHash, type MotionContent, proposalArgs } from "./motions/motion.ts";
import { type Support, supportNumber } from "./motions/motionContent.ts";

/** Votes on a motion, once. */
export function voteDeed(house: House, proposal: bigint, seat: number, support: Support): Deed {
  const vote: Message<"Vote"> = { proposal, seat, support: supportNumber(support), deadline: deadlineOf(house) };
  return {
    name: "vote",
    check: houseCall(houseGovernorAbi.castVote, [proposal, vote.support]),
    ...signed(house, "Vote", vote),
    call: (signature) => houseCall(houseGovernorAbi.voteBySig, [[vote], [signature]]),
  };
}

/** Stands behind a motion that is still to be made. */
export function sponsorDeed(house: House, proposal: bigint, seat: number): Deed {
  const sponsorship: Message<"Sponsorship"> = { proposal, seat, deadline: deadlineOf(house) };
  return {
    name: "sponsor",
    check: houseCall(houseGovernorAbi.sponsor, [proposal]),
    ...signed(house, "Sponsorship", sponsorship),
    call: (signature) => houseCall(houseGovernorAbi.sponsorBySig, [sponsorship, signature]),
  };
}

/** Puts a motion to the vote that has its sponsors. */
export function proposeDeed(house: House, content: MotionContent, proposal: bigint, seat: number): Deed {
  const proposing: Message<"Proposing"> = { proposal, seat, deadline: deadlineOf(house) };
  const motion = [...proposalArgs(content), content.description] as const;
  return {
    name: "propose",
    check: houseCall(houseGovernorAbi.propose, motion),
    ...signed(house, "Proposing", proposing),
    call: (signature) => houseCall(houseGovernorAbi.proposeBySig, [proposing, ...motion, [], [signature]]),
  };
}

/** Brings a passed motion forward: to the waiting time, or to its end. Anybody may. */
export function carryDeed(step: "queue" | "execute", content: MotionContent): Deed {
  const args = [...proposalArgs(content), descriptionHash(content.description)] as const;
  const call = houseCall(step === "queue" ? houseGovernorAbi.queue : houseGovernorAbi.execute, args);
  return { name: step, call: () => call };
}
