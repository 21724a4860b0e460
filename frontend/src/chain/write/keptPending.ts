import * as v from "valibot";
import { bytes, ifFits } from "#protocol/house/shapes.ts";

/** Something confirmed that is not on the record yet. It survives a reload. */
const pendingSchema = v.object({
  id: bytes,
  to: bytes,
  data: bytes,
  /** What it is, for words: "join", "vote". */
  name: v.string(),
  /** UTC seconds of the house. */
  at: v.number(),
});
export type Pending = v.InferOutput<typeof pendingSchema>;

/** What of this is ours, oldest first. */
export function pendingAmong(kept: readonly unknown[]): Pending[] {
  return kept.flatMap((one) => ifFits(pendingSchema, one) ?? []).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
