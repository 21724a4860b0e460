import * as v from "valibot";
import { type Hex, keccak256, stringToBytes } from "viem";
import { bytesOf, whole } from "../house/shapes.ts";
import type { Signable, SigningHouse } from "../house/typedData.ts";

/**
 * The chain holds a text's hash; a record is the text itself, kept by anyone and believed by nobody unchecked. Terms in
 * three languages fit.
 */
export const MAX_RECORD_BYTES = 16_384;

/** How many characters, taken off the end, make a text fit into so many bytes of UTF-8; 0 when it fits. */
export function charactersOver(text: string, maxBytes: number): number {
  const characters = [...text];
  let bytes = size(text);
  let over = 0;
  while (bytes > maxBytes) {
    over += 1;
    bytes -= size(characters.at(-over) ?? "");
  }
  return over;
}

function size(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function recordHash(text: string | Uint8Array): Hex {
  return keccak256(typeof text === "string" ? stringToBytes(text) : text);
}

// Controls, zero-width signs and signs that turn the direction of writing: a name must read as what it is.
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** One line of text by a stranger: without signs nobody sees, spaces single. Still to be shown as text in `<bdi>`. */
export function plainLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").replace(unseen, "").trim();
}

/** Several lines by a stranger, each plain, with at most one empty line between two. */
export function plainLines(text: string): string {
  const lines = text.split(/\r\n?|[\n\u2028\u2029]/).map(plainLine);
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
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
