import { operator, registrar } from "#protocol/abi/registry.ts";
import { readHouse, useHouse } from "../node/house.ts";
import { useRead } from "../node/useRead.ts";

export interface Offices {
  operator: `0x${string}`;
  registrar: `0x${string}`;
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
