import * as v from "valibot";
import { whole } from "#protocol/house/shapes.ts";

/** What the window that faces the guest shows. Hundredths. */
const guestView = v.object({
  sign: v.picklist(["amount", "checking", "good", "wait", "stop"]),
  amount: whole,
});
export type GuestView = v.InferOutput<typeof guestView>;

/** A key by where it lies, and when it was pressed: milliseconds since 1970. */
const guestKey = v.object({ code: v.string(), at: v.number() });

/** The window asks when it opens, and hands on keys; the till tells whenever something changes. */
const guestMessage = v.union([
  v.object({ ask: v.literal(true) }),
  v.object({ key: guestKey }),
  v.object({ view: guestView }),
]);

type GuestMessage = v.InferOutput<typeof guestMessage>;

/** From the till to a second window of the same browser. Nothing about anybody's balance goes that way. */
export function guestChannel(onMessage: (told: GuestMessage) => void) {
  const channel = new BroadcastChannel("runde-guest");
  channel.onmessage = (event: MessageEvent<unknown>) => {
    const read = v.safeParse(guestMessage, event.data);
    if (read.success) onMessage(read.output);
  };
  return {
    ask: () => channel.postMessage({ ask: true }),
    hand: (key: v.InferOutput<typeof guestKey>) => channel.postMessage({ key }),
    tell: (view: GuestView) => channel.postMessage({ view }),
    close: () => channel.close(),
  };
}
