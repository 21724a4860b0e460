import styles from "./Mark.module.css";

export type MarkKind = "good" | "wait" | "stop" | "info";

// Shapes differ as much as colours: tick in a circle, dots in a hexagon, cross in an octagon, i in a square.
const shapes: Record<MarkKind, { frame: string; sign: string }> = {
  good: { frame: "M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20Z", sign: "m7.5 12.5 3 3 6-7" },
  wait: { frame: "m12 1.8 8.8 5.1v10.2L12 22.2l-8.8-5.1V6.9Z", sign: "M7.5 12h.01M12 12h.01M16.5 12h.01" },
  stop: { frame: "M8 2h8l6 6v8l-6 6H8l-6-6V8Z", sign: "m8.5 8.5 7 7m0-7-7 7" },
  info: { frame: "M3 3h18v18H3Z", sign: "M12 11v6m0-10v.01" },
};

/** State in a shape. Always with a word beside it, so it is silent itself. */
export function Mark({ kind }: { kind: MarkKind }) {
  return (
    <svg
      className={`${styles.mark} ${styles[kind]}`}
      viewBox="0 0 24 24"
      width="1.15em"
      height="1.15em"
      aria-hidden="true"
    >
      <path d={shapes[kind].frame} />
      <path d={shapes[kind].sign} className={styles.sign} />
    </svg>
  );
}
