import * as journalAbi from "#protocol/abi/journal.ts";
import { type House, readHouse } from "../../../../chain/node/house.ts";

/** One line of the books as the chain's state keeps it: lists of any length need no logs. */
export interface Entry {
  seq: number;
  /** UTC seconds. */
  time: number;
  blockNumber: number;
  debit: number;
  credit: number;
  term: number;
  amount: bigint;
  reversal: boolean;
}

/** What makes an entry the same one: in another history its number stands in another block. */
export const nameOf = ({ seq, blockNumber, time, amount }: Entry): string => [seq, blockNumber, time, amount].join();

export async function readCount(house: House): Promise<number> {
  return Number(await readHouse(house, journalAbi.journalCount));
}

/** Entries from `first` to `last`, both included, oldest first. */
export async function readEntries(house: House, first: number, last: number): Promise<Entry[]> {
  if (first > last) return [];
  const found = await readHouse(house, journalAbi.entries, [BigInt(first), BigInt(last - first + 1)]);
  if (found.length !== last - first + 1) throw new Error(`Entries ${first} to ${last} are not all there`);
  return found.map((entry, i) => ({ ...entry, seq: first + i }));
}

/**
 * How many entries there are, and the newest `most` of them, the newest first: one question where the caller knows how
 * many there were a moment ago.
 */
export async function readNewest(house: House, most: number, known = 0): Promise<{ all: number; newest: Entry[] }> {
  const upTo = (last: number) => readEntries(house, Math.max(1, last - most + 1), last);
  const [all, guessed] = await Promise.all([readCount(house), upTo(known).catch(() => [])]);
  return { all, newest: (all === known ? guessed : await upTo(all)).reverse() };
}
