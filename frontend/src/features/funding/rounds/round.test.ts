import { describe, expect, it } from "vitest";
import { roundNames } from "#protocol/funding/roundNames.ts";
import { isLastDay, isLatestFounding, isSelling, placeSteps, toRounds } from "./round.ts";

const onChain = {
  terms: {
    price: 50_000_000_000n,
    minSeats: 90,
    maxSeats: 100,
    opensAt: 1_000,
    deadline: 10_000,
    coolOff: 2_000,
    termsHash: `0x${"11".repeat(32)}`,
  },
  state: 1,
  sold: 97,
  soldOutAt: 0,
  lockAt: 10_000,
  withdrawUntil: 9_000,
  free: 3,
  finalisedAt: 0,
  firstSeat: 0,
  claimed: 0,
  founding: false,
  cancelled: false,
} as const;

const founding = { ...onChain, founding: true };

describe("given the rounds of the contract", () => {
  it("names its state and says when the sale ends", () => {
    const rounds = toRounds([{ ...founding, state: 5 }, onChain]);
    expect(rounds).toMatchObject([
      { id: 1, state: "failed" },
      { id: 2, state: "open", sellingEnds: 8_000, sold: 97 },
    ]);
  });

  it("calls the round after a founding that was offered twice the second", () => {
    const rounds = toRounds([founding, founding, onChain]);
    expect(rounds.map(({ id, name }) => [id, name.n, name.attempt])).toEqual([
      [1, 1, 1],
      [2, 1, 0],
      [3, 2, 0],
    ]);
  });

  it("sells from its opening to the end of the sale while there are places", () => {
    const round = toRounds([founding, onChain])[1]!;
    expect(isSelling(round, 7_999)).toBe(true);
    expect(isSelling(round, 8_000)).toBe(false);
    expect(isSelling({ ...round, sold: 100 }, 5_000)).toBe(false);
    expect(isSelling({ ...round, state: "upcoming" }, 999)).toBe(false);
    expect(isSelling({ ...round, state: "upcoming" }, 1_000)).toBe(true);
    expect(isSelling({ ...round, state: "coolOff", free: 0 }, 5_000)).toBe(false);
  });

  it("sells after that what was given back, until the lock, and says when it is for good", () => {
    const round = { ...toRounds([founding, onChain])[1]!, state: "coolOff", free: 1 } as const;
    expect(isSelling(round, 8_000)).toBe(true);
    expect(isSelling(round, 9_999)).toBe(true);
    expect(isSelling(round, 10_000)).toBe(false);
    expect([isLastDay(round, 8_999), isLastDay(round, 9_000)]).toEqual([false, true]);
  });
});

describe("given a place", () => {
  const names = (steps: ReturnType<typeof placeSteps>) => steps.map(({ state }) => state);

  it("goes from paid over held to a seat", () => {
    expect(names(placeSteps("open", { refunded: false, seat: 0 }))).toEqual(["done", "now", "next"]);
    expect(names(placeSteps("succeeded", { refunded: false, seat: 0 }))).toEqual(["done", "now", "next"]);
    expect(names(placeSteps("finalised", { refunded: false, seat: 0 }))).toEqual(["done", "done", "now"]);
    expect(names(placeSteps("finalised", { refunded: false, seat: 142 }))).toEqual(["done", "done", "done"]);
  });

  it("stops where the round failed", () => {
    expect(names(placeSteps("failed", { refunded: false, seat: 0 }))).toEqual(["done", "failed", "next"]);
    expect(names(placeSteps("failed", { refunded: true, seat: 0 }))).toEqual(["done", "failed", "next"]);
  });
});

describe("given offers of the founding", () => {
  const offers = (...founding: boolean[]) => roundNames(founding).map((name) => ({ name }));

  it("lets the newest be offered again, and none once the house has gone on", () => {
    const three = offers(true, true, true);
    expect(three.map((one) => isLatestFounding(one, three))).toEqual([false, false, true]);
    const later = offers(true, true, false);
    expect(later.map((one) => isLatestFounding(one, later))).toEqual([false, false, false]);
  });
});
