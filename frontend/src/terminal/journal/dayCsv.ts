import { csv } from "#protocol/house/csv.ts";
import { useLanguage, useText } from "../../i18n/text.ts";
import { download } from "../../ui/form/download.ts";
import { useLineName } from "../prices/useLineName.ts";
import type { JournalItem } from "./journal.ts";
import { byPerson } from "./kept.ts";
import { useTaxWord } from "./TaxLines.tsx";
import { type TaxSum, taxesOf } from "./taxSums.ts";

const heads = [
  "terminal.list.time",
  "terminal.list.amount",
  "terminal.csv.back",
  "terminal.list.pocket",
  "terminal.list.state",
  "terminal.csv.by",
  "terminal.receipt",
  "terminal.order",
] as const;

/** Takes the day's list along as a file, for a spreadsheet. */
export function useDayCsv(): (lines: readonly JournalItem[]) => void {
  const t = useText();
  const language = useLanguage();
  const nameOf = useLineName();
  const taxWord = useTaxWord();
  const point = language === "de" ? "," : ".";
  return (lines) => {
    const classes = taxesOf(lines).map(({ tax }) => tax);
    const goods = ({ lines: order = [] }: JournalItem) => order.map(nameOf).join(", ");
    const table = [
      [...heads.map((head) => t(head)), ...classes.map(taxWord)],
      ...lines.map((line) => [...dayRow(line, point), goods(line), ...byClass([line], classes, point)]),
      ...sumRows(lines, classes, point, { sum: t("terminal.csv.sum"), tax: t("terminal.csv.tax") }),
    ];
    const day = new Date((lines[0]?.businessDay ?? 0) * 86_400_000).toISOString().slice(0, 10);
    download(csv(table, language === "de" ? ";" : ","), `counter-${day}.csv`, "text/csv;charset=utf-8");
  };
}

/** One payment: when, how much, what went back of it, from which pocket, its state, who accepted it, its receipt. */
export function dayRow(line: JournalItem, point: "." | ","): string[] {
  const { item, state, refunded = 0, by = "" } = line;
  const amount = (hundredths: number) => amountIn(hundredths, point);
  const back = state === "voided" ? item.amount : refunded;
  return [
    new Date(item.acceptedAt * 1000).toISOString(),
    amount(item.amount),
    amount(back),
    String(item.pocket),
    refunded > 0 ? "refunded" : state,
    by,
    receiptName(line),
  ];
}

/** What stays of payments, a column for each class. */
function byClass(lines: readonly JournalItem[], classes: readonly TaxSum["tax"][], point: "." | ","): string[] {
  const sums = taxesOf(lines);
  return classes.map((tax) => {
    const found = sums.find((one) => one.tax?.label === tax?.label && one.tax?.rate === tax?.rate);
    return amountIn(found?.gross ?? 0, point);
  });
}

/** What stays of the day, by person and in all, each by class; and the tax in the sum of each class. */
export function sumRows(
  lines: readonly JournalItem[],
  classes: readonly TaxSum["tax"][],
  point: "." | ",",
  words: { sum: string; tax: string },
): string[][] {
  const row = (word: string, name: string, of: readonly JournalItem[], total: number) => [
    ...[word, amountIn(total, point), "", "", "", name, "", ""],
    ...byClass(of, classes, point),
  ];
  const sums = taxesOf(lines);
  const all = sums.reduce((sum, { gross }) => sum + gross, 0);
  return [
    ...byPerson(lines).map(([name, total]) => {
      const theirs = lines.filter(({ by }) => by === name);
      return row(words.sum, name, theirs, total);
    }),
    row(words.sum, "", lines, all),
    [...[words.tax, "", "", "", "", "", "", ""], ...sums.map(({ contained }) => amountIn(contained, point))],
  ];
}

const amountIn = (hundredths: number, point: "." | ","): string => (hundredths / 100).toFixed(2).replace(".", point);

/** Till, batch and the till's own number. */
export function receiptName({ terminal, seq, id }: JournalItem): string {
  return seq === undefined ? `${terminal}-${id}` : `${terminal}-${seq}-${id}`;
}
