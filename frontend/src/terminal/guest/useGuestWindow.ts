import { useEffect, useRef } from "react";
import { keyAt, scannerAmong, totalOf } from "../scan/amountKeys.ts";
import type { Till } from "../useTill.ts";
import { type GuestView, guestChannel } from "./guestChannel.ts";

/** Tells the window that faces the guest what the till shows; returns how to open it. */
export function useGuestWindow(till: Till): () => void {
  const view = viewOf(till);
  const present = useRef(view);
  present.current = view;
  const channel = useRef<ReturnType<typeof guestChannel>>(undefined);
  const { scan } = till;
  useEffect(() => {
    const inWindow = scannerAmong();
    const opened = guestChannel((message) => {
      if ("ask" in message) opened.tell(present.current);
      if (!("key" in message)) return;
      const key = keyAt(message.key.code);
      const { scanned } = key === undefined ? {} : inWindow(key, message.key.at);
      if (scanned !== undefined) scan(scanned, "hand");
    });
    channel.current = opened;
    return () => opened.close();
  }, [scan]);
  const { sign, amount } = view;
  useEffect(() => channel.current?.tell({ sign, amount }), [sign, amount]);
  return () => void open("/terminal/?guest", "runde-guest", "popup,width=800,height=600");
}

function viewOf({ shown, keyed }: Till): GuestView {
  switch (shown.kind) {
    case "till":
      return { sign: "amount", amount: totalOf(keyed) };
    case "checking":
      return { sign: "checking", amount: totalOf(keyed) };
    case "accepted":
      return { sign: shown.blind ? "wait" : "good", amount: shown.amount };
    case "refused":
      return { sign: "stop", amount: shown.asked };
  }
}
