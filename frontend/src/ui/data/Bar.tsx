import type { ReactNode } from "react";
import styles from "./Bar.module.css";

type BarProps = {
  label: ReactNode;
  /** The value in words, at the end of the line: "¥ 12,000 of ¥ 20,000". */
  text: ReactNode;
  value: number;
  max: number;
  tone?: "accent" | "good" | "cool" | "stop" | "muted";
  /** A line across the bar: the quorum, the plan. */
  mark?: number;
  markLabel?: string;
};

/** The words carry the meaning, the bar repeats it. */
export function Bar({ label, text, value, max, tone = "accent", mark, markLabel }: BarProps) {
  const share = (n: number) => `${max > 0 ? Math.min(100, Math.max(0, (n / max) * 100)) : 0}%`;
  return (
    <div className={styles.bar}>
      <div className={styles.words}>
        <span>{label}</span>
        <span className={styles.text}>{text}</span>
      </div>
      <div className={styles.track} aria-hidden="true">
        <div className={`${styles.fill} ${styles[tone]}`} style={{ width: share(value) }} />
        {mark !== undefined && <div className={styles.mark} style={{ left: share(mark) }} />}
      </div>
      {markLabel && <div className={styles.markLabel}>{markLabel}</div>}
    </div>
  );
}
