import type { Report } from "../reports/reports.ts";

/** Whether a report waits for a seat's word. */
export function waitsFor({ superseded, words }: Pick<Report, "superseded" | "words">, seat: number): boolean {
  return seat > 0 && !superseded && words.some((word) => word.seat === seat && word.agrees === undefined);
}
