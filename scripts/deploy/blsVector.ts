import { bls12_381 } from "@noble/curves/bls12-381.js";
import { concat, type Hex, numberToHex } from "viem";

const { G1, G2 } = bls12_381;

/**
 * A field element and the point that it is mapped to, a pairing that is right and one that is not, as EIP-2537 writes
 * them; from a library that knows nothing of the precompiles.
 */
export function blsVector(): { element: Hex; point: Hex; right: Hex; wrong: Hex } {
  const scalar = 20_264n;
  const element = 1n << 380n;
  const [one, two] = [G1.Point.BASE, G2.Point.BASE];
  // e(-s · G1, G2) · e(G1, s · G2) = 1
  const pairs = (times: bigint) =>
    concat([
      g1(one.multiply(scalar).negate().toAffine()),
      g2(two.toAffine()),
      g1(one.toAffine()),
      g2(two.multiply(times).toAffine()),
    ]);
  return {
    element: field(element),
    // The library's type is that of curves over larger fields; for this one it asks for the element itself.
    point: g1(G1.mapToCurve(element as unknown as bigint[])),
    right: pairs(scalar),
    wrong: pairs(scalar + 1n),
  };
}

function field(element: bigint): Hex {
  return numberToHex(element, { size: 64 });
}

function g1({ x, y }: { x: bigint; y: bigint }): Hex {
  return concat([field(x), field(y)]);
}

type Element = { c0: bigint; c1: bigint };

function g2({ x, y }: { x: Element; y: Element }): Hex {
  return concat([x.c0, x.c1, y.c0, y.c1].map(field));
}
