import * as v from "valibot";
import { type Hex, hashTypedData } from "viem";
import { count, word } from "../house/shapes.ts";
import { type CodeName, type CounterDomain, counterDomain } from "./payCode.ts";

const terminal = v.pipe(count, v.maxValue(0xffffffff));

/**
 * `POST /relay/claims`: a till's word that it takes this code now. Two tills that are shown one code meet here before
 * either is green, because the chain knows of it only with the batch. Each code has one holder until that till itself
 * says that it sold nothing by it. The first half of a claim's signature is its mark: no two claims have the same.
 */
export const codeClaimSchema = v.object({
  terminal,
  /** The code as it was scanned: nobody can claim what was not shown to them. */
  digits: v.string(),
  r: word,
  s: word,
});
export type CodeClaim = v.InferOutput<typeof codeClaimSchema>;

/** Whose the code is: the terminal that claimed it first; 0: another tablet's, or nobody's by this claim. */
export const claimAnswerSchema = v.object({ terminal: count });

/** Which claim, and whose. */
export interface ClaimName {
  terminal: number;
  /** The first half of the claim's signature. */
  mark: Hex;
}

/** `POST /relay/claims/ended`: a till's word that it sold nothing by a claim of its own, and never will. */
export const claimEndSchema = v.object({ terminal, mark: word, r: word, s: word });
export type ClaimEnd = v.InferOutput<typeof claimEndSchema>;

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

/** The same for the end of a claim. */
export function claimEndDigest({ chainId, counter }: CounterDomain, { terminal, mark }: ClaimName): Hex {
  return hashTypedData({
    domain: counterDomain(chainId, counter),
    types: {
      ClaimEnd: [
        { name: "terminal", type: "uint32" },
        { name: "mark", type: "bytes32" },
      ],
    },
    primaryType: "ClaimEnd",
    message: { terminal, mark },
  });
}
