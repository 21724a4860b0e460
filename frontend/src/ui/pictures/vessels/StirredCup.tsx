import styles from "./StirredCup.module.css";
import { stirredCup } from "./stirredCupShape.ts";

type StirredCupProps = {
  size: number;
  rings?: number;
  chairs?: number;
  /** The ring of the table now in office. */
  now?: number;
};

/** The house's emblem: all chairs on rings, each turned a little further, like the swirl a spoon leaves. Decoration. */
export function StirredCup({
  size,
  rings = size < 64 ? 4 : 20,
  chairs = size < 64 ? 7 : 10,
  now = size < 64 ? 2 : 6,
}: StirredCupProps) {
  const { dots, ring } = stirredCup(rings, chairs, now);
  return (
    <svg className={styles.cup} viewBox="-100 -100 200 200" width={size} height={size} aria-hidden="true">
      {ring !== null && <circle r={ring.radius} className={styles.ring} strokeWidth={ring.width} />}
      {dots.map((dot) => (
        <circle key={`${dot.ring} ${dot.chair}`} cx={dot.x} cy={dot.y} r={dot.r} className={styles[dot.when]} />
      ))}
    </svg>
  );
}
