import { type ReactNode, useEffect, useRef, useState } from "react";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { Button, type ButtonLook } from "../form/Button.tsx";
import { CopyText } from "../form/CopyText.tsx";
import { Disclosure } from "../layout/Disclosure.tsx";
import { Notice } from "./Notice.tsx";
import styles from "./WriteState.module.css";

/** The life of one confirmed thing, in place, under its own button. */
export type Write =
  | { step: "idle" }
  /** The person refused on their device: no error, a grey line. */
  | { step: "nothingSent" }
  /** Waiting for the person's device; `giveUp` ends it, should the device never answer. */
  | { step: "confirm"; giveUp?: () => void }
  | { step: "recording" }
  | { step: "recorded"; at: number; code?: string }
  | { step: "refused"; why: ReactNode; next?: ReactNode; details?: ReactNode };

/** Something to be put right first on the person's own device, and the way to do it. */
export interface Detour {
  label: ReactNode;
  go: () => void;
  /** What to do where that way did not lead anywhere. */
  note?: ReactNode;
}

type ConfirmButtonProps = {
  label: ReactNode;
  write: Write;
  onConfirm: () => void;
  look?: ButtonLook;
  wide?: boolean;
  /** Known before asking: why it cannot be done now. The button is off and the reason stands under it. */
  notNow?: ReactNode;
  /** Stands in the button's place until it is taken. */
  detour?: Detour;
  /** Shown instead of the plain "Recorded 14:02". */
  done?: ReactNode;
};

/** The button and everything that becomes of it. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, write, onConfirm, look = "primary", wide, notNow, detour, done } = props;
  const t = useText();
  const busy = write.step === "confirm" ? t("ui.write.confirm") : write.step === "recording" && t("ui.write.recording");
  if (detour && !busy && write.step !== "recorded") {
    return (
      <div className={styles.write}>
        <Button look={look} wide={wide} onClick={detour.go}>
          {detour.label}
        </Button>
        {detour.note && <p className={styles.grey}>{detour.note}</p>}
        <WriteState write={write} />
      </div>
    );
  }
  return (
    <div className={styles.write}>
      {write.step !== "recorded" && (
        <Button look={look} wide={wide} busy={busy} disabled={Boolean(notNow) && !busy} onClick={onConfirm}>
          {label}
        </Button>
      )}
      {notNow && !busy && write.step !== "recorded" && <p className={styles.grey}>{notNow}</p>}
      <WriteState write={write} done={done} />
    </div>
  );
}

/** The words alone, for where the button is elsewhere. */
function WriteState({ write, done }: { write: Write; done?: ReactNode }) {
  const t = useText();
  const format = useFormat();
  const words = useRef<HTMLDivElement>(null);
  // What became of a touch is seen, also below the edge of a phone or in a long sheet.
  useEffect(() => {
    if (write.step === "refused" || write.step === "nothingSent") words.current?.scrollIntoView({ block: "nearest" });
  }, [write.step]);
  return (
    <div ref={words} aria-live="polite" className={styles.state}>
      {write.step === "confirm" && write.giveUp && <Waiting giveUp={write.giveUp} />}
      {write.step === "nothingSent" && <p className={styles.grey}>{t("ui.write.nothingSent")}</p>}
      {write.step === "recording" && <p className={styles.grey}>{t("ui.write.reload")}</p>}
      {write.step === "recorded" && (
        <Notice kind="good" title={t("ui.write.recorded", { time: format.time(write.at) })}>
          {done}
          {write.code && (
            <div>
              {t("ui.write.code")}: <CopyText text={write.code} />
            </div>
          )}
        </Notice>
      )}
      {write.step === "refused" && (
        <Notice kind="stop" title={t("ui.write.refused")}>
          <p>{write.why}</p>
          {write.next && <p>{write.next}</p>}
          {write.details && <Disclosure>{write.details}</Disclosure>}
        </Notice>
      )}
    </div>
  );
}

/** Milliseconds after which somebody looks for the question that their device should be showing. */
const LONG = 8_000;

function Waiting({ giveUp }: { giveUp: () => void }) {
  const t = useText();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  return (
    <div>
      <p className={styles.grey}>{t("ui.write.lookAtWallet")}</p>
      <Button look="quiet" onClick={giveUp}>
        {t("ui.write.giveUp")}
      </Button>
    </div>
  );
}
