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
