import { useCheckedEntries } from "../chain/treasury/checkedBooks.ts";
import type { Certainty } from "../ui/data/Badge.tsx";
import { useIsAlive } from "../ui/state/useIsAlive.ts";

/**
 * How sure the reader of this browser may be of what the books say. The server, which knows no reader, says what is on the
 * record.
 *
 * @param entry An entry's number; for a balance, of the last entry that it counts.
 */
export function useBooksCertainty(entry: number): Certainty {
  const checked = useCheckedEntries();
  return useIsAlive() && entry > 0 && entry <= checked ? "checked" : "recorded";
}
