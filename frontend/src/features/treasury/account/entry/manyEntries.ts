import { accounts } from "#protocol/treasury/accounts.ts";
import { directionOf, signedAmount } from "#protocol/treasury/entryKinds.ts";
import type { House } from "../../../../chain/node/house.ts";
import { type Entry, readEntries } from "./entries.ts";

/** Entries of one answer of the node: about 56 kB. */
export const STRIDE = 250;

/** A long stretch of the books, `first` and `last` included, oldest first, in several answers of one request. */
export async function readMany(house: House, first: number, last: number): Promise<Entry[]> {
  const parts: Promise<Entry[]>[] = [];
  for (let from = first; from <= last; from += STRIDE) {
    parts.push(readEntries(house, from, Math.min(last, from + STRIDE - 1)));
  }
  return (await Promise.all(parts)).flat();
}

/** By how much an entry changed what is in the account, and what is owed in vouchers. */
export function movedBy(entry: Entry): { cash: bigint; owed: bigint } {
  const { debit, credit, amount } = entry;
  const cash = directionOf(entry) === "aside" ? 0n : signedAmount(entry);
  if (credit === accounts["vouchers owed"]) return { cash, owed: amount };
  return { cash, owed: debit === accounts["vouchers owed"] ? -amount : 0n };
}
