import { keccak256, toHex } from "viem";
import { describe, expect, it } from "vitest";
import { type Draw, indexOf, isFair, seatTable, seedOf } from "./draw.ts";

const seed = keccak256(toHex("a seed"));
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const nobody = { candidates: [], byApprovals: false };
const club = (changes: Partial<Draw>): Draw => ({
  seed,
  chairs: 3,
  reserves: 2,
  order: upTo(20),
  served: 0,
  apart: [],
  stillWaiting: 0,
  ...changes,
});

describe("the draw", () => {
  it("gives the list that the contract gave for the same seed", () => {
    // `test_TheListThatTheBrowserFindsToo` says the same of the contract: whoever changes the draw changes the past.
    expect(seatTable(nobody, club({})).seats).toEqual([16, 11, 17, 5, 13]);
  });

  it("draws another list from another seed", () => {
    const other = seatTable(nobody, club({ seed: keccak256(toHex("another seed")) }));
    expect(other.seats).not.toEqual(seatTable(nobody, club({})).seats);
  });

  it("seats the elected by approvals and goes on with the draw", () => {
    const candidates = [
      { seat: 5, approvals: 2 },
      { seat: 6, approvals: 0 },
      { seat: 7, approvals: 9 },
    ];
    const seated = seatTable({ candidates, byApprovals: true }, club({}));
    expect(seated.seats.slice(0, 2)).toEqual([7, 5]);
    expect(seated.elected).toBe(2);
    expect(seated.steps.slice(0, 3).map(({ kind }) => kind)).toEqual(["elected", "elected", "chair"]);
  });

  it("lets every candidate go first when too few voted", () => {
    const candidates = [5, 6, 7].map((seat, i) => ({ seat, approvals: i }));
    const seated = seatTable({ candidates, byApprovals: false }, club({}));
    expect([...seated.seats.slice(0, 3)].sort()).toEqual([5, 6, 7]);
  });

  it("passes over who sits, tells so, and calls them at last", () => {
    const all = seatTable(nobody, club({ order: upTo(6) }));
    const seated = seatTable(nobody, club({ order: upTo(6), apart: [all.seats[0]!, all.seats[1]!] }));
    expect(seated.seats.slice(0, 3)).toEqual(all.seats.slice(2, 5));
    expect(seated.steps.filter(({ kind }) => kind === "passed").map(({ seat }) => seat)).toEqual(
      expect.arrayContaining(all.seats.slice(0, 2)),
    );
    // Everybody else has a chair already.
    expect(all.seats.slice(0, 2)).toContain(seated.seats[4]);
  });

  it("turns the cycle with the first chair for which nobody waits", () => {
    const seated = seatTable(nobody, club({ order: [9, 8, 7, 6, 5], served: 3 }));
    expect([...seated.seats.slice(0, 2)].sort()).toEqual([5, 6]);
    expect(seated.turnsAt).toBe(2);
    expect(seatTable(nobody, club({ order: [9, 8, 7, 6, 5], served: 2 })).turnsAt).toBe(3);
  });

  it("seats who waits though they sit before the cycle turns, and on chairs only", () => {
    // 3 and 4 sit; 3 waits for a turn of this cycle, 4 had it. 1 served.
    const draw = { order: [1, 2, 3, 4], served: 1, apart: [3, 4], stillWaiting: 1 };
    const seated = seatTable(nobody, club(draw));
    expect(seated.seats).toEqual([2, 3, 1, 4]);
    expect(seated.turnsAt).toBe(2);
    // As a reserve, who sits comes after who served.
    expect(seatTable(nobody, club({ ...draw, chairs: 1, reserves: 3 })).seats.slice(0, 2)).toEqual([2, 1]);
  });

  it("seats nobody in an empty house", () => {
    expect(seatTable(nobody, club({ order: [] }))).toEqual({ seats: [], elected: 0, turnsAt: 3, steps: [] });
  });

  it("has another seed on another chain, of other elections, for another term or number", () => {
    const [a, b] = [toHex(1, { size: 32 }), toHex(2, { size: 32 })];
    const place = { chainId: 1, elections: `0x${"11".repeat(20)}`, term: 1 } as const;
    const other = `0x${"22".repeat(20)}` as const;
    const places = [place, { ...place, chainId: 2 }, { ...place, elections: other }, { ...place, term: 2 }];
    expect(new Set([...places.map((one) => seedOf(one, a)), seedOf(place, b)]).size).toBe(5);
  });

  it("rolls every place, and throws away what would favour the small ones", () => {
    expect(new Set(upTo(200).map((roll) => indexOf(seed, roll, 5)))).toEqual(new Set([0, 1, 2, 3, 4]));
    const most = 2n ** 256n - 1n;
    expect([isFair(most, 2n), isFair(most, 3n), isFair(most - 1n, 3n)]).toEqual([true, false, true]);
  });
});
