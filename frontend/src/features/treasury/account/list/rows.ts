import { clubTime } from "#protocol/house/clubTime.ts";
import type { House } from "../../../../chain/node/house.ts";
import type { Entry } from "../entry/entries.ts";
import type { BookLine } from "./looking.ts";

/** Many entries of one day that moved money between the same two accounts. */
export interface DayGroup {
  key: string;
  count: number;
  /** Of all of them. */
  amount: bigint;
  debit: number;
  credit: number;
  /** Of the newest, UTC seconds. */
  time: number;
  /** Numbers of the oldest and the newest; others may lie between. */
  first: number;
  last: number;
}

/** What the list shows in one line. */
export type BookRow = { is: "one"; line: BookLine } | { is: "many"; group: DayGroup };

/** By the house's clock: the same rows for every reader. */
export function dayIn({ deployment }: Pick<House, "deployment">): (time: number) => string {
  const timeOf = clubTime(deployment.club.timeZone);
  return (time) => timeOf(time).slice(0, 10);
}

/** So many alike on one day are one row: two payments of a kind are two things that happened, thirty are a day's work. */
const MANY = 3;

/**
 * Puts together what is alike on one day; each row stands where its newest entry stood.
 *
 * @param entries The newest first.
 * @param dayOf A day's name, by the house's clock: the same list for every reader.
 * @param many So many alike are one row.
 */
export function rowsOf(entries: readonly Entry[], dayOf: (time: number) => string, many = MANY): BookRow[] {
  const alike = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = `${dayOf(entry.time)} ${entry.debit} ${entry.credit}`;
    const found = alike.get(key);
    if (found === undefined) alike.set(key, [entry]);
    else found.push(entry);
  }
  const rows = [...alike].flatMap(([key, found]): BookRow[] =>
    found.length < many ? found.map((line) => ({ is: "one", line })) : [{ is: "many", group: groupOf(key, found) }],
  );
  return rows.sort((one, other) => newestOf(other) - newestOf(one));
}

function groupOf(key: string, found: readonly Entry[]): DayGroup {
  const [newest, oldest] = [found[0] as Entry, found.at(-1) as Entry];
  const { debit, credit, time, seq: last } = newest;
  const amount = found.reduce((sum, entry) => sum + entry.amount, 0n);
  return { key, count: found.length, amount, debit, credit, time, first: oldest.seq, last };
}

function newestOf(row: BookRow): number {
  return row.is === "one" ? row.line.seq : row.group.last;
}
