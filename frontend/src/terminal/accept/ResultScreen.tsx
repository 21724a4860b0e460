import { useEffect, useRef } from "react";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { cx } from "../../ui/cx.ts";
import type { Shown, Till } from "../useTill.ts";
import { useRefusal } from "../words.tsx";
import styles from "./ResultScreen.module.css";
import { Shape } from "./Shape.tsx";

/**
 * Fills the screen, readable from three metres: colour, shape, word. (The sound comes with it.)
 * Always in the strong colours of the light theme: the soft ones of the dark are no signal across a room.
 */
export function ResultScreen({ till }: { till: Till }) {
  const { shown, dismiss } = till;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (shown.kind === "refused" || shown.kind === "accepted") button.current?.focus();
  }, [shown.kind]);

  switch (shown.kind) {
    case "till":
      return null;
    case "checking":
      return <Checking />;
    case "accepted":
      return <Accepted {...shown} onDone={dismiss} button={button} />;
    case "refused":
      return <Refused {...shown} onPart={() => void till.takePart()} onDone={dismiss} button={button} />;
  }
}

type ButtonRef = { button: React.RefObject<HTMLButtonElement | null>; onDone: () => void };

function Checking() {
  const t = useText();
  return (
    <div className={cx(styles.screen, styles.wait)} role="status" data-theme="light" data-result="checking">
      <Shape kind="wait" />
      <p className={styles.word}>{t("terminal.checking")}</p>
    </div>
  );
}

/** Green: the house says that it is there. Amber: written down here, and the house has not said anything. */
function Accepted({
  amount,
  pocket,
  left,
  blind,
  rest,
  onDone,
  button,
}: ButtonRef & Omit<Extract<Shown, { kind: "accepted" }>, "kind">) {
  const t = useText();
  const hundredths = useHundredths();
  const kind = blind ? "wait" : "good";
  return (
    <div
      className={cx(styles.screen, styles[kind])}
      role="status"
      data-theme="light"
      data-result={blind ? "noted" : "accepted"}
    >
      <Shape kind={kind} />
      <p className={styles.word}>{t(blind ? "terminal.noted" : "terminal.accepted")}</p>
      <p className={styles.amount}>{hundredths(amount)}</p>
      {rest > 0 && <p className={styles.why}>{t("terminal.accepted.rest", { rest: hundredths(rest) })}</p>}
      {pocket > 0 && (
        <p className={styles.more}>
          {t("terminal.accepted.pocket", { pocket })}
          {!blind && ` · ${t("terminal.accepted.left", { left: hundredths(left) })}`}
        </p>
      )}
      <button ref={button} type="button" className={styles.button} onClick={onDone}>
        {t("terminal.next")}
      </button>
    </div>
  );
}

function Refused({
  refusal,
  part,
  asOf,
  asked,
  onPart,
  onDone,
  button,
}: ButtonRef & Omit<Extract<Shown, { kind: "refused" }>, "kind" | "text"> & { onPart: () => void }) {
  const t = useText();
  const hundredths = useHundredths();
  const say = useRefusal();
  const { why, next } = say(refusal, asOf);
  const split = { part: hundredths(part), rest: hundredths(asked - part) };
  return (
    <div
      className={cx(styles.screen, styles.stop)}
      role="alert"
      data-theme="light"
      data-result="refused"
      data-reason={refusal.reason}
    >
      <Shape kind="stop" />
      <p className={styles.word}>{t("terminal.refused")}</p>
      <p className={styles.why}>{why}</p>
      <p className={styles.more}>{next}</p>
      <div className={styles.buttons}>
        {part > 0 && (
          <button type="button" className={styles.button} onClick={onPart}>
            {t("terminal.part", split)}
          </button>
        )}
        <button ref={button} type="button" className={styles.button} onClick={onDone}>
          {t("terminal.dismiss")}
        </button>
      </div>
    </div>
  );
}
