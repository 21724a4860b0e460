import * as v from "valibot";
import type { Address } from "viem";
import { type PayeeBook, payeeBookMessage, payeeBookSchema } from "#protocol/treasury/payees.ts";
import { askServer } from "../node/askServer.ts";
import type { House } from "../node/house.ts";
import { nobody, type PayeeNames } from "./payeeNames.ts";

/** The operator's list; nobody, where another one signed it. */
export async function readPayees(house: House, operator: Address): Promise<PayeeNames> {
  const book = await askServer("/payees", v.nullable(payeeBookSchema));
  if (book === null || !(await isOperators(house, operator, book))) return nobody;
  return { payees: book.payees, nonce: BigInt(book.nonce) };
}

async function isOperators({ deployment, rpc }: House, operator: Address, book: PayeeBook): Promise<boolean> {
  const { checkedSignature } = await import("../session/walletSignature.ts");
  return checkedSignature(rpc, operator, payeeBookMessage(deployment, book), book.signature).then(
    () => true,
    () => false,
  );
}
