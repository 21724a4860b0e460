import { type Address, encodeAbiParameters, keccak256 } from "viem";
import * as shareAbi from "#protocol/abi/share.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import type { Candidate, Phase } from "../../../chain/oversight/rotation.ts";

/**
 * The candidates in an order of the voter's own: nobody proposes a list, because the first names of a list get more
 * votes than the others. Who is not signed in has seat 0, and everybody of them the same order.
 */
export function paperFor<C extends Pick<Candidate, "seat">>(term: number, voter: number, paper: readonly C[]): C[] {
  const numbers = [{ type: "uint32" }, { type: "uint32" }, { type: "uint32" }] as const;
  const places = paper.map((candidate) => ({
    candidate,
    place: keccak256(encodeAbiParameters(numbers, [term, voter, candidate.seat])),
  }));
  return places.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ candidate }) => candidate);
}

/** The choice as the contract reads it: bit i approves candidate i of the paper's own order. */
export function toApprovals(paper: readonly Pick<Candidate, "seat">[], chosen: ReadonlySet<number>): bigint {
  return paper.reduce((bits, { seat }, i) => (chosen.has(seat) ? bits | (1n << BigInt(i)) : bits), 0n);
}

/** The seats that a ballot approves. */
export function approvedSeats(paper: readonly Pick<Candidate, "seat">[], approvals: bigint): number[] {
  return paper.flatMap(({ seat }, i) => ((approvals >> BigInt(i)) & 1n ? [seat] : []));
}

/** Why somebody cannot vote in an election; `yes` = can. */
export type MayVote =
  | "yes"
  | "signIn"
  | "noSeat"
  /** Became a member only after the ballot had begun. */
  | "tooNew"
  | "notYet"
  | "over";

export function mayVote(
  phase: Phase,
  voter: { signedIn: boolean; seat: number; wasMember: boolean | undefined },
): MayVote {
  if (phase === "before" || phase === "nominations" || phase === "between") return "notYet";
  if (phase !== "ballot") return "over";
  if (!voter.signedIn) return "signIn";
  if (voter.seat === 0) return "noSeat";
  return voter.wasMember === false ? "tooNew" : "yes";
}

/** Whether an account owned a seat before the ballot's first second. */
export async function wasMember(house: House, account: Address, ballotFrom: number): Promise<boolean> {
  const votes = await readHouse(house, shareAbi.votes, [account, ballotFrom]);
  return votes > 0;
}

/** How the table would be filled if the ballot closed now. */
export function byVote(
  election: { turnout: number; quorum: number; paper: readonly Pick<Candidate, "approvals">[] },
  chairs: number,
): { reached: boolean; voted: number; drawn: number; missing: number } {
  const reached = election.turnout >= election.quorum;
  const willing = election.paper.filter(({ approvals }) => approvals > 0).length;
  const voted = reached ? Math.min(chairs, willing) : 0;
  return { reached, voted, drawn: chairs - voted, missing: Math.max(0, election.quorum - election.turnout) };
}
