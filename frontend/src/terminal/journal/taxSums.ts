import type { TaxClass } from "#protocol/voucher/priceList.ts";
import { type OrderLine, sumOf } from "../prices/orderLine.ts";
import type { JournalItem } from "./journal.ts";
import { keptOf } from "./kept.ts";

/** What came in of one class. Hundredths. */
export interface TaxSum {
  /** Undefined: amounts that were typed, and items of no class. */
  tax: TaxClass | undefined;
  gross: number;
  /** The tax in it: gross × rate ÷ (100 % + rate), reckoned and rounded once, over the whole sum. */
  contained: number;
}

/** Hundredths that were paid and stay paid, of an order. */
interface Paid {
  amount: number;
  lines?: readonly OrderLine[] | undefined;
}

/** By class, in the order in which they were first met, those of no class last. */
export function taxSums(items: readonly Paid[]): TaxSum[] {
  const sums = new Map<string, { tax: TaxClass | undefined; gross: number }>();
  for (const { tax, gross } of items.flatMap(sharesOf)) {
    const known = sums.get(keyOf(tax));
    sums.set(keyOf(tax), { tax, gross: (known?.gross ?? 0) + gross });
  }
  const met = [...sums.values()].filter(({ gross }) => gross > 0);
  const all = met.map(({ tax, gross }) => ({ tax, gross, contained: taxIn(gross, tax?.rate ?? 0) }));
  return [...all.filter(({ tax }) => tax !== undefined), ...all.filter(({ tax }) => tax === undefined)];
}

/** What stays of these payments, by class. */
export function taxesOf(items: readonly JournalItem[]): TaxSum[] {
  return taxSums(items.map((line) => ({ amount: keptOf(line), lines: line.lines })));
}

/** @param rate Hundredths of a percent. */
export function taxIn(gross: number, rate: number): number {
  return Math.round((gross * rate) / (10_000 + rate));
}

/**
 * What of a payment belongs to which class. Where only a part of an order was paid, or stayed paid, each class has its
 * share of it;
 * the hundredths that are left over go to those that lost most of one, so that the shares add up.
 */
export function sharesOf({ amount: paid, lines = [] }: Paid): Omit<TaxSum, "contained">[] {
  const classes = new Map<string, { tax: TaxClass | undefined; gross: number }>();
  for (const { tax, n, amount } of lines) {
    const known = classes.get(keyOf(tax));
    classes.set(keyOf(tax), { tax, gross: (known?.gross ?? 0) + n * amount });
  }
  const ordered = sumOf(lines);
  if (ordered === 0) return [{ tax: undefined, gross: paid }];
  const shares = [...classes.values()].map(({ tax, gross }) => {
    const exact = (gross * paid) / ordered;
    return { tax, gross: Math.floor(exact), lost: exact - Math.floor(exact) };
  });
  let left = paid - shares.reduce((sum, { gross }) => sum + gross, 0);
  for (const share of shares.toSorted((one, other) => other.lost - one.lost)) {
    if (left <= 0) break;
    share.gross += 1;
    left -= 1;
  }
  return shares.map(({ tax, gross }) => ({ tax, gross }));
}

/** A class whose rate changes is another one. */
const keyOf = (tax: TaxClass | undefined): string => (tax === undefined ? "" : `${tax.rate} ${tax.label}`);
