import type { Address } from "viem";
import * as shareAbi from "#protocol/abi/share.ts";
import { type House, readHouse } from "../node/house.ts";

/** Somebody by account, and the seat they have now; 0 = none. */
export interface Person {
  account: Address;
  seat: number;
}

/** The seats that accounts have now; 0 = none. */
export async function readSeats(house: House, accounts: readonly Address[]): Promise<ReadonlyMap<Address, number>> {
  const seats = await Promise.all(accounts.map((account) => readHouse(house, shareAbi.seatOf, [account])));
  return new Map(accounts.map((account, i) => [account, seats[i] ?? 0]));
}
