import * as v from "valibot";
import { Right } from "#protocol/abi/enums.ts";
import * as teamAbi from "#protocol/abi/team.ts";
import {
  nextPriceList,
  type PriceList,
  priceListMessage,
  type SignedPriceList,
  signedPriceListSchema,
} from "#protocol/voucher/priceList.ts";
import type { Loaded } from "../../ui/state/loaded.ts";
import { askServer } from "../node/askServer.ts";
import { type House, readHouse } from "../node/house.ts";
import { everyRelay } from "../node/relays.ts";
import { useRead } from "../node/useRead.ts";
import { UnusableSignature } from "../session/walletFault.ts";

/** The club's own, from its folder: it counts until somebody who may has signed another. */
export const firstPrices: PriceList = __PRICES__;

/** Milliseconds for each relay. */
const PATIENCE = 5_000;

/** What the house's relays keep, believed by nobody yet. Throws when none of them answers. */
export async function askPriceLists(): Promise<SignedPriceList[]> {
  const ask = (origin: string) =>
    askServer(`${origin}/price-list`, v.nullable(signedPriceListSchema), { patience: PATIENCE });
  const answers = await everyRelay(ask);
  if (answers.length === 0) throw new Error("No relay says what the counter sells");
  return answers.filter((answer) => answer !== null);
}

/** Whether its signer may set prices now, by the chain, and has signed exactly this. Throws when nobody answers. */
export async function countsNow(house: House, list: SignedPriceList): Promise<boolean> {
  if (!(await readHouse(house, teamAbi.may, [list.by, Right.ManageCounter]))) return false;
  const { checkedSignature } = await import("../session/walletSignature.ts");
  try {
    await checkedSignature(house.rpc, list.by, priceListMessage(house.deployment, list), list.signature);
    return true;
  } catch (error) {
    if (error instanceof UnusableSignature) return false;
    throw error;
  }
}

/** What the counter sells, as far as a page can know. */
export interface PricesNow {
  list: PriceList;
  /** Undefined: it is the club's first one. */
  signed?: SignedPriceList;
  /** Its signer may no longer: tills that know it go on with it, others begin with the first one. */
  lapsed?: boolean;
}

async function readPrices(house: House): Promise<PricesNow> {
  const found = await askPriceLists();
  const signed = await nextPriceList(found, undefined, (list) => countsNow(house, list));
  if (signed !== undefined) return { list: signed.list, signed };
  const [lapsed] = found;
  return lapsed === undefined ? { list: firstPrices } : { list: lapsed.list, signed: lapsed, lapsed: true };
}

export function usePriceList(): Loaded<PricesNow> {
  return useRead(["price-list"], readPrices);
}
