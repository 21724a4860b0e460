import * as journalAbi from "#protocol/abi/journal.ts";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import * as treasuryAbi from "#protocol/abi/treasury.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { accounts } from "#protocol/treasury/accounts.ts";
import { type House, readHouse } from "../node/house.ts";

/** What everybody asks first. Money in the settlement token's smallest unit. */
export interface HouseAccount {
  cash: bigint;
  /** Owed in vouchers, above 0. */
  owed: bigint;
  /** What those in office could pay now. */
  free: bigint;
  /** The part of the vouchers owed that must stay in cash. */
  reserve: bigint;
  members: number;
  /** Entries in the books. */
  entries: number;
  /** The account holds less than its books say. */
  short: boolean;
  /** The escrow of the rounds holds less than it owes back. */
  escrowShort: boolean;
}

/** All of it in one request. */
export async function readHouseAccount(house: House): Promise<HouseAccount> {
  const [balances, count, members, free, reserve, short, escrowShort] = await Promise.all([
    readHouse(house, journalAbi.balances, [[accounts.cash, accounts["vouchers owed"]]]),
    readHouse(house, journalAbi.journalCount),
    readHouse(house, shareAbi.liveSeats),
    readHouse(house, treasuryAbi.freeToSpend),
    readHouse(house, treasuryAbi.reserveNeeded),
    readHouse(house, treasuryAbi.isShort),
    readHouse(house, roundsAbi.isShort),
  ]);
  const [cash = 0n, owed = 0n] = balances;
  return { cash, owed: -owed, free, reserve, members, entries: Number(count), short, escrowShort };
}

/** What one of what the house sells costs in smallest units; the deployment file says it in whole ones, "28.00". */
export function priceOfUnit({ unitPrice, currency }: Deployment["club"]): bigint {
  const [whole = "", part = ""] = unitPrice.split(".");
  return BigInt(whole + part.slice(0, currency.decimals).padEnd(currency.decimals, "0"));
}

/** About how many of what the house sells a sum is worth, by the price that the club goes by. */
export function unitsFor(amount: bigint, club: Deployment["club"]): number {
  return Number(amount / priceOfUnit(club));
}
