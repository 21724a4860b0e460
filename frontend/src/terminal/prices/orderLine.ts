import type { Names, TaxClass } from "#protocol/voucher/priceList.ts";

/** One of what a tile sells, as it was when it was tapped. An amount that was typed has no name and no class. */
export interface Sold {
  name?: Names;
  /** Hundredths. */
  amount: number;
  tax?: TaxClass;
}

/** Some of the same. */
export interface OrderLine extends Sold {
  n: number;
}

/** Hundredths. */
export function sumOf(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, { n, amount }) => sum + n * amount, 0);
}

/** What has a name is counted where it stands; each typed amount is a line of its own. */
export function addLine(lines: readonly OrderLine[], sold: Sold): readonly OrderLine[] {
  const at = sold.name === undefined ? -1 : lines.findIndex((line) => isSame(line, sold));
  if (at < 0) return [...lines, { ...sold, n: 1 }];
  return lines.map((line, i) => (i === at ? { ...line, n: line.n + 1 } : line));
}

export function takeOneAway(lines: readonly OrderLine[], at: number): readonly OrderLine[] {
  return lines.map((line, i) => (i === at ? { ...line, n: line.n - 1 } : line)).filter(({ n }) => n > 0);
}

/** The same thing at another price, or of another class, is another line. */
function isSame(one: Sold, other: Sold): boolean {
  const key = ({ name, amount, tax }: Sold) =>
    JSON.stringify([name && Object.entries(name).sort(), amount, tax?.label, tax?.rate]);
  return key(one) === key(other);
}
