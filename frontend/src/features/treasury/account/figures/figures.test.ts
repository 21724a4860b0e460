import { describe, expect, it } from "vitest";
import { categories } from "#protocol/treasury/accounts.ts";
import { budgetSum, inOf, monthly, movementOf, outOf, runway, shareOf } from "./figures.ts";

/** Cash, donations, cash sales, then each category and the loss. */
const balances = (cash: bigint, donations: bigint, sales: bigint, rent = 0n, loss = 0n) => [
  cash,
  donations,
  sales,
  rent,
  ...Array.from({ length: categories.length - 1 }, () => 0n),
  loss,
];

describe("given the balances of the books", () => {
  it("says where money came from and went to", () => {
    // 3,000 from a round, 50 given, 20 sold; 400 rent paid, 5 lost.
    const movement = movementOf(balances(3_000n + 50n + 20n - 400n - 5n, -50n, -20n, 400n, 5n));
    expect(movement).toMatchObject({ rounds: 3_000n, gifts: 50n, sales: 20n });
    expect(movement.spent).toMatchObject({ rent: 400n, loss: 5n, goods: 0n });
    expect([inOf(movement), outOf(movement)]).toEqual([3_070n, 405n]);
  });

  it("is all nothing for empty books", () => {
    const movement = movementOf([]);
    expect([inOf(movement), outOf(movement)]).toEqual([0n, 0n]);
  });
});

describe("given a pace of spending", () => {
  const month = 2_629_800;

  it("says how long the cash lasts", () => {
    expect(runway(1_200n, { amount: 300n, seconds: 3 * month })).toBeCloseTo(12);
    expect(monthly({ amount: 300n, seconds: 3 * month })).toBe(100n);
  });

  it("does not guess where nothing was spent", () => {
    expect(runway(1_200n, { amount: 0n, seconds: month })).toBeUndefined();
    expect(runway(1_200n, { amount: 300n, seconds: 0 })).toBeUndefined();
    expect(monthly({ amount: 300n, seconds: 0 })).toBe(0n);
  });
});

describe("given the lines of a budget", () => {
  it("adds them up", () => {
    const lines = [
      { category: "rent", limit: 100n, spent: 60n, reserved: 10n },
      { category: "goods", limit: 50n, spent: 0n, reserved: 5n },
    ] as const;
    expect(budgetSum(lines)).toEqual({ limit: 150n, spent: 60n, reserved: 15n });
    expect(shareOf(60n, 150n)).toBe(0.4);
    expect(shareOf(1n, 0n)).toBe(0);
  });
});
