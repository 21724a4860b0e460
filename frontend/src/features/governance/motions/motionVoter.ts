import type { Address } from "viem";
import * as houseGovernorAbi from "#protocol/abi/houseGovernor.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import type { Motion } from "./motion.ts";

/** How somebody stands to a motion. */
export interface MotionVoter {
  hasVoted: boolean;
  /** Owned a seat when the vote opened. */
  mayVote: boolean;
}

export async function readVoter(house: House, motion: Motion, account: Address, seat: number): Promise<MotionVoter> {
  const [hasVoted, votes] = await Promise.all([
    readHouse(house, houseGovernorAbi.hasSeatVoted, [motion.id, seat]),
    readHouse(house, shareAbi.votes, [account, motion.snapshot]),
  ]);
  return { hasVoted, mayVote: votes > 0 };
}
