import * as z from "zod/mini";

/** What the window that faces the guest shows. Hundredths. */
const guestView = z.object({
  sign: z.enum(["amount", "checking", "good", "wait", "stop"]),
  amount: z.int(),
});
export type GuestView = z.infer<typeof guestView>;

/** The window asks when it opens; the till tells whenever something changes. */
const guestMessage = z.union([z.object({ ask: z.literal(true) }), z.object({ view: guestView })]);

type GuestMessage = z.infer<typeof guestMessage>;

/** From the till to a second window of the same browser. Nothing about anybody's balance goes that way. */
export function guestChannel(onMessage: (told: GuestMessage) => void) {
  const channel = new BroadcastChannel("runde-guest");
  channel.onmessage = (event: MessageEvent<unknown>) => {
    const read = guestMessage.safeParse(event.data);
    if (read.success) onMessage(read.data);
  };
  return {
    ask: () => channel.postMessage({ ask: true }),
    tell: (view: GuestView) => channel.postMessage({ view }),
    close: () => channel.close(),
  };
}
