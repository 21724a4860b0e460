import { MissingInLogs } from "./MissingInLogs.ts";

/** A ballot has one bit for each; the 129th is refused (decision 0001). */
export const MOST_CANDIDATES = 128;

/** One `BallotCast` of the elections. */
export interface CastBallot {
  seat: number;
  approvals: bigint;
  nonce: number;
}

export interface Count {
  /** Approvals of each candidate. */
  approvals: number[];
  /** Seats that voted, abstentions included. */
  turnout: number;
}

/** Counts a term's ballots in the order in which they were cast: only the last of a seat counts. */
export function countBallots(candidates: number, cast: readonly CastBallot[]): Count {
  const last = new Map(cast.map(({ seat, approvals }) => [seat, approvals]));
  const approvals = Array.from({ length: candidates }, (_, i) => {
    const bit = 1n << BigInt(i);
    return [...last.values()].filter((mask) => (mask & bit) !== 0n).length;
  });
  return { approvals, turnout: last.size };
}

/** Seats that must vote, rounded up. */
export function quorumOf(electorate: number, quorumBps: number): number {
  return Math.ceil((electorate * quorumBps) / 10_000);
}

/** What the elections told of who stands, in the order in which it happened. */
export type PaperEvent = { eventName: "Nominated" | "NominationWithdrawn"; args: { seat: number } };

/** The ballot paper after these events: who withdraws leaves a gap, and the last name moves up into it. */
export function paperAfter(events: readonly PaperEvent[]): number[] {
  const paper: number[] = [];
  for (const { eventName, args } of events) {
    if (eventName === "Nominated") {
      paper.push(args.seat);
      continue;
    }
    const line = paper.indexOf(args.seat);
    if (line === -1) throw new MissingInLogs("paper", `The nomination of seat ${args.seat}`);
    const last = paper.pop()!;
    if (line < paper.length) paper[line] = last;
  }
  return paper;
}
