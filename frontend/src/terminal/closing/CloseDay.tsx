import { useEffect, useState } from "react";
import { NotKept } from "../../chain/node/kept.ts";
import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import { SelectField } from "../../ui/form/Field.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { ScanThis } from "../code/ScanThis.tsx";
import type { TillHouse } from "../house.ts";
import type { Tablet, Till } from "../useTill.ts";
import { ClosingSheet, ClosingSums } from "./ClosingSheet.tsx";
import { askManager, type Closed, type OpenDay, readClosed, readOpenDay } from "./closing.ts";
import { type Manager, readManagers, useManagerName } from "./managers.ts";

interface CloseDayProps {
  till: Till;
  house: TillHouse;
  onBack: () => void;
}

interface Begun {
  day: OpenDay;
  managers: readonly Manager[];
  last: Closed | undefined;
}

type Step =
  | { at: "reading" }
  | { at: "cutOff" | "unread" }
  | ({ at: "sums" } & Begun)
  | { at: "asking"; number: number; link: string }
  | { at: "closed"; closed: Closed };

/** Milliseconds between two looks at the record. */
const LOOK = 1_500;

/** The day's sums, a manager's signature beside the tablet's own, and the sheet with its number. */
export function CloseDay({ till, house, onBack }: CloseDayProps) {
  const t = useText();
  const [step, setStep] = useState<Step>({ at: "reading" });
  const { tablet } = till;
  // While the sums are shown they are those of this moment; then it is the manager's turn.
  const asked = step.at === "asking" ? step.number : undefined;
  const isClosed = step.at === "closed";
  useEffect(() => {
    if (isClosed) return;
    let gone = false;
    const tell = (next: Step) => !gone && setStep(next);
    const look = async () => {
      if (asked === undefined) return tell({ at: "sums", ...(await begin(house, tablet)) });
      const closed = await readClosed(house, tablet, asked);
      if (closed !== undefined) tell({ at: "closed", closed });
    };
    const lookOnce = () =>
      void look().catch((error: unknown) => {
        const at = error instanceof NotKept ? "unread" : "cutOff";
        if (asked === undefined) tell({ at });
      });
    lookOnce();
    const timer = setInterval(lookOnce, LOOK);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [house, tablet, asked, isClosed]);
  return (
    <Stack gap={3}>
      {step.at === "reading" && <p>{t("terminal.close.reading")}</p>}
      {(step.at === "cutOff" || step.at === "unread") && <Notice kind="wait" title={t(`terminal.close.${step.at}`)} />}
      {step.at === "sums" && (
        <Sums
          {...step}
          till={till}
          house={house}
          onAsk={(link) => setStep({ at: "asking", number: step.day.number, link })}
          onShow={(closed) => setStep({ at: "closed", closed })}
          onCutOff={() => setStep({ at: "cutOff" })}
        />
      )}
      {step.at === "asking" && (
        <ScanThis link={step.link} label={t("terminal.manager.qr")}>
          {t("terminal.close.scan")}
        </ScanThis>
      )}
      {step.at === "closed" && <ClosingSheet closed={step.closed} till={till} house={house} />}
      <div>
        <Button onClick={onBack}>{t("terminal.back.list")}</Button>
      </div>
    </Stack>
  );
}

async function begin(house: TillHouse, tablet: Tablet): Promise<Begun> {
  const [day, managers] = await Promise.all([readOpenDay(house, tablet), readManagers(house.house)]);
  return { day, managers, last: await readClosed(house, tablet, day.number - 1) };
}

function Sums({
  day,
  managers,
  last,
  till,
  house,
  onAsk,
  onShow,
  onCutOff,
}: Begun & {
  till: Till;
  house: TillHouse;
  onAsk: (link: string) => void;
  onShow: (closed: Closed) => void;
  onCutOff: () => void;
}) {
  const t = useText();
  const nameOf = useManagerName();
  const [chosen, setChosen] = useState<string>();
  const manager = managers.find(({ account }) => account === chosen) ?? managers[0];
  const isNothing = day.payments === 0 && day.voided + day.refunded + day.unpaid === 0n;
  const n = till.waiting.length;
  const ask = () =>
    manager !== undefined && askManager(house, till.tablet, day, manager.account).then(onAsk).catch(onCutOff);
  return (
    <>
      {isNothing ? (
        <p>{t("terminal.close.nothing")}</p>
      ) : (
        <>
          <h3>{t("terminal.close.number", { n: day.number })}</h3>
          <ClosingSums sums={day} />
          {n > 0 && (
            <Notice kind="wait" live title={t("terminal.close.waiting", { n })}>
              {t("terminal.close.waiting.body")}
            </Notice>
          )}
          {managers.length > 1 && (
            <SelectField
              label={t("terminal.close.manager")}
              value={manager?.account ?? ""}
              onChange={setChosen}
              options={managers.map((one) => ({ value: one.account, label: nameOf(one) }))}
            />
          )}
          <div>
            <Button look="primary" disabled={n > 0} onClick={() => void ask()}>
              {t("terminal.close.ask")}
            </Button>
          </div>
        </>
      )}
      {last !== undefined && (
        <div>
          <Button look="quiet" onClick={() => onShow(last)}>
            {t("terminal.close.again", { n: last.number })}
          </Button>
        </div>
      )}
    </>
  );
}
