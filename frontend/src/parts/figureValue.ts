import { figureNames } from "#protocol/abi/enums.ts";
import { type FigureName, kindOf } from "#protocol/governance/bounds.ts";
import type { Formats } from "../i18n/formats.ts";

/** A figure's value as people read it: days, percent, money or a number. */
export function figureValue(which: FigureName, value: bigint, format: Formats): string {
  switch (kindOf(which)) {
    case "duration":
      return format.duration(Number(value));
    case "share":
      return format.percent(Number(value) / 10_000);
    case "money":
      return format.money(value);
    default:
      return format.count(value);
  }
}

/** The figure of a number on the chain. */
export function figureOf(number: bigint | number): FigureName | undefined {
  return figureNames[Number(number)];
}
