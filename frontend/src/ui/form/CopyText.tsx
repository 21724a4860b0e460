import { useState } from "react";
import { useText } from "../../i18n/text.ts";
import { Mark } from "../data/Mark.tsx";
import { Button } from "./Button.tsx";
import styles from "./CopyText.module.css";

/** A code or an account number with its button. `shown` is the short form on screen; the whole is copied. */
export function CopyText({ text, shown = text }: { text: string; shown?: string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  return (
    <span className={styles.copy}>
      <code className={styles.code}>{shown}</code>
      <Button
        look="quiet"
        onClick={async () => {
          await navigator.clipboard.writeText(text);
          setCopied(true);
          setTimeout(() => setCopied(false), 2_000);
        }}
      >
        <span aria-live="polite">
          {copied && <Mark kind="good" />} {t(copied ? "ui.copied" : "ui.copy")}
        </span>
      </Button>
    </span>
  );
}
