import { journalAbi } from "#protocol/abi/journal.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { treasuryAbi } from "#protocol/abi/treasury.ts";
import { accounts } from "#protocol/treasury/accounts.ts";
import { type House, readHouse } from "../node/house.ts";

/** What everybody asks first. Money in the settlement token's smallest unit. */
export interface HouseAccount {
  cash: bigint;
  /** Owed in vouchers, above 0. */
  owed: bigint;
  /** What the table of ten could pay now. */
  free: bigint;
  /** The part of the vouchers owed that must stay in cash. */
  reserve: bigint;
  members: number;
  /** Entries in the books. */
  entries: number;
  /** The account holds less than its books say. */
  short: boolean;
}

/** All of it in one request. */
export async function readHouseAccount(house: House): Promise<HouseAccount> {
  const [balances, count, members, free, reserve, short] = await Promise.all([
    readHouse(house, "Journal", {
      abi: journalAbi,
      functionName: "balances",
      args: [[accounts.cash, accounts["vouchers owed"]]],
    }),
    readHouse(house, "Journal", { abi: journalAbi, functionName: "journalCount" }),
    readHouse(house, "Share", { abi: shareAbi, functionName: "liveSeats" }),
    readHouse(house, "Treasury", { abi: treasuryAbi, functionName: "freeToSpend" }),
    readHouse(house, "Treasury", { abi: treasuryAbi, functionName: "reserveNeeded" }),
    readHouse(house, "Treasury", { abi: treasuryAbi, functionName: "isShort" }),
  ]);
  const [cash = 0n, owed = 0n] = balances;
  return { cash, owed: -owed, free, reserve, members, entries: Number(count), short };
}
