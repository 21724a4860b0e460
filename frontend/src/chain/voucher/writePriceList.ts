import { nextVersion, type PriceList, priceListMessage } from "#protocol/voucher/priceList.ts";
import type { House } from "../node/house.ts";
import type { SignedIn } from "../session/session.ts";
import { handToServer, type SaidEnd, signedBy } from "../write/said.ts";

/** Puts another list in the place of the one that is there; `known`: its version. */
export async function writePriceList(
  { deployment, clock }: House,
  session: SignedIn,
  list: PriceList,
  known: bigint,
): Promise<SaidEnd> {
  const said = { list, by: session.account, version: nextVersion(known, clock.now()) };
  const signature = await signedBy(session, priceListMessage(deployment, said));
  if (typeof signature !== "string") return signature;
  return handToServer("/price-list", { ...said, signature });
}
