import * as budgetsAbi from "#protocol/abi/budgets.ts";
import { readHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import type { Loaded } from "../../../ui/state/loaded.ts";

/** What those in office may spend in a term by category, as things stand now; smallest units. */
export type Limits = ReadonlyMap<number, bigint>;

export function useLimits(term: number): Loaded<Limits> {
  return useRead(["limits", term], async (house): Promise<Limits> => {
    const lines = await readHouse(house, budgetsAbi.lines, [term]);
    return new Map(lines.map(({ category, limit }) => [category, limit]));
  });
}
