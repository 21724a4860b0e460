import { randomBytes } from "node:crypto";
import { type Address, bytesToHex, type Hex } from "viem";
import { publicHouseId } from "#protocol/house/houseId.ts";

/** Where addresses come once they say which house it is; in practice they repeat, and each house is another one. */
export function houseIdOf(practice: boolean, chainId: number, registry: Address): Hex {
  return practice ? bytesToHex(randomBytes(32)) : publicHouseId(chainId, registry);
}
