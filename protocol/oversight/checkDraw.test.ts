import { keccak256, toHex } from "viem";
import { describe, expect, it } from "vitest";
import { countBallots } from "./ballots.ts";
import { type CheckedLine, checkDraw } from "./checkDraw.ts";
import { seatTable, seedOf } from "./draw.ts";
import type { DrawFacts, KeptTable } from "./drawFacts.ts";
import { poolsAfter } from "./pools.ts";

const DAY = 86_400;
const BALLOT_FROM = 100 * DAY;
const beacon = keccak256(toHex("block"));

/** Term 2 of fifteen members: seats 1 and 2 sit in term 1, seat 3 gave up after more than half of it. */
function facts(): DrawFacts {
  const sitting: KeptTable = {
    term: 1,
    start: 57 * DAY,
    end: 117 * DAY,
    list: [
      { seat: 1, elected: true, yesAt: 50 * DAY, leftAt: 0 },
      { seat: 2, elected: false, yesAt: 51 * DAY, leftAt: 0 },
      { seat: 3, elected: false, yesAt: 51 * DAY, leftAt: 90 * DAY },
      { seat: 4, elected: false, yesAt: 0, leftAt: 52 * DAY },
    ],
    answersUntil: 55 * DAY,
    chairs: 3,
    elected: 1,
    turnsAt: 3,
    cycle: 1,
    previous: 0,
    credited: false,
  };
  const ballots = [
    { seat: 9, approvals: 0b01n, salt: toHex(1, { size: 32 }), nonce: 1 },
    { seat: 8, approvals: 0b11n, salt: toHex(2, { size: 32 }), nonce: 1 },
    { seat: 7, approvals: 0n, salt: toHex(3, { size: 32 }), nonce: 1 },
  ];
  const { saltsHash, turnout } = countBallots(2, ballots);
  const seed = seedOf(2, beacon, saltsHash);
  const candidates = [
    { seat: 5, approvals: 2 },
    { seat: 6, approvals: 1 },
  ];
  const poolEvents = [{ eventName: "SeatsJoined", args: { first: 1, count: 18 } }] as const;
  const apart = [1, 2, 3];
  const outcome = seatTable(
    { candidates, byApprovals: true },
    { seed, chairs: 3, reserves: 2, order: poolsAfter(poolEvents).order.slice(0, 15), served: 0, apart, barred: 15 },
  );
  return {
    term: 2,
    ballotFrom: BALLOT_FROM,
    chairs: 3,
    reserves: 2,
    quorumBps: 2000,
    electorate: 15,
    beacon,
    candidates,
    turnout,
    saltsHash,
    ballots,
    poolEvents,
    earlier: [sitting],
    told: { seed, byApprovals: true, size: 15, served: 0, barred: 15, apart },
    outcome,
  };
}

const lie = (change: (facts: DrawFacts) => Partial<DrawFacts>): CheckedLine["what"] | undefined => {
  const honest = facts();
  return checkDraw({ ...honest, ...change(honest) }).difference?.what;
};

describe("checking a draw", () => {
  it("finds the list of the chain from ballots, pools and beacon", () => {
    const checked = checkDraw(facts());
    expect(checked.difference).toBeUndefined();
    expect(checked.quorum).toBe(3);
    expect(checked.seated.seats.slice(0, 2)).toEqual([5, 6]);
    expect(checked.seated.seats).toHaveLength(5);
  });

  it("names the first thing that differs", () => {
    expect(lie(({ candidates }) => ({ candidates: [{ seat: 5, approvals: 3 }, candidates[1]!] }))).toBe("approvals");
    expect(lie(() => ({ turnout: 4 }))).toBe("turnout");
    expect(lie(() => ({ saltsHash: beacon }))).toBe("saltsHash");
    expect(lie(() => ({ beacon: keccak256(toHex("another")) }))).toBe("seed");
    expect(lie(() => ({ quorumBps: 5000 }))).toBe("quorum");
    expect(lie(() => ({ electorate: 14 }))).toBe("size");
    expect(lie(({ told }) => ({ told: { ...told, served: 1 } }))).toBe("served");
    expect(lie(({ earlier }) => ({ earlier: [{ ...earlier[0]!, credited: true }] }))).toBe("apart");
    expect(lie(({ outcome }) => ({ outcome: { ...outcome, elected: 1 } }))).toBe("elected");
    expect(lie(({ outcome }) => ({ outcome: { ...outcome, turnsAt: 1 } }))).toBe("turnsAt");
    expect(lie(({ outcome }) => ({ outcome: { ...outcome, seats: [...outcome.seats].reverse() } }))).toBe("seats");
  });
});

describe("the pools", () => {
  it("follow what the roster told", () => {
    const pools = poolsAfter([
      { eventName: "SeatsJoined", args: { first: 1, count: 5 } },
      { eventName: "SeatsServed", args: { term: 1, cycle: 1, seats: [4, 1] } },
      { eventName: "TurnWaived", args: { term: 2, seat: 5, moved: false } },
      { eventName: "TurnWaived", args: { term: 2, seat: 3, moved: true } },
      { eventName: "SeatsJoined", args: { first: 6, count: 1 } },
    ]);
    expect(pools).toEqual({ order: [4, 1, 3, 2, 5, 6], served: 3, cycle: 1 });
    expect(poolsAfter([{ eventName: "CycleTurned", args: { term: 1, cycle: 2 } }])).toEqual({
      order: [],
      served: 0,
      cycle: 2,
    });
  });

  it("cannot be served from twice, nor joined with a gap", () => {
    const joined = { eventName: "SeatsJoined", args: { first: 1, count: 2 } } as const;
    const served = { eventName: "SeatsServed", args: { term: 1, cycle: 1, seats: [2] } } as const;
    expect(() => poolsAfter([joined, served, served])).toThrow("Seat 2 does not wait");
    expect(() => poolsAfter([joined, joined])).toThrow("Seat 1 joins after 2 seats");
  });
});
