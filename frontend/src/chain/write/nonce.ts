import type { Address } from "viem";
import * as personsAbi from "#protocol/abi/persons.ts";
import * as pocketsAbi from "#protocol/abi/pockets.ts";
import { epochOf } from "#protocol/abi/share.ts";
import type { ContractName } from "#protocol/house/deployments.ts";
import { nonceSubject } from "#protocol/house/typedData.ts";
import { type House, readHouse } from "../node/house.ts";

/** The nonce that the next message of a seat or an account about `topic` must carry. */
export function readNonce(house: House, contract: ContractName, who: Address | number, topic: string): Promise<bigint> {
  // Every contract with signed calls has this getter.
  return readHouse(house, { ...pocketsAbi.nonceOf, contract }, [nonceSubject(who, topic)]);
}

/** The epoch that a message of an account must carry. */
export function readAccountEpoch(house: House, account: Address): Promise<number> {
  return readHouse(house, personsAbi.epochOf, [BigInt(account)]);
}

/** What a message of a seat carries: it is void once the seat has changed hands, or its owner says so. */
export function readEpoch(house: House, seat: number): Promise<number> {
  return readHouse(house, epochOf, [BigInt(seat)]);
}

/** Seconds that a confirmation counts, if nothing else is said: enough for a slow network, too few to be forgotten. */
const GOOD_FOR = 3_600;

/** The deadline of what is signed now, UTC seconds: the chain judges it, whatever this device's clock shows. */
export function deadlineOf(house: House, goodFor = GOOD_FOR): number {
  return house.clock.anchored() + goodFor;
}
