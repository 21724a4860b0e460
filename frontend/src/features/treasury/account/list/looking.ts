import { type Direction, directionOf, type EntryKind, kindOf } from "#protocol/treasury/entryKinds.ts";
import type { House } from "../../../../chain/node/house.ts";
import { queries } from "../../../../chain/node/useRead.ts";
import { type Entry, nameOf, readEntries, readNewest } from "../entry/entries.ts";
import type { EntryFacts } from "../entry/facts.ts";
import { STRIDE } from "../entry/manyEntries.ts";
import type { BookRow } from "./rows.ts";

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

export function fits(entry: Entry, { dir, cat }: BookFilter): boolean {
  return (dir === undefined || directionOf(entry) === dir) && (cat === undefined || kindOf(entry) === cat);
}

export interface Looking {
  /** All the words of a line, in the reader's language. */
  says(line: BookLine): string;
  /** How many entries there were a moment ago. */
  known?: number;
  tell?(looked: number, all: number): void;
}

/** All of the books, the newest first, a stride at a time. */
export async function* strides(
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

export function singlesOf(rows: readonly BookRow[]): BookLine[] {
  return rows.flatMap((row) => (row.is === "one" ? [row.line] : []));
}

/** With what the logs say of them; who asks is told at once what this page came with or has found before. */
export async function told(house: House, entries: readonly Entry[]): Promise<BookLine[]> {
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
