import { csv } from "#protocol/house/csv.ts";
import { useLanguage, useText } from "../../i18n/text.ts";
import { download } from "../../ui/form/download.ts";
import type { JournalItem } from "./journal.ts";

const heads = [
  "terminal.list.time",
  "terminal.list.amount",
  "terminal.csv.back",
  "terminal.list.pocket",
  "terminal.list.state",
  "terminal.csv.by",
  "terminal.receipt",
] as const;

/** Takes the day's list along as a file, for a spreadsheet. */
export function useDayCsv(): (lines: readonly JournalItem[]) => void {
  const t = useText();
  const language = useLanguage();
  const point = language === "de" ? "," : ".";
  return (lines) => {
    const table = [heads.map((head) => t(head)), ...lines.map((line) => dayRow(line, point))];
    const day = new Date((lines[0]?.businessDay ?? 0) * 86_400_000).toISOString().slice(0, 10);
    download(csv(table, language === "de" ? ";" : ","), `counter-${day}.csv`, "text/csv;charset=utf-8");
  };
}

/** One payment: when, how much, what went back of it, from which pocket, its state, who accepted it, its receipt. */
export function dayRow(line: JournalItem, point: "." | ","): string[] {
  const { item, state, refunded = 0, by = "" } = line;
  const amount = (hundredths: number) => (hundredths / 100).toFixed(2).replace(".", point);
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

/** Till, batch and the till's own number. */
export function receiptName({ terminal, seq, id }: JournalItem): string {
  return seq === undefined ? `${terminal}-${id}` : `${terminal}-${seq}-${id}`;
}
