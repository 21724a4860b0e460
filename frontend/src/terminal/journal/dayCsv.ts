import { csv } from "#protocol/house/csv.ts";
import { nameIn, type TaxClass } from "#protocol/voucher/priceList.ts";
import { download } from "../../ui/form/download.ts";
import type { OrderLine } from "../prices/orderLine.ts";
import type { JournalItem } from "./journal.ts";
import { byPerson } from "./kept.ts";
import { receiptName } from "./receiptName.ts";
import { taxesOf } from "./taxSums.ts";

const heads = [
  ...["time", "amount", "returned", "pay balance", "state", "accepted by"],
  ...["receipt", "public record", "own receipt", "order"],
] as const;

/** By a line's number: its code in the public record, where it has one that stays. */
export type RecordCodes = ReadonlyMap<number, string>;

/** Takes the day's list along as a file, for a spreadsheet. */
export function saveDay(lines: readonly JournalItem[], records: RecordCodes): void {
  const day = new Date((lines[0]?.businessDay ?? 0) * 86_400_000).toISOString().slice(0, 10);
  download(dayCsv(lines, records), `counter-${day}.csv`, "text/csv;charset=utf-8");
}

/** A day's list with its sums. English in every language, as the books are: the same day is the same bytes. */
export function dayCsv(lines: readonly JournalItem[], records: RecordCodes): string {
  const classes = taxesOf(lines).map(({ tax }) => tax);
  return csv([
    [...heads, ...classes.map(className)],
    ...lines.map((line) => [...dayRow(line, records.get(line.id)), goodsOf(line), ...byClass([line], classes)]),
    ...sumRows(lines, classes),
  ]);
}

/**
 * One payment: when, how much, what went back of it, from which pocket, its state, who accepted it, its receipt here, in
 * the public record and in the house's own cash register.
 */
export function dayRow(line: JournalItem, record = ""): string[] {
  const { item, state, refunded = 0, by = "", ownReceipt = "" } = line;
  const back = state === "voided" ? item.amount : refunded;
  return [
    new Date(item.acceptedAt * 1000).toISOString(),
    decimalOf(item.amount),
    decimalOf(back),
    String(item.pocket),
    refunded > 0 ? "refunded" : state,
    by,
    receiptName(line),
    record,
    ownReceipt,
  ];
}

/** What was ordered: "2 × Loaf, amount". */
function goodsOf({ lines = [] }: JournalItem): string {
  const nameOf = ({ name }: OrderLine) => (name === undefined ? "amount" : nameIn(name, "en"));
  return lines.map((line) => (line.n === 1 ? nameOf(line) : `${line.n} × ${nameOf(line)}`)).join(", ");
}

/** "tax A 19 %". */
function className(tax: TaxClass | undefined): string {
  return tax === undefined ? "no tax class" : `tax ${tax.label} ${tax.rate / 100} %`;
}

/** What stays of payments, a column for each class. */
function byClass(lines: readonly JournalItem[], classes: readonly (TaxClass | undefined)[]): string[] {
  const sums = taxesOf(lines);
  return classes.map((tax) => {
    const found = sums.find((one) => one.tax?.label === tax?.label && one.tax?.rate === tax?.rate);
    return decimalOf(found?.gross ?? 0);
  });
}

/** What stays of the day, by person and in all, each by class; and the tax in the sum of each class. */
export function sumRows(lines: readonly JournalItem[], classes: readonly (TaxClass | undefined)[]): string[][] {
  const row = (name: string, of: readonly JournalItem[], total: number) => [
    ...["sum", decimalOf(total), "", "", "", name, "", "", "", ""],
    ...byClass(of, classes),
  ];
  const sums = taxesOf(lines);
  const all = sums.reduce((sum, { gross }) => sum + gross, 0);
  return [
    ...byPerson(lines).map(([name, total]) => {
      const theirs = lines.filter(({ by }) => by === name);
      return row(name, theirs, total);
    }),
    row("", lines, all),
    [...["tax in it", ...heads.slice(1).map(() => "")], ...sums.map(({ contained }) => decimalOf(contained))],
  ];
}

const decimalOf = (hundredths: number): string => (hundredths / 100).toFixed(2);
