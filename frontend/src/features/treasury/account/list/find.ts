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
import { type Entry, readCount, readEntries } from "../entry/entries.ts";
import type { EntryFacts } from "../entry/facts.ts";

/** What the list shows; lives in the address of the page, so that it can be sent to somebody. */
export interface BookFilter {
  dir?: Direction;
  cat?: EntryKind;
  /** Words to look for; empty = all. */
  q: string;
}

export type BookLine = Entry & { facts?: EntryFacts };

export interface Found {
  /** Entries in the books, fitting or not. */
  all: number;
  /** Newest first. */
  lines: readonly BookLine[];
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

/**
 * The newest `wanted` entries that fit. State alone decides direction and kind; only a search for words asks the logs
 * of what else fits. `says`: all the words of a line, in the reader's language.
 */
export async function findEntries(
  house: House,
  filter: BookFilter,
  wanted: number,
  says: (line: BookLine) => string,
  tell?: (looked: number, all: number) => void,
): Promise<Found> {
  const all = await readCount(house);
  const plain = filter.dir === undefined && filter.cat === undefined && filter.q === "";
  const stride = plain && wanted < STRIDE ? wanted + 1 : STRIDE;
  const words = filter.q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const lines: BookLine[] = [];
  for (let last = all; last > 0 && lines.length <= wanted; last -= stride) {
    const entries = await readEntries(house, Math.max(1, last - stride + 1), last);
    const fitting = entries.reverse().filter((entry) => fits(entry, filter));
    lines.push(
      ...(words.length === 0 ? fitting : (await told(house, fitting)).filter((line) => has(says(line), words))),
    );
    tell?.(Math.min(all, all - last + stride), all);
  }
  const shown = lines.slice(0, wanted);
  return { all, lines: words.length === 0 ? await told(house, shown) : shown, more: lines.length > wanted };
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
  const lines = lists.flatMap(([, data]) => data?.value.lines ?? []);
  return new Map(lines.filter(({ facts }) => facts !== undefined).map((line) => [nameOf(line), line.facts]));
}

const nameOf = ({ seq, blockNumber, time, amount }: Entry) => [seq, blockNumber, time, amount].join();
