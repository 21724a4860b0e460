import { accountName, accounts, type Category, categories, isCategory } from "./accounts.ts";

/** What an entry is about, in the words of the house; each has a sentence in the catalogue. */
export const kinds = [
  "placeTaken",
  "placeBack",
  "roundMoney",
  "vouchersIssued",
  "redeemed",
  "takenBack",
  "gift",
  "sales",
  // The last of them, "other", is also what an entry of an unknown kind is about.
  ...categories,
  "loss",
] as const;
export type EntryKind = (typeof kinds)[number];

/** Seen from the house's cash; `aside` moves only what is owed, or held for others. */
export const directions = ["in", "out", "aside"] as const;
export type Direction = (typeof directions)[number];

type Sides = { debit: number; credit: number };

const { cash, escrow } = accounts;
const pairs = new Map<string, EntryKind>([
  [`${escrow} ${accounts["refunds payable"]}`, "placeTaken"],
  [`${accounts["refunds payable"]} ${escrow}`, "placeBack"],
  [`${cash} ${escrow}`, "roundMoney"],
  [`${accounts["refunds payable"]} ${accounts["vouchers owed"]}`, "vouchersIssued"],
  [`${accounts["vouchers owed"]} ${accounts["voucher sales"]}`, "redeemed"],
  [`${accounts["voucher sales"]} ${accounts["vouchers owed"]}`, "takenBack"],
  [`${cash} ${accounts.donations}`, "gift"],
  [`${cash} ${accounts["cash sales"]}`, "sales"],
  [`${accounts.loss} ${cash}`, "loss"],
]);

export function kindOf({ debit, credit }: Sides): EntryKind {
  if (isCategory(debit)) return accountName(debit) as Category;
  if (isCategory(credit)) return accountName(credit) as Category;
  return pairs.get(`${debit} ${credit}`) ?? "other";
}

export function directionOf({ debit, credit }: Sides): Direction {
  if (debit === cash) return "in";
  return credit === cash ? "out" : "aside";
}

/** The amount as the house account feels it: what went out is below zero. */
export function signedAmount(entry: Sides & { amount: bigint }): bigint {
  return directionOf(entry) === "out" ? -entry.amount : entry.amount;
}
