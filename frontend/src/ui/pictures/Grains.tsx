import styles from "./Grains.module.css";
import { grainSize } from "./grainShape.ts";

export type Grain = { id: string | number; amount: bigint; tone?: "plain" | "marked" };

/** Donations as grains, area by amount, month by month. Decoration: the list beside it says the same in words. */
export function Grains({ months }: { months: readonly { label: string; grains: readonly Grain[] }[] }) {
  const largest = months
    .flatMap((month) => month.grains)
    .reduce((most, grain) => (grain.amount > most ? grain.amount : most), 1n);
  return (
    <div className={styles.months} aria-hidden="true">
      {months.map((month) => (
        <div key={month.label}>
          <div className={styles.heap}>
            {month.grains.map((grain) => {
              const size = grainSize(grain.amount, largest);
              return (
                <svg
                  aria-hidden="true"
                  key={grain.id}
                  viewBox="-10 -10 20 20"
                  width={size}
                  height={size}
                  className={styles[grain.tone ?? "plain"]}
                >
                  <ellipse rx="9.5" ry="7" transform="rotate(-35)" />
                  <path d="M-7.5 5.5C-3 3 1 2 1.5-1S5-5 7.5-5.5" />
                </svg>
              );
            })}
          </div>
          <div className={styles.label}>{month.label}</div>
        </div>
      ))}
    </div>
  );
}
