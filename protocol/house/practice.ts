import { type Address, type Hex, isAddress, isHex, keccak256, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import * as z from "zod/mini";

/**
 * Keys of the practice house. Everybody can derive all of them, so they are worth nothing anywhere else: the chain's id
 * is part of each. Labels: `person:N` (in order of purchase), `newcomer:1…5`, `spend:person:N`, `till:1`, `operator`,
 * `registrar`, `registrar:2`, `relay`, `deployer`.
 */
export function practiceKey(chainId: number, label: string): Hex {
  return keccak256(stringToHex(`runde practice:${chainId}:${label}`));
}

export function practiceAddress(chainId: number, label: string): Address {
  return privateKeyToAddress(practiceKey(chainId, label));
}

const address = z.custom<Address>((value) => typeof value === "string" && isAddress(value, { strict: false }));

/** `GET /practice/people` */
export const practicePeopleSchema = z.array(
  z.object({
    label: z.string(),
    name: z.string(),
    seat: z.nullable(z.int()),
    account: address,
    /** What they do for the house now. */
    role: z.optional(z.enum(["operator", "registrar", "table"])),
  }),
);
export type PracticePerson = z.infer<typeof practicePeopleSchema>[number];

/** `POST /practice/desk {account}`: gives a newcomer's own wallet what the prepared ones have. */
export const practiceDeskSchema = z.object({ account: address });

export const privateKeySchema = z.custom<Hex>((value) => isHex(value) && value.length === 66);
