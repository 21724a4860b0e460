import { p256 } from "@noble/curves/nist.js";
import { type Hex, sha256 } from "viem";
import { keyHashOf, type P256PublicKey } from "./p256.ts";
import type { P256Signature } from "./payCode.ts";

/**
 * The key that signed, if its hash is the one the house keeps. A signature and a message leave two candidates (in
 * theory four); the stored hash decides, so the key itself need not be in the code. Finding it *is* the verification.
 */
export function recoverKey(digest: Hex, { r, s }: P256Signature, keyHash: bigint): P256PublicKey | undefined {
  const hash = sha256(digest, "bytes");
  for (const recovery of [0, 1, 2, 3]) {
    try {
      const signature = new p256.Signature(BigInt(r), BigInt(s), recovery);
      if (signature.hasHighS()) return undefined;
      const { x, y } = signature.recoverPublicKey(hash).toAffine();
      if (keyHashOf({ x, y }) === keyHash) return { x, y };
    } catch {
      // r or its successor is no point of the curve: not this candidate.
    }
  }
  return undefined;
}
