import { describe, expect, it } from "vitest";
import { readFigure } from "./figureTyped.ts";

const typed = (kind: Parameters<typeof readFigure>[0], text: string) =>
  readFigure(kind, text, "de", { code: "CNY", symbol: "¥", decimals: 6 });

describe("a figure as it is typed", () => {
  it.each([
    ["duration", "7", 604_800n],
    ["duration", "1,5", 129_600n],
    ["share", "20", 2_000n],
    ["share", "33,25", 3_325n],
    ["seats", "5", 5n],
    ["money", "200.000,50", 200_000_500_000n],
    ["money", "￥５．０００", 5_000_000_000n],
    ["share", "２０ ％", 2_000n],
    ["seats", "５", 5n],
  ] as const)("reads %s %s in the reader's own writing", (kind, text, value) => {
    expect(typed(kind, text)).toBe(value);
  });

  it.each([
    ["seats", "2,5"],
    ["share", "20,005"],
    ["duration", "a week"],
    ["money", ""],
    // Finer than people count it: what is shown would be another amount than what is voted on.
    ["money", "33,335"],
  ] as const)("is nothing yet: %s %s", (kind, text) => {
    expect(typed(kind, text)).toBeNull();
  });
});
