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
      <svg className={styles.track} aria-hidden="true">
        <rect className={`${styles.fill} ${styles[tone]}`} width={share(value)} height="100%" rx="2" />
        {mark !== undefined && <rect className={styles.mark} x={share(mark)} y="-4" width="2" height="20" />}
      </svg>
      {markLabel && <div className={styles.markLabel}>{markLabel}</div>}
    </div>
  );
}
