import { describe, expect, it } from "vitest";
import { accounts } from "#protocol/treasury/accounts.ts";
import type { Entry } from "../entry/entries.ts";
import { filterParams, fits, parseFilter } from "./find.ts";

const rent = { debit: accounts.rent, credit: accounts.cash } as Entry;
const redeemed = { debit: accounts["vouchers owed"], credit: accounts["voucher sales"] } as Entry;

describe("given an address with filters", () => {
  it("reads and writes the same", () => {
    const filter = { dir: "out", cat: "rent", q: "november" } as const;
    expect(parseFilter(new URLSearchParams(filterParams(filter)))).toEqual(filter);
    expect(filterParams({ q: "" })).toEqual({});
  });

  it("passes over what it does not know", () => {
    expect(parseFilter(new URLSearchParams("dir=up&cat=gold&q=%20"))).toEqual({ q: "" });
  });
});

describe("given an entry", () => {
  it("fits by direction and by kind, both together", () => {
    expect(fits(rent, { q: "" })).toBe(true);
    expect(fits(rent, { dir: "out", cat: "rent", q: "" })).toBe(true);
    expect(fits(rent, { dir: "in", cat: "rent", q: "" })).toBe(false);
    expect(fits(redeemed, { dir: "aside", q: "" })).toBe(true);
    expect(fits(redeemed, { cat: "rent", q: "" })).toBe(false);
  });
});
