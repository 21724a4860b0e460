import * as z from "zod/mini";

/**
 * Two tabs of one browser stand in for phone and till on a practice network: the phone hands its digits over as if it
 * were held to the counter, the till answers what it shows. The chain stays the only one who pays.
 */
export const counterChannelName = (houseId: string): string => `runde-counter-${houseId}`;

const message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("code"), digits: z.string().check(z.maxLength(400)) }),
  z.object({
    kind: z.literal("answer"),
    pocket: z.int(),
    nonce: z.int(),
    /** Hundredths; null: not accepted, the reason stands at the till. */
    accepted: z.nullable(z.int()),
  }),
]);

export type CounterMessage = z.infer<typeof message>;

/** Undefined: not one of ours. */
export function readCounterMessage(data: unknown): CounterMessage | undefined {
  return message.safeParse(data).data;
}
