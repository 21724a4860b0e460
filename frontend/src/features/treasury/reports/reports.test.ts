import { zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { accounts } from "#protocol/treasury/accounts.ts";
import { spendingOf, wordsOf } from "./reports.ts";

const yes = (seat: number) => ({ seat, agrees: true, signedAt: 10, reason: zeroHash });
const no = (seat: number) => ({ seat, agrees: false, signedAt: 20, reason: zeroHash });

describe("given a table and what was said", () => {
  it("keeps the table's order, and a place for who has said nothing", () => {
    expect(wordsOf([5, 9, 2], [no(2), yes(5)])).toEqual([yes(5), { seat: 9 }, no(2)]);
  });

  it("puts those who spoke in the table's place behind it", () => {
    expect(wordsOf([5], [yes(77)])).toEqual([{ seat: 5 }, yes(77)]);
  });
});

describe("given a term's spending", () => {
  it("leaves out what had no budget and cost nothing", () => {
    const line = (category: number, limit: bigint, booked: bigint) => ({ category, limit, booked, inBudget: 0n });
    const lines = [line(accounts.rent, 100n, 0n), line(accounts.tax, 0n, 0n), line(accounts.goods, 0n, 7n)];
    expect(spendingOf(lines)).toEqual([
      { category: "rent", limit: 100n, booked: 0n },
      { category: "goods", limit: 0n, booked: 7n },
    ]);
  });
});
