import styles from "./Certificate.module.css";

/** A share's drawing, as `protocol/membership/rosette.ts` and the contract make it. */
export interface RosetteLines {
  /** Of one of the colour tokens. */
  ink: { token: string };
  /** Path data in units from −1,100 to 1,100. */
  lines: readonly string[];
}

/**
 * The guilloche of a share, as on banknotes and bonds. Decoration: the number beside it says which.
 *
 * @param isDrawing It is drawn line by line as it appears, where the device lets things move.
 */
export function Rosette({ art, size, isDrawing }: { art: RosetteLines; size?: number; isDrawing?: boolean }) {
  return (
    <svg
      className={styles.rosette}
      viewBox="-1000 -1000 2000 2000"
      width={size}
      height={size}
      data-ink={art.ink.token}
      data-drawing={isDrawing || undefined}
      aria-hidden="true"
    >
      {art.lines.map((d, line) => (
        <path
          key={d}
          d={d}
          pathLength={isDrawing ? 1 : undefined}
          strokeWidth={9 + line * 0.6}
          strokeOpacity={0.42 + line * 0.045}
        />
      ))}
    </svg>
  );
}
