import type { ReactNode } from "react";
import { useText } from "../../i18n/text.ts";
import styles from "./Disclosure.module.css";

/** The place for technical words: closed until somebody asks. */
export function Disclosure({ summary, children }: { summary?: ReactNode; children: ReactNode }) {
  const t = useText();
  return (
    <details className={styles.disclosure}>
      <summary className={styles.summary}>{summary ?? t("ui.details")}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
