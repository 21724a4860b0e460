import { toHex } from "viem";
import { describe, expect, it } from "vitest";
import { type CastBallot, countBallots, quorumOf } from "./ballots.ts";

const ballot = (seat: number, approvals: bigint, nonce = 1): CastBallot => ({
  seat,
  approvals,
  salt: toHex(seat * 100 + nonce, { size: 32 }),
  nonce,
});

describe("counting ballots", () => {
  it("counts the last ballot of each seat, and abstentions as turnout", () => {
    const cast = [ballot(1, 0b011n), ballot(2, 0b100n), ballot(1, 0b110n, 2), ballot(3, 0n)];
    const { approvals, turnout } = countBallots(3, cast);
    expect(approvals).toEqual([0, 1, 2]);
    expect(turnout).toBe(3);
  });

  it("lets every salt flow into the hash, in its order", () => {
    const [a, b] = [ballot(1, 0n), ballot(2, 0n)];
    const hashes = [[a, b], [b, a], [a], [b], []].map((cast) => countBallots(0, cast).saltsHash);
    expect(new Set(hashes).size).toBe(5);
    for (const hash of hashes) expect(hash).toMatch(/^0x[0-9a-f]{44}0{20}$/);
  });

  it("rounds the quorum up", () => {
    expect([quorumOf(0, 2000), quorumOf(5, 2000), quorumOf(6, 2000), quorumOf(200, 2000)]).toEqual([0, 1, 2, 40]);
  });
});
