import * as journalAbi from "#protocol/abi/journal.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import { accounts } from "#protocol/treasury/accounts.ts";
import { kindOf } from "#protocol/treasury/entryKinds.ts";
import { type House, readHouse } from "../../../../chain/node/house.ts";
import { type Entry, readCount, readEntries } from "../entry/entries.ts";
import { movedBy, readMany } from "../entry/manyEntries.ts";
import type { MonthSpan } from "./monthSpan.ts";

/** What the books say of one month. Money in the smallest unit. */
export interface MonthFigures {
  came: bigint;
  went: bigint;
  /** In the account, and owed in vouchers, when it ended, or now. */
  left: bigint;
  owed: bigint;
  /** Of what the vouchers are good for, less what was taken back. */
  redeemed: bigint;
  /** The last entry by then. */
  last: Pick<Entry, "seq" | "blockNumber">;
}

/** What stood in the books before a moment. */
type Opening = Pick<MonthFigures, "left" | "owed">;

/**
 * A month's figures, however long ago it was: from the balances at the end of the term before the one in which it began,
 * and the entries since then. Null: there was no entry by its end.
 */
export async function readMonthFigures(house: House, span: MonthSpan): Promise<MonthFigures | null> {
  const [all, term] = await Promise.all([readCount(house), readHouse(house, rosterAbi.termAt, [span.start])]);
  const timeOf = async (seq: number) => (await readEntries(house, seq, seq))[0]!.time;
  const [opening, first, after] = await Promise.all([
    readClosing(house, term - 1),
    term === 0 ? 1 : readHouse(house, rosterAbi.calendar, [term]).then(({ start }) => firstSince(all, start, timeOf)),
    firstSince(all, span.end, timeOf),
  ]);
  // Where the term has no entry by the month's end, the last one of before is looked at for its number.
  const entries = await readMany(house, Math.max(1, Math.min(first, after - 1)), after - 1);
  return figuresOf(entries, first, opening, span.start);
}

/** @param entries Oldest first, from `first` on; an older one counts as the last entry alone. */
export function figuresOf(
  entries: readonly Entry[],
  first: number,
  opening: Opening,
  start: number,
): MonthFigures | null {
  const last = entries.at(-1);
  if (last === undefined) return null;
  let { left, owed } = opening;
  let [came, went, redeemed] = [0n, 0n, 0n];
  for (const entry of entries) {
    if (entry.seq < first) continue;
    const moved = movedBy(entry);
    left += moved.cash;
    owed += moved.owed;
    if (entry.time < start) continue;
    if (moved.cash > 0n) came += moved.cash;
    else went -= moved.cash;
    const kind = kindOf(entry);
    if (kind === "redeemed") redeemed += entry.amount;
    if (kind === "takenBack") redeemed -= entry.amount;
  }
  return { came, went, left, owed, redeemed, last: { seq: last.seq, blockNumber: last.blockNumber } };
}

async function readClosing(house: House, term: number): Promise<Opening> {
  if (term < 0) return { left: 0n, owed: 0n };
  const [left, owed] = await Promise.all(
    [accounts.cash, accounts["vouchers owed"]].map((code) => readHouse(house, journalAbi.closing, [term, code])),
  );
  return { left: left ?? 0n, owed: -(owed ?? 0n) };
}

/** Entries looked at in one request, to find one among all. */
const LOOKS = 16;

/**
 * The number of the first of `all` entries at or after a moment (UTC seconds); one more than all: none is.
 *
 * @param timeOf When an entry was written.
 */
export async function firstSince(all: number, time: number, timeOf: (seq: number) => Promise<number>): Promise<number> {
  let [from, to] = [1, all + 1];
  while (from < to) {
    const step = Math.ceil((to - from) / LOOKS);
    const looked = Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);
    const times = await Promise.all(looked.map(timeOf));
    const late = times.findIndex((one) => one >= time);
    const [before, found] = late < 0 ? [looked.at(-1), to] : [looked[late - 1], looked[late]];
    if (before !== undefined) from = before + 1;
    to = found ?? to;
  }
  return from;
}
