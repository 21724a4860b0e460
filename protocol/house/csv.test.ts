import { describe, expect, it } from "vitest";
import { csv } from "./csv.ts";

const one = (cell: string) => csv([[cell]]).slice(1, -2);

describe("given a list to take along", () => {
  it("begins with the mark of UTF-8 and ends each row as RFC 4180 says", () => {
    expect(
      csv([
        ["a", "b"],
        ["c", "d"],
      ]),
    ).toBe("\ufeffa,b\r\nc,d\r\n");
  });

  it("quotes what would break a row", () => {
    expect(one('she said "hello"')).toBe('"she said ""hello"""');
    expect(one("milk, beans")).toBe('"milk, beans"');
    expect(one("1;2")).toBe("1;2");
    expect(one("two\nlines")).toBe('"two\nlines"');
  });

  it.each([
    "=1+1",
    "+49 30 1",
    "-cmd|'/c calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1",
    "＋1",
    "－1",
    "＠A1",
    "﹦1",
    "﹢1",
    "﹣1",
    "﹫A1",
    "⁼1",
    "⁺1",
    "⁻1",
    "−1+1",
    "\u200b=1",
    "\u2060\ufeff＝1",
    "-1+1",
    "-",
  ])("takes the formula out of %j", (cell) => {
    expect(one(cell).replace(/^"/, "").startsWith("'")).toBe(true);
  });

  it.each(["-12000.50", "30000.00", "0"])("leaves the number %s a number", (cell) => {
    expect(one(cell)).toBe(cell);
  });

  it("leaves Chinese, umlauts and dates as they are", () => {
    expect(one("咖啡豆 · Bäckerei")).toBe("咖啡豆 · Bäckerei");
    expect(one("2026-11-26")).toBe("2026-11-26");
  });
});
