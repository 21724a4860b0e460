import {
  type Direction,
  directionOf,
  directions,
  type EntryKind,
  kindOf,
  kinds,
} from "#protocol/treasury/entryKinds.ts";
import type { House } from "../../../../chain/node/house.ts";
import { queries } from "../../../../chain/node/useRead.ts";
import { type Entry, nameOf, readEntries, readNewest } from "../entry/entries.ts";
import type { EntryFacts } from "../entry/facts.ts";
import { type BookRow, type DayGroup, dayIn, rowsOf } from "./rows.ts";

/** What the list shows; lives in the address of the page, so that it can be sent to somebody. */
export interface BookFilter {
  dir?: Direction;
  cat?: EntryKind;
  /** Words to look for; empty = all. */
  q: string;
}

export type BookLine = Entry & { facts?: EntryFacts };

export interface Found {
  /** Newest first. */
  rows: readonly BookRow[];
  more: boolean;
}

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

export function fits(entry: Entry, { dir, cat }: BookFilter): boolean {
  return (dir === undefined || directionOf(entry) === dir) && (cat === undefined || kindOf(entry) === cat);
}

/** So many entries are looked through at once: one answer of the node of about 56 kB. */
const STRIDE = 250;

interface Looking {
  /** All the words of a line, in the reader's language. */
  says(line: BookLine): string;
  /** How many entries there were a moment ago. */
  known?: number;
  tell?(looked: number, all: number): void;
}

/** All of the books, the newest first, a stride at a time. */
async function* strides(
  house: House,
  known?: number,
): AsyncGenerator<{ all: number; entries: Entry[]; last: boolean }> {
  const { all, newest } = await readNewest(house, STRIDE, known);
  yield { all, entries: newest, last: all <= STRIDE };
  for (let to = all - STRIDE; to > 0; to -= STRIDE) {
    const entries = await readEntries(house, Math.max(1, to - STRIDE + 1), to);
    yield { all, entries: entries.reverse(), last: to <= STRIDE };
  }
}

/**
 * The newest `wanted` entries that fit. State alone decides direction and kind; only a search for words asks the logs
 * of what else fits.
 */
export async function findEntries(house: House, filter: BookFilter, wanted: number, looking: Looking) {
  const { says, known, tell } = looking;
  const words = filter.q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const lines: BookLine[] = [];
  let looked = 0;
  for await (const { all, entries } of strides(house, known)) {
    const fitting = entries.filter((entry) => fits(entry, filter));
    lines.push(
      ...(words.length === 0 ? fitting : (await told(house, fitting)).filter((line) => has(says(line), words))),
    );
    looked += entries.length;
    tell?.(looked, all);
    if (lines.length > wanted) break;
  }
  const shown = lines.slice(0, wanted);
  return { lines: words.length === 0 ? await told(house, shown) : shown, more: lines.length > wanted };
}

/** Rows of a page of the list; a page of a busy house may have fewer, because its entries fill one answer of the node. */
export const PAGE = 50;
const FEWEST = 10;

/**
 * The newest pages of the list. Who looks for a kind or for words wants the single ones; otherwise what is alike on one
 * day is one row, and only single entries are asked for details.
 */
export async function findRows(house: House, filter: BookFilter, pages: number, looking: Looking): Promise<Found> {
  const wanted = pages * PAGE;
  if (filter.cat !== undefined || filter.q !== "") {
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

function singlesOf(rows: readonly BookRow[]): BookLine[] {
  return rows.flatMap((row) => (row.is === "one" ? [row.line] : []));
}

function has(text: string, words: readonly string[]): boolean {
  const low = text.toLocaleLowerCase();
  return words.every((word) => low.includes(word));
}

/** With what the logs say of them; who asks is told at once what this page came with or has found before. */
async function told(house: House, entries: readonly Entry[]): Promise<BookLine[]> {
  const known = knownLines();
  const open = entries.filter((entry) => !known.has(nameOf(entry)));
  if (open.length > 0) {
    const { readFacts } = await import("../entry/facts.ts");
    const facts = await readFacts(house, open);
    for (const entry of open) known.set(nameOf(entry), facts.get(entry.seq));
  }
  return entries.map((entry) => ({ ...entry, facts: known.get(nameOf(entry)) }));
}

/** Of the lists that are shown or were: an entry of the same block and amount is the same entry. */
function knownLines(): Map<string, EntryFacts | undefined> {
  const lists = queries.getQueriesData<{ value: Found }>({ queryKey: ["house", "entries"] });
  const lines = lists.flatMap(([, data]) => (data === undefined ? [] : singlesOf(data.value.rows)));
  return new Map(lines.filter(({ facts }) => facts !== undefined).map((line) => [nameOf(line), line.facts]));
}
