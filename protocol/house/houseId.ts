import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";

/** A public house's id: where its registry stands. */
export function publicHouseId(chainId: number, registry: Address): Hex {
  return keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "address" }], [BigInt(chainId), registry]));
}
