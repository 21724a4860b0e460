import { useEffect, useState } from "react";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { Shape } from "../accept/Shape.tsx";
import styles from "./GuestWindow.module.css";
import { type GuestView, guestChannel } from "./guestChannel.ts";

/** The second screen of the counter: what is to be paid, and what became of it, with colour, shape and word. */
export function GuestWindow() {
  const t = useText();
  const hundredths = useHundredths();
  const [view, setView] = useState<GuestView>({ sign: "amount", amount: 0 });
  useEffect(() => {
    const channel = guestChannel((message) => "view" in message && setView(message.view));
    channel.ask();
    // A scanner types into the window that was opened last, and that may be this one.
    const onKey = ({ code, timeStamp }: KeyboardEvent) =>
      channel.hand({ code, at: performance.timeOrigin + timeStamp });
    addEventListener("keydown", onKey);
    return () => {
      removeEventListener("keydown", onKey);
      channel.close();
    };
  }, []);
  const { sign, amount } = view;
  const kind = sign === "checking" ? "wait" : sign === "amount" ? undefined : sign;
  return (
    <main className={styles.window} data-theme="light" data-sign={sign} role="status">
      {kind !== undefined && <Shape kind={kind} />}
      <p className={styles.word}>{t(`terminal.guest.${sign}`)}</p>
      {sign !== "stop" && <p className={styles.amount}>{hundredths(amount)}</p>}
    </main>
  );
}
