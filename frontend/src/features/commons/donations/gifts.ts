import type { Address, Hex } from "viem";
import * as donationsAbi from "#protocol/abi/donations.ts";
import * as journalAbi from "#protocol/abi/journal.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { projectWord } from "#protocol/commons/project.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";

/** The journal's account of gifts (`Accounts.DONATIONS`). */
const DONATIONS = 310;
const PAGE = 50;

export interface Gift {
  id: number;
  donor: Address;
  /** The donor's seat now; 0 = a friend of the house. */
  seat: number;
  amount: bigint;
  /** What it is for, in the donor's word; empty = the house. */
  project: string;
  note: Hex;
  nameless: boolean;
  givenAt: number;
  entry: number;
}

export interface Gifts {
  count: number;
  total: bigint;
  /** Newest first. */
  newest: readonly Gift[];
}

/** The newest `pages` pages of gifts, and what there is in all. */
export async function readGifts(house: House, pages: number): Promise<Gifts> {
  const [count, balance] = await Promise.all([
    readHouse(house, donationsAbi.donationCount),
    readHouse(house, journalAbi.balance, [DONATIONS]),
  ]);
  const all = Number(count);
  const first = Math.max(1, all - pages * PAGE + 1);
  const found =
    all === 0 ? [] : await readHouse(house, donationsAbi.donations, [BigInt(first), BigInt(all - first + 1)]);
  const donors = [...new Set(found.map(({ donor }) => donor))];
  const seats = await Promise.all(donors.map((donor) => readHouse(house, shareAbi.seatOf, [donor])));
  const seatOf = new Map(donors.map((donor, i) => [donor, seats[i] ?? 0]));
  const newest = found
    .map((gift, i) => ({
      ...gift,
      id: first + i,
      seat: seatOf.get(gift.donor) ?? 0,
      project: projectWord(gift.project),
      entry: Number(gift.entry),
    }))
    .reverse();
  // The books count gifts as income: a credit is negative.
  return { count: all, total: -balance, newest };
}

/** Months of gifts, oldest first, for the picture. */
export function byMonth(gifts: readonly Gift[], monthOf: (seconds: number) => string) {
  const months = new Map<string, Gift[]>();
  for (const gift of [...gifts].reverse()) {
    const month = monthOf(gift.givenAt);
    months.set(month, [...(months.get(month) ?? []), gift]);
  }
  return [...months].map(([label, of]) => ({ label, grains: of.map(({ id, amount }) => ({ id, amount })) }));
}
