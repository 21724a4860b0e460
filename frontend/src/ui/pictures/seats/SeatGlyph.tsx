import styles from "./SeatGlyph.module.css";
import { seatGlyphPath } from "./seatGlyphShape.ts";

type SeatGlyphProps = {
  /** Undefined: nobody sits there. */
  seat: number | undefined;
  size?: number;
  tone?: "past" | "now" | "own";
};

/** The mark of a seat, beside its name. Silent: the name says it. */
export function SeatGlyph({ seat, size = 28, tone = "now" }: SeatGlyphProps) {
  return (
    <svg className={styles.glyph} viewBox="-14 -14 28 28" width={size} height={size} aria-hidden="true">
      {seat === undefined ? (
        <circle r="11" className={styles.empty} />
      ) : (
        <path d={seatGlyphPath(seat, 12)} className={styles[tone]} />
      )}
    </svg>
  );
}
