import { describe, expect, it } from "vitest";
import { readLedgerFilter, writeLedgerFilter } from "./ledgerFilter.ts";

describe("which entries are meant", () => {
  it("is written as the command reads it", () => {
    const filter = { dir: "in", cat: "gift", entries: [9, 3, 7, 8, 8] } as const;
    expect(writeLedgerFilter(filter)).toBe("--dir in --cat gift --entries 3,7-9");
    expect(readLedgerFilter({ dir: "in", cat: "gift", entries: "3,7-9" })).toEqual({
      ...filter,
      entries: [3, 7, 8, 9],
    });
    expect(writeLedgerFilter({})).toBe("");
  });

  it("may be none at all", () => {
    expect(writeLedgerFilter({ entries: [] })).toBe("--entries 0");
    expect(readLedgerFilter({ entries: "0" }).entries).toEqual([0]);
  });

  it.each([
    [{ dir: "up" }, "--dir is one of in, out, aside"],
    [{ cat: "gold" }, "--cat is one of"],
    [{ entries: "9-3" }, "--entries are numbers"],
    [{ entries: "3,,4" }, "--entries are numbers"],
    [{ entries: "1-99999999" }, "--entries are numbers"],
  ])("is refused in words: %j", (typed, words) => {
    expect(() => readLedgerFilter(typed)).toThrow(words);
  });
});
