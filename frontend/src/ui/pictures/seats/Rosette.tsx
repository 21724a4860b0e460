import { useMemo } from "react";
import styles from "./Certificate.module.css";
import { rosetteForm, rosettePaths } from "./rosetteShape.ts";

/** The guilloche of a share, as on banknotes and bonds. Decoration: the number beside it says which. */
export function Rosette({ hash, size }: { hash: `0x${string}`; size?: number }) {
  const { ink, lines } = useMemo(() => {
    const form = rosetteForm(hash);
    return { ink: form.ink, lines: rosettePaths(form, 100) };
  }, [hash]);
  return (
    <svg
      className={styles.rosette}
      viewBox="-100 -100 200 200"
      width={size}
      height={size}
      style={{ color: `var(--${ink})` }}
      aria-hidden="true"
    >
      {lines.map((d, line) => (
        <path key={d} d={d} strokeWidth={0.9 + line * 0.06} strokeOpacity={0.42 + line * 0.045} />
      ))}
    </svg>
  );
}
