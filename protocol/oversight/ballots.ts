import { encodeAbiParameters, type Hex, keccak256, slice, toHex } from "viem";

/** One `BallotCast` of the elections. */
export interface CastBallot {
  seat: number;
  approvals: bigint;
  salt: Hex;
  nonce: number;
}

export interface Count {
  /** Approvals of each candidate. */
  approvals: number[];
  /** Seats that voted, abstentions included. */
  turnout: number;
  saltsHash: Hex;
}

/** Counts a term's ballots in the order in which they were cast: only the last of a seat counts, but every salt does. */
export function countBallots(candidates: number, cast: readonly CastBallot[]): Count {
  const last = new Map<number, bigint>();
  let saltsHash: Hex = toHex(0, { size: 32 });
  for (const { seat, approvals, salt } of cast) {
    last.set(seat, approvals);
    saltsHash = nextSaltsHash(saltsHash, seat, salt);
  }
  const approvals = Array.from({ length: candidates }, (_, i) => {
    const bit = 1n << BigInt(i);
    return [...last.values()].filter((mask) => (mask & bit) !== 0n).length;
  });
  return { approvals, turnout: last.size, saltsHash };
}

/** The contract keeps the first 22 bytes. */
function nextSaltsHash(before: Hex, seat: number, salt: Hex): Hex {
  const whole = keccak256(
    encodeAbiParameters([{ type: "bytes32" }, { type: "uint32" }, { type: "bytes32" }], [before, seat, salt]),
  );
  return `${slice(whole, 0, 22)}${"00".repeat(10)}`;
}

/** Seats that must vote, rounded up. */
export function quorumOf(electorate: number, quorumBps: number): number {
  return Math.ceil((electorate * quorumBps) / 10_000);
}
