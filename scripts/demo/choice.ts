import { keccak256, stringToHex } from "viem";

/** A number that looks like chance and is always the same for the same words. */
export function chance(words: string): bigint {
  return BigInt(keccak256(stringToHex(words)));
}

/** The list in an order that looks like chance: by the words and by each one's own name. */
export function shuffled<T>(list: readonly T[], words: string, nameOf: (one: T) => string | number): T[] {
  return list
    .map((one) => ({ one, place: chance(`${words}/${nameOf(one)}`) }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({ one }) => one);
}
