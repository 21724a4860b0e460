import { isAddressEqual } from "viem";
import { operator, registrar } from "#protocol/abi/registry.ts";
import { ownerOf } from "#protocol/abi/share.ts";
import { type House, readHouse, useHouse } from "../node/house.ts";
import { useRead } from "../node/useRead.ts";

export interface Offices {
  operator: `0x${string}`;
  registrar: `0x${string}`;
}

/** Whether a seat's owner runs the house or admits people: with that, no chair goes together. */
export async function worksForHouse(house: House, seat: number): Promise<boolean> {
  const [owner, ...holders] = await Promise.all([
    readHouse(house, ownerOf, [BigInt(seat)]),
    readHouse(house, operator),
    readHouse(house, registrar),
  ]);
  return holders.some((holder) => isAddressEqual(holder, owner));
}

/** Who holds the offices now; until the chain has answered, whom the house began with. */
export function useOffices(): Offices {
  const { club } = useHouse().deployment;
  const read = useRead(["offices"], async (house) => ({
    operator: await readHouse(house, operator),
    registrar: await readHouse(house, registrar),
  }));
  return read.status === "ready" ? read.data : { operator: club.operator, registrar: club.registrar };
}
