import { useEffect, useState } from "react";
import type { Step } from "#protocol/oversight/draw.ts";
import { useText } from "../../../i18n/text.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { seatGlyphPath } from "../../../ui/pictures/seats/seatGlyphShape.ts";
import { cell, chairCentre } from "../../../ui/pictures/tables/allTermsShape.ts";
import styles from "./MovingDraw.module.css";

/** Milliseconds for each step. */
const BEAT = 300;
/** Shares in a column, as many as the picture of all terms has rows where ten are in office. */
const ROWS = 10;
/** More shares than this would be dust. */
const MOST = 400;

type MovingDrawProps = {
  steps: readonly Step[];
  /** Shares that there were, by their numbers from 1. */
  born: number;
};

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * All shares of the house, and the draw as it goes over them: chosen, drawn, passed over, one after the other. The lists
 * below say the same in words.
 */
export function MovingDraw({ steps, born }: MovingDrawProps) {
  const t = useText();
  const [done, setDone] = useState(() => (isStill() ? steps.length : 0));
  useEffect(() => {
    if (done >= steps.length) return;
    const beat = setTimeout(() => setDone(done + 1), BEAT);
    return () => clearTimeout(beat);
  }, [done, steps.length]);
  if (born > MOST) return null;
  const seats = Array.from({ length: born }, (_, i) => i + 1);
  const found = new Map(
    steps.slice(0, done).flatMap(({ kind, seat }) => (kind === "passed" ? [] : [[seat, kind] as const])),
  );
  const placeOf = (seat: number) => chairCentre(Math.floor((seat - 1) / ROWS), (seat - 1) % ROWS);
  const at = done < steps.length ? steps[Math.max(0, done - 1)] : undefined;
  const width = Math.ceil(born / ROWS) * cell;
  return (
    <figure className={styles.figure}>
      <svg viewBox={`0 0 ${width} ${ROWS * cell + 4}`} className={styles.picture} aria-hidden="true">
        {seats.map((seat) => {
          const { x, y } = placeOf(seat);
          const kind = found.get(seat);
          return kind === undefined ? (
            <circle key={seat} cx={x} cy={y} r="2.6" className={styles.share} />
          ) : (
            <path
              key={seat}
              d={seatGlyphPath(seat, 5.4)}
              transform={`translate(${x} ${y})`}
              className={kind === "reserve" ? styles.reserve : styles.chair}
            />
          );
        })}
        {at !== undefined && <circle cx={placeOf(at.seat).x} cy={placeOf(at.seat).y} r="8" className={styles.hand} />}
      </svg>
      <figcaption className={styles.words}>
        <span>{t("oversight.draw.moving")}</span>
        <span data-print="no">
          <Button look="quiet" disabled={done < steps.length} onClick={() => setDone(0)}>
            {t("oversight.draw.again")}
          </Button>
        </span>
      </figcaption>
    </figure>
  );
}
