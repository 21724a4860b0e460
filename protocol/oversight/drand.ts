import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bytesToHex, concat, type Hex, hexToBigInt, hexToBytes, numberToHex, sha256, slice } from "viem";
import type { BeaconNetwork } from "./beacon.ts";

/**
 * Rounds of drand's scheme `bls-unchained-g1-rfc9380`: the twin of `contracts/oversight/Bls12381.sol`, by a library that
 * knows nothing of the precompiles. Only for pages and commands that check or bring a signature: it is large.
 */
const DOMAIN = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

const { G1, G2, shortSignatures } = bls12_381;

/** The point that stands for what a round signs: SHA-256 of its number, eight bytes. */
function roundPoint(round: number) {
  return shortSignatures.hash(sha256(numberToHex(round, { size: 8 }), "bytes"), DOMAIN);
}

/** Whether these 48 bytes are the network's signature of a round. */
export function isSignatureOf({ key }: BeaconNetwork, round: number, signature: Hex): boolean {
  try {
    const point = G1.Point.fromBytes(hexToBytes(signature));
    if (point.is0()) return false;
    return shortSignatures.verify(point, roundPoint(round), G2.Point.fromBytes(hexToBytes(key)));
  } catch {
    // Not a point of the curve, or of another length.
    return false;
  }
}

/** The number that the network publishes for the round. */
export function numberOf(signature: Hex): Hex {
  return sha256(signature);
}

/** A signature's x and y, 96 bytes, as the contract takes it. Throws if it is no point. */
export function uncompressed(signature: Hex): Hex {
  return bytesToHex(G1.Point.fromBytes(hexToBytes(signature)).toBytes(false));
}

/** The 48 bytes of a signature whose x and y the contract told. Throws if it is no point. */
export function compressed(signature: Hex): Hex {
  return bytesToHex(G1.Point.fromBytes(hexToBytes(signature)).toBytes(true));
}

/** A key as the contract takes it, 256 bytes: x.c0, x.c1, y.c0, y.c1 (EIP-2537). Throws if it is no point. */
export function uncompressedKey(key: Hex): Hex {
  const { x, y } = G2.Point.fromBytes(hexToBytes(key)).toAffine();
  return concat([x.c0, x.c1, y.c0, y.c1].map((element) => numberToHex(element, { size: 64 })));
}

/** The 96 bytes of a key that the contract told. Throws if it is no point. */
export function compressedKey(key: Hex): Hex {
  const [x0, x1, y0, y1] = [0, 64, 128, 192].map((start) => hexToBigInt(slice(key, start, start + 64)));
  const { Fp2 } = bls12_381.fields;
  const point = G2.Point.fromAffine({ x: Fp2.create({ c0: x0!, c1: x1! }), y: Fp2.create({ c0: y0!, c1: y1! }) });
  point.assertValidity();
  return bytesToHex(point.toBytes(true));
}

/** What an operator with the whole key would publish for a round. */
export function signRound(secret: Hex, round: number): Hex {
  return bytesToHex(shortSignatures.sign(roundPoint(round), hexToBytes(secret)).toBytes(true));
}

/** A secret's key, compressed. */
export function keyOfSecret(secret: Hex): Hex {
  return bytesToHex(shortSignatures.getPublicKey(hexToBytes(secret)).toBytes(true));
}

/** A secret made of any 32 bytes. */
export function secretFrom(seed: Hex): Hex {
  const { Fr } = bls12_381.fields;
  return bytesToHex(Fr.toBytes(Fr.create(BigInt(seed))));
}
