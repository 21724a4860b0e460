import { fixedGasOf } from "../calls/policy.ts";
import type { Price } from "../sending/prices.ts";

/** A hundred redemptions come in batches of five. */
const BATCHES = 20;
const ITEMS = 5;

/** Wei that the next hundred redemptions cost at this price, by what is sent along for them. */
export function costOfHundred({ fee }: Price): bigint {
  return BigInt(BATCHES) * fixedGasOf(ITEMS) * fee;
}

/** Days for which the purse lasts at what an average day has cost; undefined: nothing was paid yet. */
export function daysLeft(balance: bigint, costADay: bigint): number | undefined {
  return costADay === 0n ? undefined : Number((balance * 10n) / costADay) / 10;
}
