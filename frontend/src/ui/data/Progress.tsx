import type { ReactNode } from "react";
import { useText } from "../../i18n/text.ts";
import styles from "./Progress.module.css";

export type StepState = "done" | "now" | "next" | "failed";
export type ProgressStep = { name: ReactNode; state: StepState; note?: ReactNode };

/** Named steps in order: paid → held → seat issued. */
export function Progress({ steps, label }: { steps: readonly ProgressStep[]; label: string }) {
  const t = useText();
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps do not move
        <li key={index} className={styles[step.state]} aria-current={step.state === "now" ? "step" : undefined}>
          <svg className={styles.dot} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <circle cx="12" cy="12" r="10" />
            {step.state === "done" && <path d="m7.5 12.5 3 3 6-7" />}
            {step.state === "failed" && <path d="m8.5 8.5 7 7m0-7-7 7" />}
            {step.state === "now" && <circle cx="12" cy="12" r="4" className={styles.core} />}
          </svg>
          <div>
            <span className={styles.name}>{step.name}</span>{" "}
            <span className={styles.state}>{t(`ui.step.${step.state}`)}</span>
            {step.note && <div className={styles.note}>{step.note}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
