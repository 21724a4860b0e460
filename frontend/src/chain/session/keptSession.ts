import * as v from "valibot";
import type { Address } from "viem";
import { ifFits } from "#protocol/house/shapes.ts";

const keptSchema = v.variant("kind", [
  v.object({ kind: v.literal("demo"), label: v.string(), name: v.string() }),
  v.object({ kind: v.literal("wallet"), wallet: v.string(), account: v.optional(v.custom<Address>(isText)) }),
]);

function isText(value: unknown): value is Address {
  return typeof value === "string";
}

/** Who an earlier visit says was here; undefined: it says nothing that can be read. */
export function sessionAmong(kept: unknown): v.InferOutput<typeof keptSchema> | undefined {
  return ifFits(keptSchema, kept);
}
