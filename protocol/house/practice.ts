import * as v from "valibot";
import { type Address, type Hex, keccak256, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { address, whole, word } from "./shapes.ts";

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

/** `GET /practice/people` */
export const practicePeopleSchema = v.array(
  v.object({
    label: v.string(),
    name: v.string(),
    seat: v.nullable(whole),
    account: address,
    /** What they do for the house now. */
    role: v.optional(v.picklist(["operator", "registrar", "table"])),
  }),
);
export type PracticePerson = v.InferOutput<typeof practicePeopleSchema>[number];

/** `POST /practice/desk {account}`: gives a newcomer's own wallet what the prepared ones have. */
export const practiceDeskSchema = v.object({ account: address });

export const privateKeySchema = word;
