import * as v from "valibot";
import { ifFits, whole } from "../house/shapes.ts";

/**
 * Two tabs of one browser stand in for phone and till on a practice network: the phone hands its digits over as if it
 * were held to the counter, the till answers what it shows. The chain stays the only one who pays.
 */
export const counterChannelName = (houseId: string): string => `runde-counter-${houseId}`;

const message = v.variant("kind", [
  v.object({ kind: v.literal("code"), digits: v.pipe(v.string(), v.maxLength(400)) }),
  v.object({
    kind: v.literal("answer"),
    pocket: whole,
    nonce: whole,
    /** Hundredths; null: not accepted, the reason stands at the till. */
    accepted: v.nullable(whole),
  }),
]);

export type CounterMessage = v.InferOutput<typeof message>;

/** Undefined: not one of ours. */
export function readCounterMessage(data: unknown): CounterMessage | undefined {
  return ifFits(message, data);
}
