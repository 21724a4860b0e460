import styles from "./StirredCup.module.css";
import type { Swirl as Shape } from "./stirredCupShape.ts";

/** All places of the house, stirred. What it shows stands in words beside it. */
export function Swirl({ shape: { taken, free, inOffice, ring } }: { shape: Shape }) {
  return (
    <svg className={styles.swirl} viewBox="-100 -100 200 200" aria-hidden="true">
      {ring !== null && <circle r={ring.radius} className={styles.ring} strokeWidth={ring.width} />}
      <path className={styles.past} d={taken} />
      <path className={styles.coming} d={free} />
      <path className={styles.now} d={inOffice} />
    </svg>
  );
}
