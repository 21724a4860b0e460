import type { Hex } from "viem";

/** The address that a person opens. What stands behind the # never leaves the browser. */
export function linkOf(origin: string, secret: Hex): string {
  return `${origin}/join/invited#${secret.slice(2)}`;
}
