import type { Hex } from "viem";
import { recordHash } from "./records.ts";

/**
 * A text that the chain names by its hash, from the first of several relays that has it; undefined: each was asked, and
 * nobody keeps it. Throws when one of them did not answer, because it may be the one.
 *
 * @param get What a relay says at an address; undefined: it does not have it. Throws when it does not answer.
 */
export async function keptText(
  relays: readonly string[],
  hash: Hex,
  get: (url: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  let silent: unknown;
  for (const relay of relays) {
    try {
      const text = await get(`${relay}/records/${hash}`);
      if (text !== undefined && recordHash(text) === hash) return text;
    } catch (error) {
      silent = error;
    }
  }
  if (silent !== undefined) throw new Error(`Nobody answers who may keep the text ${hash}`, { cause: silent });
  return undefined;
}
