import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Row } from "../../ui/layout/Layout.tsx";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { useOverCounter } from "../useOverCounter.ts";
import type { Till } from "../useTill.ts";
import { useSkipWords } from "../words.tsx";
import type { JournalItem } from "./journal.ts";
import styles from "./Unpaid.module.css";

/** Green, then not paid: loud until somebody has taken note, with its sum; the list keeps the older ones. */
export function Unpaid({ till }: { till: Till }) {
  const t = useText();
  const hundredths = useHundredths();
  const [open, setOpen] = useOverCounter(till, false);
  const fresh = till.rejected.filter((line) => line.acknowledgedAt === undefined);
  if (till.rejected.length === 0) return null;
  const sum = (lines: readonly JournalItem[]) => hundredths(lines.reduce((all, line) => all + line.item.amount, 0));
  return (
    <>
      {fresh.length > 0 && (
        <div className={styles.loud} role="alert" data-unpaid={fresh.length}>
          <p>
            <strong>{t("terminal.unpaid", { n: fresh.length, sum: sum(fresh) })}</strong> {t("terminal.unpaid.body")}
          </p>
          <Row gap={1}>
            <Button onClick={() => setOpen(true)}>{t("terminal.unpaid.list")}</Button>
            <Button onClick={() => void till.acknowledge(fresh.map((line) => line.id))}>
              {t("terminal.unpaid.seen")}
            </Button>
          </Row>
        </div>
      )}
      {fresh.length === 0 && (
        <button type="button" className={styles.quiet} onClick={() => setOpen(true)}>
          {t("terminal.unpaid", { n: till.rejected.length, sum: sum(till.rejected) })}
        </button>
      )}
      <Sheet open={open} onClose={() => setOpen(false)} title={t("terminal.unpaid.title")}>
        <UnpaidList lines={till.rejected} />
        <p>
          <strong>{t("terminal.unpaid.sum", { sum: sum(till.rejected) })}</strong>
        </p>
      </Sheet>
    </>
  );
}

function UnpaidList({ lines }: { lines: readonly JournalItem[] }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const why = useSkipWords();
  return (
    <table className={styles.list}>
      <thead>
        <tr>
          <th scope="col">{t("terminal.list.time")}</th>
          <th scope="col">{t("terminal.list.amount")}</th>
          <th scope="col">{t("terminal.list.pocket")}</th>
          <th scope="col">{t("terminal.unpaid.why")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.toReversed().map((line) => (
          <tr key={line.id}>
            <td>{format.dateTime(line.item.acceptedAt)}</td>
            <td>{hundredths(line.item.amount)}</td>
            <td>{line.item.pocket}</td>
            <td>{why(line.skipReason ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
