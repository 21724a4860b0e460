import { type FigureName, kindOf, type Misfit } from "#protocol/governance/bounds.ts";

/** What the configuration is told of a figure that cannot be. */
export function misfitWords({ which, least, most }: Misfit): string {
  const inWords = (value: bigint) => figureInWords(which, value);
  if (least > most) return "fits to none of the other figures as they are";
  if (least === most) return `must be ${inWords(least)}, as the other figures are`;
  return `must lie between ${inWords(least)} and ${inWords(most)}, as the other figures are`;
}

const lengths = [
  [86_400n, "day"],
  [3_600n, "hour"],
  [60n, "minute"],
  [1n, "second"],
] as const;

function figureInWords(which: FigureName, value: bigint): string {
  switch (kindOf(which)) {
    case "duration": {
      const [unit, name] = lengths.find(([length]) => value % length === 0n) ?? lengths[3];
      const count = value / unit;
      return `${count} ${name}${count === 1n ? "" : "s"}`;
    }
    case "share":
      return `${value} (${Number(value) / 100} %)`;
    case "money":
      return `${value} of the smallest unit`;
    default:
      return String(value);
  }
}
