import { describe, expect, it } from "vitest";
import { parseAmount } from "../../../i18n/typedAmount.ts";
import { readFigure } from "./figureTyped.ts";

const typed = (kind: Parameters<typeof readFigure>[0], text: string) =>
  readFigure(kind, text, (one, places) => parseAmount(one, "de", places), 6);

describe("a figure as it is typed", () => {
  it.each([
    ["duration", "7", 604_800n],
    ["duration", "1,5", 129_600n],
    ["share", "20", 2_000n],
    ["share", "33,25", 3_325n],
    ["seats", "5", 5n],
    ["money", "200.000,50", 200_000_500_000n],
  ] as const)("reads %s %s in the reader's own writing", (kind, text, value) => {
    expect(typed(kind, text)).toBe(value);
  });

  it.each([
    ["seats", "2,5"],
    ["share", "20,005"],
    ["duration", "a week"],
    ["money", ""],
  ] as const)("is nothing yet: %s %s", (kind, text) => {
    expect(typed(kind, text)).toBeNull();
  });
});
