import * as v from "valibot";
import { type Hex, keccak256, stringToBytes } from "viem";
import { bytesOf, whole } from "../house/shapes.ts";
import type { Signable, SigningHouse } from "../house/typedData.ts";
import { plainLine } from "./plainText.ts";

/**
 * The chain holds a text's hash; a record is the text itself, kept by anyone and believed by nobody unchecked. Terms in
 * three languages fit.
 */
export const MAX_RECORD_BYTES = 16_384;

export function recordHash(text: string | Uint8Array): Hex {
  return keccak256(typeof text === "string" ? stringToBytes(text) : text);
}

const line = (longest: number) =>
  v.pipe(
    v.string(),
    v.maxLength(longest),
    v.check((text) => plainLine(text) === text, "holds signs that nobody sees"),
  );

/** What a member wants to be called. Off the chain; the seat's owner signs it. Without any words it takes the line out. */
export const directoryLineSchema = v.pipe(
  v.object({
    seat: v.pipe(whole, v.minValue(1), v.maxValue(0xffffffff)),
    name: line(60),
    sentence: line(200),
    /** Counts up: a later line replaces an earlier one. Decimal. */
    nonce: v.pipe(v.string(), v.regex(/^\d{1,19}$/)),
  }),
  v.check(({ name, sentence }) => name !== "" || sentence === "", "has a sentence but no name"),
);
export type DirectoryLine = v.InferOutput<typeof directoryLineSchema>;

/** What a server answers (451) where it shows a text or a paper no more: the reason it gives. */
export const hiddenSchema = v.object({ error: v.object({ message: v.string() }) });

export const signedLineSchema = v.object({
  line: directoryLineSchema,
  signature: bytesOf(0, 1_024),
});
export type SignedLine = v.InferOutput<typeof signedLineSchema>;

export const directorySchema = v.array(signedLineSchema);

/** The message for a line, domain "Runde Directory". */
export function directoryLineMessage(
  house: Pick<SigningHouse, "chainId" | "contracts">,
  line: DirectoryLine,
): Signable {
  return {
    domain: {
      name: "Runde Directory",
      version: "1",
      chainId: house.chainId,
      verifyingContract: house.contracts.Share,
    },
    types: {
      Line: [
        { name: "seat", type: "uint32" },
        { name: "name", type: "string" },
        { name: "sentence", type: "string" },
        { name: "nonce", type: "uint64" },
      ],
    },
    primaryType: "Line",
    message: { ...line, nonce: BigInt(line.nonce) },
  };
}
