import * as v from "valibot";
import { address } from "../house/shapes.ts";
import type { Signable, SigningHouse } from "../house/typedData.ts";
import { plainLine } from "../relay/plainText.ts";
import { recordHash } from "../relay/records.ts";

const name = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(80),
  v.check((text) => plainLine(text) === text, "holds signs that nobody sees"),
);

/** Companies have names; of a person the public reads the category alone. */
const payeeKinds = ["company", "person"] as const;

const payeeSchema = v.object({ account: address, name, kind: v.picklist(payeeKinds) });
export type Payee = v.InferOutput<typeof payeeSchema>;

/** Payees in the operator's book. */
export const MOST_PAYEES = 200;

/** `GET` and `POST /payees`: whom the house pays, in the operator's words; a later list replaces an earlier one. */
export const payeeBookSchema = v.object({
  payees: v.pipe(v.array(payeeSchema), v.maxLength(MOST_PAYEES)),
  /** Counts up. Decimal. */
  nonce: v.pipe(v.string(), v.regex(/^\d{1,19}$/)),
  signature: v.pipe(v.string(), v.regex(/^0x[0-9a-fA-F]{2,2048}$/)),
});
export type PayeeBook = v.InferOutput<typeof payeeBookSchema>;

/** The operator's word for a list, domain "Runde Payees". */
export function payeeBookMessage(
  house: Pick<SigningHouse, "chainId" | "contracts">,
  { payees, nonce }: Pick<PayeeBook, "payees" | "nonce">,
): Signable {
  const list = payees.map(({ account, name: called, kind }) => [account.toLowerCase(), called, kind]);
  return {
    domain: {
      name: "Runde Payees",
      version: "1",
      chainId: house.chainId,
      verifyingContract: house.contracts.Payments,
    },
    types: {
      Payees: [
        { name: "list", type: "bytes32" },
        { name: "count", type: "uint32" },
        { name: "nonce", type: "uint64" },
      ],
    },
    primaryType: "Payees",
    message: { list: recordHash(JSON.stringify(list)), count: payees.length, nonce: BigInt(nonce) },
  };
}
