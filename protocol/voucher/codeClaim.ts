import * as v from "valibot";
import { type Hex, hashTypedData } from "viem";
import { count, word } from "../house/shapes.ts";
import { type CodeName, type CounterDomain, counterDomain } from "./payCode.ts";

/**
 * `POST /relay/claims`: a till's word that it takes this code now. Two tills that are shown one code meet here before
 * either is green, because the chain knows of it only with the batch. Each code has one holder, whatever becomes of it.
 */
export const codeClaimSchema = v.object({
  terminal: v.pipe(count, v.maxValue(0xffffffff)),
  /** The code as it was scanned: nobody can claim what was not shown to them. */
  digits: v.string(),
  r: word,
  s: word,
});
export type CodeClaim = v.InferOutput<typeof codeClaimSchema>;

/** Whose the code is: the terminal that claimed it first. */
export const claimAnswerSchema = v.object({ terminal: count });

/** The EIP-712 digest that the tablet signs; no contract knows this kind of message. */
export function codeClaimDigest(
  { chainId, counter }: CounterDomain,
  terminal: number,
  { pocket, keyEpoch, nonce }: CodeName,
): Hex {
  return hashTypedData({
    domain: counterDomain(chainId, counter),
    types: {
      CodeClaim: [
        { name: "terminal", type: "uint32" },
        { name: "pocket", type: "uint32" },
        { name: "keyEpoch", type: "uint16" },
        { name: "nonce", type: "uint16" },
      ],
    },
    primaryType: "CodeClaim",
    message: { terminal, pocket, keyEpoch, nonce },
  });
}
