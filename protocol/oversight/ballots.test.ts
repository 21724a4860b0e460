import { describe, expect, it } from "vitest";
import { type CastBallot, countBallots, type PaperEvent, paperAfter, quorumOf } from "./ballots.ts";

const ballot = (seat: number, approvals: bigint, nonce = 1): CastBallot => ({
  seat,
  approvals,
  nonce,
});

describe("counting ballots", () => {
  it("counts the last ballot of each seat, and abstentions as turnout", () => {
    const cast = [ballot(1, 0b011n), ballot(2, 0b100n), ballot(1, 0b110n, 2), ballot(3, 0n)];
    const { approvals, turnout } = countBallots(3, cast);
    expect(approvals).toEqual([0, 1, 2]);
    expect(turnout).toBe(3);
  });

  it("rounds the quorum up", () => {
    expect([quorumOf(0, 2000), quorumOf(5, 2000), quorumOf(6, 2000), quorumOf(200, 2000)]).toEqual([0, 1, 2, 40]);
  });
});

describe("the ballot paper", () => {
  const stands = (seat: number): PaperEvent => ({ eventName: "Nominated", args: { seat } });
  const withdraws = (seat: number): PaperEvent => ({ eventName: "NominationWithdrawn", args: { seat } });

  it("fills a gap with its last name", () => {
    expect(paperAfter([stands(5), stands(6), stands(7), withdraws(5)])).toEqual([7, 6]);
    expect(paperAfter([stands(5), stands(6), withdraws(6), stands(8)])).toEqual([5, 8]);
    expect(paperAfter([stands(5), withdraws(5)])).toEqual([]);
  });

  it("cannot lose a name that is not on it", () => {
    expect(() => paperAfter([stands(5), withdraws(6)])).toThrow("The nomination of seat 6 is not in the node's logs");
  });
});
