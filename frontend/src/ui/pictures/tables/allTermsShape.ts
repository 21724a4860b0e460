import { hundredths } from "../shortNumber.ts";
import type { TableColumn } from "./AllTerms.tsx";

/** One chair, in units of the picture: 20 columns make 304 px at 15.2 px each. */
export const cell = 15.2;

export function pictureSize(columns: readonly TableColumn[]): { width: number; height: number } {
  const rows = Math.max(0, ...columns.map((column) => column.chairs.length));
  return { width: hundredths(columns.length * cell), height: hundredths(rows * cell + 4) };
}

export function chairCentre(column: number, chair: number): { x: number; y: number } {
  return { x: hundredths((column + 0.5) * cell), y: hundredths((chair + 0.5) * cell + 2) };
}

/** Where to look first: at one's own chair, else at the table now, else at the next one. */
export function startColumn(columns: readonly TableColumn[], ownSeat: number | undefined): number {
  const own =
    ownSeat === undefined ? -1 : columns.findIndex((column) => column.chairs.some((chair) => chair.seat === ownSeat));
  if (own >= 0) return own;
  const now = columns.findIndex((column) => column.term === "now");
  if (now >= 0) return now;
  return Math.max(
    0,
    columns.findIndex((column) => column.term === "coming"),
  );
}

/** What the legend counts: every chair exactly once, chairs that stayed free left out. */
export function countChairs(columns: readonly TableColumn[]): { served: number; present: number; coming: number } {
  const counts = { served: 0, present: 0, coming: 0 };
  for (const column of columns) {
    for (const chair of column.chairs) {
      if (column.term === "past") counts.served += chair.seat === undefined ? 0 : 1;
      else if (column.term === "now") counts.present += chair.seat === undefined ? 0 : 1;
      else counts.coming += 1;
    }
  }
  return counts;
}
