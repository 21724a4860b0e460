import { describe, expect, it } from "vitest";
import { accounts } from "#protocol/treasury/accounts.ts";
import type { Entry } from "../entry/entries.ts";
import { type BookRow, rowsOf } from "./rows.ts";

const { cash, rent, donations } = accounts;
const owed = accounts["vouchers owed"];
const sold = accounts["voucher sales"];

type Told = readonly [day: number, debit: number, credit: number];

/** Entries of days of ten seconds each, the newest first, numbered from 1 for the oldest. */
function books(...told: readonly Told[]): Entry[] {
  return told
    .map(
      ([day, debit, credit], i) => ({ seq: i + 1, time: day * 10 + 1, debit, credit, amount: BigInt(i + 1) }) as Entry,
    )
    .reverse();
}

const rows = (...told: readonly Told[]) => rowsOf(books(...told), (time) => `${Math.floor(time / 10)}`);
const words = (row: BookRow) => (row.is === "one" ? row.line.seq : `${row.group.count} to ${row.group.last}`);

describe("the rows of the list", () => {
  it("put together what is alike on one day, where the newest of it stood", () => {
    const found = rows([1, owed, sold], [1, rent, cash], [1, owed, sold], [1, owed, sold], [1, cash, donations]);
    expect(found.map(words)).toEqual([5, "3 to 4", 2]);
    expect(found[1]).toMatchObject({ group: { amount: 8n, debit: owed, credit: sold, first: 1, last: 4, time: 11 } });
  });

  it("leave two alike what they are, and days apart", () => {
    const one = [1, owed, sold] as const;
    const next = [2, owed, sold] as const;
    expect(rows(one, one).map(words)).toEqual([2, 1]);
    expect(rows(one, one, one, next, next, next, next).map(words)).toEqual(["4 to 7", "3 to 3"]);
    expect(rows(one, one, next).map(words)).toEqual([3, 2, 1]);
  });

  it("tell money back from money that was given", () => {
    expect(rows([1, owed, sold], [1, owed, sold], [1, sold, owed]).map(words)).toEqual([3, 2, 1]);
  });

  it("give each a name of its own, and lose nothing", () => {
    const many = Array.from({ length: 300 }, (_, i) => [Math.floor(i / 40), i % 7 === 0 ? rent : owed, cash] as const);
    const found = rows(...many);
    const keys = found.map((row) => (row.is === "one" ? row.line.seq : row.group.key));
    expect(new Set(keys).size).toBe(found.length);
    expect(found.reduce((sum, row) => sum + (row.is === "one" ? 1 : row.group.count), 0)).toBe(300);
    expect(rowsOf([], String)).toEqual([]);
  });
});
