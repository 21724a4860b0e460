import { type House, useHouse } from "../node/house.ts";
import { kept } from "../node/kept.ts";
import { createStore } from "../node/store.ts";

/** What this visit has found; an earlier one's stays in the browser's storage. */
const found = createStore<{ houseId: string; entries: number } | undefined>(undefined);

const keptOf = (houseId: string) => kept(houseId, "checked");

/**
 * Remembers how many entries of the books this browser has recomputed and found whole.
 *
 * @param entries 0: they are not whole.
 */
export function rememberChecked({ deployment: { houseId } }: Pick<House, "deployment">, entries: number): void {
  keptOf(houseId).set(entries === 0 ? null : entries);
  found.set({ houseId, entries });
}

/** How many entries of the books this browser has recomputed, in this visit or an earlier one; 0: none. */
export function useCheckedEntries(): number {
  const { houseId } = useHouse().deployment;
  const now = found.use();
  if (now?.houseId === houseId) return now.entries;
  const before = keptOf(houseId).get();
  return typeof before === "number" ? before : 0;
}
