import type { Address } from "viem";
import * as pocketsAbi from "#protocol/abi/pockets.ts";
import * as voucherAbi from "#protocol/abi/voucher.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import type { Loaded } from "../../../ui/state/loaded.ts";
import type { PocketState } from "./payCodeMaker.ts";

/** What an account has in vouchers; money in smallest units. */
export interface Vouchers {
  /** In the account itself. */
  has: bigint;
  /** Undefined: the account has set nothing aside yet. */
  pocket?: PocketState;
  /** The newest sheet of codes: its key, and bit i = its code number i was used. */
  paper?: { epoch: number; key: PocketState["key"]; used: number };
  terms: { pocketCap: bigint; exitDelay: number; dayOffset: number };
}

/** Read again with every block: a payment shows as soon as the house has it. */
export function useVouchers(account: Address | undefined): Loaded<Vouchers> {
  return useRead(["vouchers", account], (house) => readVouchers(house, account as Address), {
    when: account !== undefined,
  });
}

/** One request for an account without pocket, two for one with. */
async function readVouchers(house: House, account: Address): Promise<Vouchers> {
  const [has, id, terms] = await Promise.all([
    readHouse(house, voucherAbi.balanceOf, [account]),
    readHouse(house, pocketsAbi.pocketOf, [account]),
    readHouse(house, pocketsAbi.terms),
  ]);
  if (id === 0) return { has, terms };
  const {
    paperEpoch: epoch,
    paperKey: key,
    paperUsed: used,
    ...pocket
  } = await readHouse(house, pocketsAbi.pocket, [id]);
  return { has, terms, pocket: { ...pocket, id }, paper: { epoch, key, used } };
}
