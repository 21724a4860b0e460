import { payeeBookMessage } from "#protocol/treasury/payees.ts";
import type { House } from "../node/house.ts";
import type { SignedIn } from "../session/session.ts";
import { handToServer, type SaidEnd, signedBy } from "../write/said.ts";
import type { PayeeNames } from "./payeeNames.ts";

/** Puts another list in the place of the one that is there. */
export async function writePayees(
  { deployment }: House,
  session: SignedIn,
  { payees, nonce }: PayeeNames,
): Promise<SaidEnd> {
  const book = { payees: [...payees], nonce: String(nonce + 1n) };
  const signature = await signedBy(session, payeeBookMessage(deployment, book));
  if (typeof signature !== "string") return signature;
  return handToServer("/payees", { ...book, signature });
}
