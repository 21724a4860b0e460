import { useText } from "../../i18n/text.ts";
import styles from "./ReceiptRoll.module.css";
import { rollBars } from "./receiptRollShape.ts";

/** A thin strip of the last entries above the list of them: up came in, down went out. */
export function ReceiptRoll({ amounts }: { amounts: readonly bigint[] }) {
  const t = useText();
  const bars = rollBars(amounts, 28);
  return (
    <svg
      className={styles.roll}
      viewBox={`0 -30 ${Math.max(bars.length, 1) * 10} 60`}
      preserveAspectRatio="none"
      width={bars.length * 18}
      role="img"
      aria-label={t("ui.roll", { n: bars.length })}
    >
      <path d={`M0 0h${bars.length * 10}`} className={styles.zero} />
      {bars.map((bar, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a strip in order
          key={index}
          x={index * 10 + 2}
          width="6"
          y={bar.height > 0 ? -bar.height : 0}
          height={Math.abs(bar.height)}
          className={bar.height > 0 ? styles.in : styles.out}
        />
      ))}
    </svg>
  );
}
