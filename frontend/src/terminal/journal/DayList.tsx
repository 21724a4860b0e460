import { useEffect, useState } from "react";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { Button } from "../../ui/form/Button.tsx";
import { download } from "../../ui/form/download.ts";
import { Row } from "../../ui/layout/Layout.tsx";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { CloseDay } from "../closing/CloseDay.tsx";
import { ExactList } from "../exact/ExactList.tsx";
import type { TillHouse } from "../house.ts";
import type { Till } from "../useTill.ts";
import { ItemStateText } from "../words.tsx";
import styles from "./DayList.module.css";
import { saveDay } from "./dayCsv.ts";
import { FindReceipt } from "./FindReceipt.tsx";
import type { JournalItem } from "./journal.ts";
import { byPerson } from "./kept.ts";
import { OnePayment } from "./OnePayment.tsx";
import { receiptName } from "./receiptName.ts";
import { TaxLines } from "./TaxLines.tsx";

interface DayListProps {
  open: boolean;
  onClose: () => void;
  till: Till;
  house: TillHouse;
}

/** Everything accepted on this business day, newest first, what became of it, and what it comes to. */
export function DayList({ open, onClose, till, house }: DayListProps) {
  const t = useText();
  const [shown, setShown] = useState<"list" | "closing" | JournalItem>("list");
  const back = () => setShown("list");
  useEffect(() => {
    if (!open) setShown("list");
  }, [open]);
  const line = typeof shown === "object" ? (till.lines.find(({ id }) => id === shown.id) ?? shown) : undefined;
  const title = line !== undefined ? "terminal.back.title" : shown === "closing" ? "terminal.close" : "terminal.list";
  return (
    <Sheet open={open} onClose={onClose} title={t(title)}>
      {line !== undefined ? (
        <OnePayment till={till} house={house} line={line} onBack={back} />
      ) : shown === "closing" ? (
        <CloseDay till={till} house={house} onBack={back} />
      ) : (
        <List till={till} house={house} onChoose={setShown} onCloseDay={() => setShown("closing")} />
      )}
    </Sheet>
  );
}

interface ListProps {
  till: Till;
  house: TillHouse;
  onChoose: (line: JournalItem) => void;
  onCloseDay: () => void;
}

function List({ till, house, onChoose, onCloseDay }: ListProps) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const { lines, waiting } = till;
  const late = till.standing.state !== "paired";
  return (
    <>
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
                <th scope="col">{t("terminal.receipt")}</th>
                <th scope="col">{t("terminal.list.state")}</th>
              </tr>
            </thead>
            <tbody>
              {lines.toReversed().map((line) => (
                <tr key={line.id}>
                  <td>
                    <button type="button" className={styles.open} onClick={() => onChoose(line)}>
                      <span className="visually-hidden">{t("terminal.back.open")} </span>
                      {format.time(line.item.acceptedAt)}
                    </button>
                  </td>
                  <td>{hundredths(line.item.amount)}</td>
                  <td>{line.item.pocket}</td>
                  <td>{receiptName(line)}</td>
                  <td>
                    <ItemStateText line={line} late={late} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>{t("terminal.back.hint")}</p>
        </>
      )}
      <FindReceipt till={till} onFound={onChoose} />
      <ExactList house={house} terminal={till.standing.id} />
      <Row gap={1}>
        <Button onClick={onCloseDay}>{t("terminal.close")}</Button>
        {lines.length > 0 && (
          <Button look="quiet" onClick={() => void saveLines(till)}>
            {t("terminal.csv")}
          </Button>
        )}
      </Row>
      {waiting.length > 0 && (
        <div className={styles.export}>
          <Button onClick={() => void save(till)}>{t("terminal.export", { n: waiting.length })}</Button>
          <p>{t("terminal.export.hint")}</p>
        </div>
      )}
    </>
  );
}

/** The day's sums: what was paid, what is on its way, what went back, what was green and then not paid. */
function Sums({ lines }: { lines: readonly JournalItem[] }) {
  const t = useText();
  const hundredths = useHundredths();
  const sum = (states: readonly JournalItem["state"][]) =>
    lines.filter(({ state }) => states.includes(state)).reduce((all, line) => all + line.item.amount, 0);
  const parts = [
    ["terminal.sum.recorded", sum(["included", "settled"])],
    ["terminal.sum.waiting", sum(["accepted", "submitted", "unknown"])],
    ["terminal.sum.voided", sum(["voided"])],
    ["terminal.sum.refunded", lines.reduce((all, { refunded = 0 }) => all + refunded, 0)],
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

async function saveLines({ lines, tablet }: Till): Promise<void> {
  const codes = await Promise.all(lines.map(async (line) => [line.id, await tablet.recordOf(line)] as const));
  saveDay(lines, new Map(codes.flatMap(([id, code]) => (code === undefined ? [] : [[id, code]]))));
}

async function save(till: Till): Promise<void> {
  download(await till.lateFile(), `counter-${till.standing.id}-not-recorded.json`, "application/json");
}
