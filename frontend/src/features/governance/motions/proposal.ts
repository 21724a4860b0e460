import { type Hex, keccak256, stringToBytes } from "viem";
import type { MotionContent } from "./motion.ts";

export function descriptionHash(description: string): Hex {
  return keccak256(stringToBytes(description));
}

/** The arguments with which OpenZeppelin names a proposal again. */
export function proposalArgs({ calls }: Pick<MotionContent, "calls">) {
  return [calls.map(({ target }) => target), calls.map(({ value }) => value), calls.map(({ data }) => data)] as const;
}
