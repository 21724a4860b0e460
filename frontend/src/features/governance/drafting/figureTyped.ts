import type { FigureKind } from "#protocol/governance/bounds.ts";

/** In what people type a figure. */
export type FigureUnit = "days" | "percent" | "seats" | "money";

const units: Record<FigureKind, FigureUnit> = { duration: "days", share: "percent", seats: "seats", money: "money" };

export function unitOf(kind: FigureKind): FigureUnit {
  return units[kind];
}

const DAY = 86_400n;

/**
 * What was typed, in the figure's own unit; null while it is none.
 * @param parse Reads a number with so many decimals in the reader's own writing, as a whole number of the last place.
 * @param decimals Of the house's money.
 */
export function readFigure(
  kind: FigureKind,
  typed: string,
  parse: (text: string, decimals: number) => bigint | null,
  decimals: number,
): bigint | null {
  if (typed.trim() === "") return null;
  switch (kind) {
    case "duration": {
      // Hours can be written as parts of a day: 0.5 is twelve of them.
      const thousandths = parse(typed, 3);
      return thousandths === null ? null : (thousandths * DAY) / 1000n;
    }
    case "share":
      return parse(typed, 2);
    case "money":
      return parse(typed, decimals);
    default:
      return parse(typed, 0);
  }
}
