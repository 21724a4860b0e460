import type { FigureKind } from "#protocol/governance/bounds.ts";
import type { MoneyUnit } from "../../../i18n/formats.ts";
import type { Language } from "../../../i18n/language.ts";
import { parseAmount, parseMoney, parsePercent, parseWhole } from "../../../i18n/typedAmount.ts";

/** In what people type a figure. */
export type FigureUnit = "days" | "percent" | "seats" | "money";

const units: Record<FigureKind, FigureUnit> = { duration: "days", share: "percent", seats: "seats", money: "money" };

export function unitOf(kind: FigureKind): FigureUnit {
  return units[kind];
}

/** The number of a member that was typed; 0 while it can be nobody's. */
export const seatTyped = (typed: string): number => parseWhole(typed, 999_999_999) ?? 0;

const DAY = 86_400n;

/** What was typed, in the reader's own writing, as the figure's own unit; null while it is none. */
export function readFigure(kind: FigureKind, typed: string, language: Language, unit: MoneyUnit): bigint | null {
  if (typed.trim() === "") return null;
  switch (kind) {
    case "duration": {
      // Hours can be written as parts of a day: 0.5 is twelve of them.
      const thousandths = parseAmount(typed, language, 3);
      return thousandths === null ? null : (thousandths * DAY) / 1000n;
    }
    case "share":
      return parsePercent(typed, language);
    case "money":
      return parseMoney(typed, language, unit);
    default:
      return parseAmount(typed, language, 0);
  }
}
