import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { ItemStateText, useHundredths } from "../words.tsx";
import styles from "./DayList.module.css";
import type { JournalItem } from "./journal.ts";

/** Everything accepted on this business day, newest first. */
export function DayList({
  open,
  onClose,
  lines,
}: {
  open: boolean;
  onClose: () => void;
  lines: readonly JournalItem[];
}) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  return (
    <Sheet open={open} onClose={onClose} title={t("terminal.list")}>
      {lines.length === 0 ? (
        <p>{t("terminal.strip.none")}</p>
      ) : (
        <table className={styles.list}>
          <thead>
            <tr>
              <th scope="col">{t("terminal.list.time")}</th>
              <th scope="col">{t("terminal.list.amount")}</th>
              <th scope="col">{t("terminal.list.pocket")}</th>
              <th scope="col">{t("terminal.list.state")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.toReversed().map((line) => (
              <tr key={line.id}>
                <td>{format.time(line.item.acceptedAt)}</td>
                <td>{hundredths(line.item.amount)}</td>
                <td>{line.item.pocket}</td>
                <td>
                  <ItemStateText line={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  );
}
