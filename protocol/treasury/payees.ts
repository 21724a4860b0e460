import { type Address, isAddress } from "viem";
import * as z from "zod/mini";
import type { Signable, SigningHouse } from "../house/typedData.ts";
import { plainLine, recordHash } from "../relay/records.ts";

const address = z.custom<Address>((value) => typeof value === "string" && isAddress(value, { strict: false }));
const name = z.string().check(
  z.minLength(1),
  z.maxLength(80),
  z.refine((text) => plainLine(text) === text, "holds signs that nobody sees"),
);

/** Companies have names; of a person the public reads the category alone. */
const payeeKinds = ["company", "person"] as const;

const payeeSchema = z.object({ account: address, name, kind: z.enum(payeeKinds) });
export type Payee = z.infer<typeof payeeSchema>;

/** Payees in the operator's book. */
export const MOST_PAYEES = 200;

/** `GET` and `POST /payees`: whom the house pays, in the operator's words; a later list replaces an earlier one. */
export const payeeBookSchema = z.object({
  payees: z.array(payeeSchema).check(z.maxLength(MOST_PAYEES)),
  /** Counts up. Decimal. */
  nonce: z.string().check(z.regex(/^\d{1,19}$/)),
  signature: z.string().check(z.regex(/^0x[0-9a-fA-F]{2,2048}$/)),
});
export type PayeeBook = z.infer<typeof payeeBookSchema>;

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
