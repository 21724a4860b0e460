import { useId, useState } from "react";
import { payCodeFromDigits } from "#protocol/voucher/payCode.ts";
import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import { keyAt } from "./amountKeys.ts";
import styles from "./DigitsField.module.css";

/** What an input method makes of digits: wide ones. */
const narrow = (text: string) => text.normalize("NFKC");

/** Where a code can be pasted, typed, or scanned into. */
export function DigitsField({ onDigits }: { onDigits: (digits: string) => void }) {
  const t = useText();
  const [digits, setDigits] = useState("");
  const id = useId();
  const send = (text: string) => {
    setDigits("");
    onDigits(narrow(text));
  };
  return (
    <form
      className={styles.digits}
      onSubmit={(event) => {
        event.preventDefault();
        if (digits.trim() !== "") send(digits);
      }}
    >
      <label htmlFor={id}>{t("terminal.digits")}</label>
      <div className={styles.row}>
        <input
          id={id}
          data-for-codes
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          value={digits}
          onKeyDown={(event) => {
            // By where the key lies: under some layouts a scanner would type other signs here. A key that an input method
            // has taken comes as text, and would come twice.
            const isTaken = event.key === "Process" || event.nativeEvent.isComposing;
            const key = isTaken || event.ctrlKey || event.metaKey ? undefined : keyAt(event.code);
            if (key?.key !== "digit") return;
            event.preventDefault();
            setDigits((before) => before + key.digits);
          }}
          onCompositionEnd={(event) => {
            // The scanner's Enter went to the input method.
            const text = event.currentTarget.value;
            if (payCodeFromDigits(narrow(text)).ok) send(text);
          }}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setDigits(event.target.value)}
          onPaste={(event) => {
            event.preventDefault();
            send(event.clipboardData.getData("text"));
          }}
        />
        <Button type="submit" aria-label={t("terminal.digits.take")}>
          {/* Drawn: not every tablet's letters have this sign. */}
          <svg className={styles.enter} viewBox="0 0 24 24" aria-hidden="true">
            <path d="M20 5v7a2 2 0 0 1-2 2H5m5-5-5 5 5 5" />
          </svg>
        </Button>
      </div>
      <p id={`${id}-hint`} className={styles.hint}>
        {t("terminal.digits.hint")}
      </p>
    </form>
  );
}
