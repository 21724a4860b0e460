import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import type { Till } from "../useTill.ts";
import { ItemStateText, useHundredths } from "../words.tsx";
import styles from "./DayList.module.css";
import type { JournalItem } from "./journal.ts";
import { TaxLines } from "./TaxLines.tsx";

/** Everything accepted on this business day, newest first, what became of it, and what it comes to. */
export function DayList({ open, onClose, till }: { open: boolean; onClose: () => void; till: Till }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const { lines, waiting } = till;
  const late = till.standing.state !== "paired";
  return (
    <Sheet open={open} onClose={onClose} title={t("terminal.list")}>
      {lines.length === 0 ? (
        <p>{t("terminal.strip.none")}</p>
      ) : (
        <>
          <Sums lines={lines} />
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
                    <ItemStateText line={line} late={late} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {waiting.length > 0 && (
        <div className={styles.export}>
          <Button onClick={() => void save(till)}>{t("terminal.export", { n: waiting.length })}</Button>
          <p>{t("terminal.export.hint")}</p>
        </div>
      )}
    </Sheet>
  );
}

/** The day's closing: what was paid, what is on its way, what was green and then not paid. */
function Sums({ lines }: { lines: readonly JournalItem[] }) {
  const t = useText();
  const hundredths = useHundredths();
  const sum = (states: readonly JournalItem["state"][]) =>
    lines.filter(({ state }) => states.includes(state)).reduce((all, line) => all + line.item.amount, 0);
  const parts = [
    ["terminal.sum.recorded", sum(["included", "settled"])],
    ["terminal.sum.waiting", sum(["accepted", "submitted", "unknown"])],
    ["terminal.sum.voided", sum(["voided"])],
    ["terminal.sum.unpaid", sum(["rejected"])],
  ] as const;
  return (
    <dl className={styles.sums}>
      {parts.map(([key, amount]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{hundredths(amount)}</dd>
        </div>
      ))}
      {byPerson(lines).map(([name, amount]) => (
        <div key={`by ${name}`}>
          <dt>{t("terminal.sum.by", { name })}</dt>
          <dd>{hundredths(amount)}</dd>
        </div>
      ))}
      <TaxLines lines={lines} />
    </dl>
  );
}

/** What each of those at the counter has accepted and is not lost. */
function byPerson(lines: readonly JournalItem[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const { by, state, item } of lines) {
    if (by !== undefined && state !== "rejected" && state !== "voided") sums.set(by, (sums.get(by) ?? 0) + item.amount);
  }
  return [...sums];
}

async function save(till: Till): Promise<void> {
  const url = URL.createObjectURL(new Blob([await till.lateFile()], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `counter-${till.standing.id}-not-recorded.json`;
  link.click();
  URL.revokeObjectURL(url);
}
