import type { JournalItem } from "./journal.ts";

/** It does not count any more: not paid, or taken back. */
export const isLost = ({ state }: JournalItem): boolean => state === "rejected" || state === "voided";

/** What stays of an item, hundredths. */
export const keptOf = (line: JournalItem): number => (isLost(line) ? 0 : line.item.amount - (line.refunded ?? 0));

/** What each of those at the counter has accepted and is not lost. */
export function byPerson(lines: readonly JournalItem[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const line of lines) {
    if (line.by !== undefined && keptOf(line) > 0) sums.set(line.by, (sums.get(line.by) ?? 0) + keptOf(line));
  }
  return [...sums];
}
