import { useText } from "../../i18n/text.ts";
import type { Till } from "../useTill.ts";
import styles from "./Keypad.module.css";

const rows = ["7", "8", "9", "4", "5", "6", "1", "2", "3", "00", "0"] as const;

/** Keys for a thumb in a hurry: 64 px and more. */
export function Keypad({ till }: { till: Till }) {
  const t = useText();
  const digit = (digits: string) => (
    <button
      key={digits}
      type="button"
      className={styles.key}
      data-key={digits}
      onClick={(event) => till.press({ key: "digit", digits }, event.timeStamp)}
    >
      {digits}
    </button>
  );
  return (
    <fieldset className={styles.pad} aria-label={t("terminal.keypad")}>
      {rows.map(digit)}
      <button
        type="button"
        className={styles.key}
        data-key="+"
        aria-label={t("terminal.key.plus.name")}
        onClick={(event) => till.press({ key: "plus" }, event.timeStamp)}
      >
        +
      </button>
      <button
        type="button"
        className={styles.clear}
        data-key="C"
        aria-label={t("terminal.key.clear.name")}
        onClick={(event) => till.press({ key: "clear" }, event.timeStamp)}
      >
        {t("terminal.key.clear")}
      </button>
    </fieldset>
  );
}
