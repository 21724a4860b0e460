import { bytesToHex, encodeAbiParameters, type Hex, hexToBytes, keccak256 } from "viem";
import type { P256Signature } from "./payCode.ts";

/**
 * P-256 as the house uses it: keys made by WebCrypto in a phone or a tablet, signatures over the SHA-256 of an EIP-712
 * digest (that is what WebCrypto signs), with s in the lower half (OpenZeppelin's P256 refuses the other half, and
 * WebCrypto does not care: about every second signature has to be flipped).
 */
export interface P256PublicKey {
  x: bigint;
  y: bigint;
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** How the counter remembers a phone's key: the last 160 bits of its hash. */
export function keyHashOf({ x, y }: P256PublicKey): bigint {
  const hash = keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [x, y]));
  return BigInt(hash) & ((1n << 160n) - 1n);
}

/** The same signature with s in the lower half, from the 64 bytes that WebCrypto gives. */
export function lowS(signature: Uint8Array): P256Signature {
  if (signature.length !== 64) throw new RangeError("a P-256 signature is 64 bytes");
  const s = BigInt(bytesToHex(signature.subarray(32)));
  const low = s > ORDER / 2n ? ORDER - s : s;
  return { r: bytesToHex(signature.subarray(0, 32)), s: `0x${low.toString(16).padStart(64, "0")}` };
}

/** A new pair; the private half can be used here, but never be read, not even by this page. */
export function makeKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
}

export async function publicKeyOf(key: CryptoKey): Promise<P256PublicKey> {
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", key));
  return { x: BigInt(bytesToHex(raw.subarray(1, 33))), y: BigInt(bytesToHex(raw.subarray(33, 65))) };
}

/** Signs an EIP-712 digest. */
export async function signDigest(privateKey: CryptoKey, digest: Hex): Promise<P256Signature> {
  const bytes = hexToBytes(digest) as Uint8Array<ArrayBuffer>;
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, bytes);
  return lowS(new Uint8Array(signature));
}
