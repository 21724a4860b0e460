import { describe, expect, it } from "vitest";
import { approvedSeats, byVote, mayVote, paperFor, toApprovals } from "./ballot.ts";

const paper = Array.from({ length: 12 }, (_, i) => ({ seat: i * 7 + 3, approvals: i }));
const seats = (list: readonly { seat: number }[]) => list.map(({ seat }) => seat);

describe("given a ballot paper", () => {
  it("shows each voter every candidate, in an order that stays theirs", () => {
    const mine = seats(paperFor(3, 42, paper));
    expect(mine).toEqual(seats(paperFor(3, 42, [...paper].reverse())));
    expect([...mine].sort((a, b) => a - b)).toEqual(seats(paper));
    expect(mine).not.toEqual(seats(paperFor(3, 43, paper)));
    expect(mine).not.toEqual(seats(paperFor(4, 42, paper)));
  });

  it("gives every candidate the first place for some voters", () => {
    const first = new Set(Array.from({ length: 200 }, (_, voter) => paperFor(3, voter + 1, paper)[0]?.seat));
    expect(first.size).toBe(paper.length);
  });

  it("writes the choice by the paper's order, whatever order it was shown in", () => {
    const chosen = new Set([paper[0]!.seat, paper[3]!.seat, paper[11]!.seat]);
    const approvals = toApprovals(paper, chosen);
    expect(approvals).toBe(0b1000_0000_1001n);
    expect(new Set(approvedSeats(paper, approvals))).toEqual(chosen);
  });

  it("holds no bit for who does not stand, and none at all for an abstention", () => {
    expect(toApprovals(paper, new Set([999]))).toBe(0n);
    expect(approvedSeats(paper, 0n)).toEqual([]);
  });
});

describe("given somebody who comes to vote", () => {
  const member = { signedIn: true, seat: 42, wasMember: true };
  it.each([
    ["ballot", member, "yes"],
    ["ballot", { ...member, wasMember: undefined }, "yes"],
    ["ballot", { ...member, wasMember: false }, "tooNew"],
    ["ballot", { ...member, seat: 0 }, "noSeat"],
    ["ballot", { signedIn: false, seat: 0, wasMember: undefined }, "signIn"],
    ["between", member, "notYet"],
    ["closing", member, "over"],
    ["seated", { signedIn: false, seat: 0, wasMember: undefined }, "over"],
  ] as const)("in phase %s, %o: %s", (phase, voter, answer) => {
    expect(mayVote(phase, voter)).toBe(answer);
  });
});

describe("given a ballot that closes now", () => {
  const twelve = { turnout: 25, quorum: 20, paper };
  it("seats the approved by vote and the rest by the draw", () => {
    expect(byVote(twelve, 10)).toEqual({ reached: true, voted: 10, drawn: 0, missing: 0 });
    expect(byVote({ ...twelve, paper: paper.slice(0, 4) }, 10)).toMatchObject({ voted: 3, drawn: 7 });
  });

  it("lets the draw decide alone while too few have voted", () => {
    expect(byVote({ ...twelve, turnout: 19 }, 10)).toEqual({ reached: false, voted: 0, drawn: 10, missing: 1 });
  });
});
