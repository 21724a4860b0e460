import type { Address } from "viem";
import type { ContractName } from "#protocol/house/deployments.ts";
import { nonceSubject } from "#protocol/house/typedData.ts";
import { type House, readHouse } from "../node/house.ts";

/** The one getter that every contract with signed calls has (`SignedCalls`). */
const signedCallsAbi = [
  {
    type: "function",
    name: "nonceOf",
    stateMutability: "view",
    inputs: [{ name: "subject", type: "bytes32" }],
    outputs: [{ name: "", type: "uint64" }],
  },
] as const;

/** The nonce that the next message of a seat or an account about `topic` must carry. */
export function readNonce(house: House, contract: ContractName, who: Address | number, topic: string): Promise<bigint> {
  return readHouse(house, contract, {
    abi: signedCallsAbi,
    functionName: "nonceOf",
    args: [nonceSubject(who, topic)],
  });
}

/** How long a confirmation counts: long enough for a slow network, too short to be forgotten. Seconds. */
const GOOD_FOR = 3_600;

/** The deadline of what is signed now, UTC seconds. */
export function deadlineOf(house: House): number {
  return house.clock.now() + GOOD_FOR;
}
