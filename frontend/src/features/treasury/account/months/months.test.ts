import { describe, expect, it } from "vitest";
import { accounts } from "#protocol/treasury/accounts.ts";
import type { Entry } from "../entry/entries.ts";
import { monthsOf } from "./months.ts";

const { cash, escrow, rent, donations } = accounts;
const owed = accounts["vouchers owed"];
const sold = accounts["voucher sales"];
const timeZone = "Asia/Shanghai";
/** Noon of a day at the house. */
const noon = (month: number, day: number, year = 2026) => Date.UTC(year, month - 1, day, 4) / 1000;

function entry(time: number, debit: number, credit: number, amount: bigint): Entry {
  return { seq: 0, time, blockNumber: 1, debit, credit, term: 1, amount, reversal: false };
}

const book = [
  entry(noon(8, 3), cash, escrow, 1_000n),
  entry(noon(8, 3), accounts["refunds payable"], owed, 900n),
  entry(noon(8, 20), rent, cash, 300n),
  entry(noon(10, 2), cash, donations, 50n),
  entry(noon(10, 9), owed, sold, 40n),
];
/** What is there at the end of the book. */
const present = { cash: 750n, owed: 860n, now: noon(11, 5), timeZone, first: 1 };
const plain = (months: readonly { came: bigint; went: bigint; left: bigint; owed: bigint }[]) =>
  months.map(({ came, went, left, owed: owing }) => [came, went, left, owing]);

describe("the months of a house", () => {
  it("say what came, what went, what was left and what was owed, with none left out", () => {
    const { months, more } = monthsOf(book, present);
    expect(plain(months)).toEqual([
      [1_000n, 300n, 700n, 900n],
      [0n, 0n, 700n, 900n],
      [50n, 0n, 750n, 860n],
      [0n, 0n, 750n, 860n],
    ]);
    expect(more).toBe(false);
  });

  it("add up: what was left before, what came and what went is what is left", () => {
    const { months } = monthsOf(book, present);
    for (const [i, { came, went, left }] of months.entries())
      expect(left).toBe((months[i - 1]?.left ?? 0n) + came - went);
  });

  it("end by the house's midnight, not by the reader's", () => {
    // 31 August, 17:00 in London is the first of September in Shanghai.
    const late = [entry(Date.UTC(2026, 7, 31, 17) / 1000, cash, donations, 10n)];
    const { months } = monthsOf(late, { ...present, cash: 10n, owed: 0n, now: noon(9, 2) });
    expect(plain(months)).toEqual([[10n, 0n, 10n, 0n]]);
  });

  it("are twelve at most, the newest", () => {
    const years = Array.from({ length: 30 }, (_, i) =>
      entry(noon(1 + (i % 12), 3, 2024 + Math.floor(i / 12)), cash, donations, 1n),
    );
    const { months, more } = monthsOf(years, { ...present, cash: 30n, owed: 0n, now: noon(6, 20) });
    expect(months.length).toBe(12);
    expect(months.at(-1)?.left).toBe(30n);
    expect(months[0]?.left).toBe(19n);
    expect(more).toBe(true);
  });

  it("leave out a month whose first entries were not looked at", () => {
    const { months, more } = monthsOf(book.slice(2), { ...present, first: 3 });
    expect(plain(months)).toEqual([
      [0n, 0n, 700n, 900n],
      [50n, 0n, 750n, 860n],
      [0n, 0n, 750n, 860n],
    ]);
    expect(more).toBe(true);
  });

  it("are none before the first entry", () => {
    expect(monthsOf([], present)).toEqual({ months: [], more: false });
  });
});
