import { randomBytes } from "node:crypto";
import { type Address, bytesToHex, encodeAbiParameters, type Hex, keccak256 } from "viem";

/** Where addresses come once they say which house it is; in practice they repeat, and each house is another one. */
export function houseIdOf(practice: boolean, chainId: number, registry: Address): Hex {
  if (practice) return bytesToHex(randomBytes(32));
  return keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "address" }], [BigInt(chainId), registry]));
}
