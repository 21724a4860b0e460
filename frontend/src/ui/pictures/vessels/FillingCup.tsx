import { useId } from "react";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import styles from "./FillingCup.module.css";

type FillingCupProps = {
  taken: number;
  places: number;
  /** The round comes true from here. */
  goal?: number;
  /** A word for the line at the goal. */
  goalLabel?: string;
};

const top = 22;
const bottom = 118;

/** A round as a cup that fills: the number beside it, the goal as a line. */
export function FillingCup({ taken, places, goal, goalLabel }: FillingCupProps) {
  const t = useText();
  const format = useFormat();
  const clip = useId();
  const level = (n: number) => bottom - (bottom - top) * (places > 0 ? Math.min(1, Math.max(0, n / places)) : 0);
  return (
    <div className={styles.round}>
      <svg className={styles.cup} viewBox="0 0 160 140" aria-hidden="true">
        <clipPath id={clip}>
          <path d="M18 14h96l-7 82c-1 14-11 22-24 22H49c-13 0-23-8-24-22Z" />
        </clipPath>
        <g clipPath={`url(#${clip})`}>
          <rect x="0" y="0" width="160" height="140" className={styles.inside} />
          <rect x="0" y={level(taken)} width="160" height="140" className={styles.fill} />
        </g>
        {goal !== undefined && goal > 0 && <path d={`M12 ${level(goal)}h112`} className={styles.goal} />}
        <path d="M112 34c20-6 36 4 34 22s-22 26-39 24" className={styles.line} />
        <path d="M18 14h96l-7 82c-1 14-11 22-24 22H49c-13 0-23-8-24-22Z" className={styles.line} />
        <path d="M8 131h116" className={styles.line} />
      </svg>
      <div>
        <div className={styles.number}>
          {format.count(taken)}
          <span className={styles.of}> / {format.count(places)}</span>
        </div>
        <div className={styles.words}>
          {t("ui.places.taken", { taken: format.count(taken), places: format.count(places) })}
        </div>
        {goalLabel && (
          <div className={styles.words}>
            <span className={styles.dash} aria-hidden="true" /> {goalLabel}
          </div>
        )}
      </div>
    </div>
  );
}
