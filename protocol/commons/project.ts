import { type Hex, hexToString, stringToHex, zeroHash } from "viem";

/** A reference of up to 31 bytes as the word it was, or as digits when it is none. */
export function projectWord(project: Hex): string {
  if (project === zeroHash) return "";
  try {
    const word = hexToString(project, { size: 32 }).trim();
    return /^[\p{L}\p{N}\p{P}\p{Zs}]+$/u.test(word) ? word : project.slice(0, 10);
  } catch {
    return project.slice(0, 10);
  }
}

/** A word as the reference that the chain keeps; undefined when it is too long. */
export function projectReference(word: string): Hex | undefined {
  const plain = word.trim();
  if (plain === "") return zeroHash;
  return new TextEncoder().encode(plain).length > 31 ? undefined : stringToHex(plain, { size: 32 });
}
