import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import type { Till } from "../useTill.ts";
import styles from "./OrderLines.module.css";
import { useLineName } from "./useLineName.ts";

/** What is being ordered, line by line; each can be taken away again. It stands where nothing moves under a finger. */
export function OrderLines({ till }: { till: Till }) {
  const t = useText();
  const hundredths = useHundredths();
  const nameOf = useLineName();
  const { lines } = till.keyed;
  if (lines.length === 0) return null;
  return (
    <ul className={styles.lines} aria-label={t("terminal.order")}>
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
        <li key={i}>
          <bdi>{nameOf(line)}</bdi>
          <span>{hundredths(line.n * line.amount)}</span>
          <button
            type="button"
            aria-label={t("terminal.order.less", { what: nameOf({ ...line, n: 1 }) })}
            onClick={() => till.takeOne(i)}
          >
            −
          </button>
        </li>
      ))}
    </ul>
  );
}
