import { directions, kinds } from "#protocol/treasury/entryKinds.ts";
import type { House } from "../../../../chain/node/house.ts";
import { type Entry, readEntries } from "../entry/entries.ts";
import { type BookFilter, type BookLine, type Found, fits, type Looking, singlesOf, strides, told } from "./looking.ts";
import { type BookRow, type DayGroup, dayIn, rowsOf } from "./rows.ts";

export function parseFilter(params: URLSearchParams): BookFilter {
  return {
    dir: directions.find((one) => one === params.get("dir")),
    cat: kinds.find((one) => one === params.get("cat")),
    q: (params.get("q") ?? "").trim(),
  };
}

export function filterParams({ dir, cat, q }: BookFilter): Record<string, string> {
  return { ...(dir && { dir }), ...(cat && { cat }), ...(q && { q }) };
}

/** Rows of a page of the list; a page of a busy house may have fewer, because its entries fill one answer of the node. */
export const PAGE = 30;
const FEWEST = 10;

/**
 * The newest pages of the list. Who looks for a kind or for words wants the single ones; otherwise what is alike on one
 * day is one row, and only single entries are asked for details.
 */
export async function findRows(house: House, filter: BookFilter, pages: number, looking: Looking): Promise<Found> {
  const wanted = pages * PAGE;
  if (filter.cat !== undefined || filter.q !== "") {
    const { findEntries } = await import("./findEntries.ts");
    const { lines, more } = await findEntries(house, filter, wanted, looking);
    return { rows: lines.map((line) => ({ is: "one", line })), more };
  }
  const dayOf = dayIn(house);
  const fitting: Entry[] = [];
  let rows: BookRow[] = [];
  let [looked, isAll] = [0, false];
  for await (const { entries, last } of strides(house, looking.known)) {
    fitting.push(...entries.filter((entry) => fits(entry, filter)));
    rows = rowsOf(last ? fitting : wholeDays(fitting, entries, dayOf), dayOf);
    [looked, isAll] = [looked + 1, last];
    if (rows.length > wanted || (looked >= pages && rows.length >= pages * FEWEST)) break;
  }
  const shown = rows.slice(0, wanted);
  const lines = new Map((await told(house, singlesOf(shown))).map((line) => [line.seq, line]));
  return {
    rows: shown.map((row) => (row.is === "one" ? { is: "one", line: lines.get(row.line.seq) ?? row.line } : row)),
    more: rows.length > wanted || !isAll,
  };
}

/** The newest `wanted` entries of a row that stands for many. */
export async function openGroup(house: House, group: DayGroup, wanted: number): Promise<readonly BookLine[]> {
  const dayOf = dayIn(house);
  const day = dayOf(group.time);
  const entries = await readEntries(house, group.first, group.last);
  const alike = entries.filter(
    ({ debit, credit, time }) => debit === group.debit && credit === group.credit && dayOf(time) === day,
  );
  return told(house, alike.reverse().slice(0, wanted));
}

/** Without the oldest day that was looked at: more of it may come. */
function wholeDays(fitting: readonly Entry[], looked: readonly Entry[], dayOf: (time: number) => string) {
  const open = dayOf(looked.at(-1)?.time ?? 0);
  return fitting.filter(({ time }) => dayOf(time) !== open);
}
