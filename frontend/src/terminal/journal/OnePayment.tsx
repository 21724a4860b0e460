import { useState } from "react";
import { paymentLink } from "#protocol/voucher/managerLinks.ts";
import type { PaidPlace } from "#protocol/voucher/payCode.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { useNow } from "../../ui/clock.ts";
import { Button } from "../../ui/form/Button.tsx";
import { TextField } from "../../ui/form/Field.tsx";
import { Row, Stack } from "../../ui/layout/Layout.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { ScanThis } from "../code/ScanThis.tsx";
import type { TillHouse } from "../house.ts";
import { useAnswer } from "../useAnswer.ts";
import type { Till } from "../useTill.ts";
import { ItemStateText } from "../words.tsx";
import type { JournalItem } from "./journal.ts";
import { keptOf } from "./kept.ts";
import { receiptName } from "./receiptName.ts";
import { mayUndo, UndoLast } from "./UndoLast.tsx";
import { useRecordCode } from "./useRecordCode.ts";

/** Letters of a receipt's number. */
const LONGEST_RECEIPT = 40;

interface OnePaymentProps {
  till: Till;
  house: TillHouse;
  line: JournalItem;
  onBack: () => void;
}

/** One payment of the day: what became of it, and who may take it back. */
export function OnePayment({ till, house, line, onBack }: OnePaymentProps) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const now = useNow(5);
  const { item, state } = line;
  const isPaid = state === "included" || state === "settled";
  return (
    <Stack gap={3}>
      <p>
        <strong>{hundredths(item.amount)}</strong> · {format.time(item.acceptedAt)} ·{" "}
        {t("terminal.accepted.pocket", { pocket: item.pocket })}
      </p>
      <Numbers till={till} line={line} />
      <p>
        <ItemStateText line={line} late={till.standing.state !== "paired"} />
      </p>
      <OwnReceipt key={line.id} till={till} line={line} />
      {mayUndo(line, now) && (
        <Stack gap={1}>
          <p>{t("terminal.back.alone")}</p>
          <Row gap={1}>
            <UndoLast till={till} line={line} />
          </Row>
        </Stack>
      )}
      {isPaid && keptOf(line) > 0 && <WithManager till={till} house={house} line={line} />}
      {!isPaid && state !== "voided" && state !== "rejected" && <p>{t("terminal.back.later")}</p>}
      <div>
        <Button onClick={onBack}>{t("terminal.back.list")}</Button>
      </div>
    </Stack>
  );
}

/** The number on its receipt; and what it is in the public record, once that stays. */
function Numbers({ till, line }: Pick<OnePaymentProps, "till" | "line">) {
  const t = useText();
  const code = useRecordCode(till.tablet, line);
  return (
    <p>
      {t("terminal.receipt.place", { place: receiptName(line) })}
      {code !== undefined && ` · ${t("terminal.receipt.record", { code })}`}
    </p>
  );
}

/** The number that the house's own cash register gave it, so that both lists can be laid side by side. */
function OwnReceipt({ till, line }: Pick<OnePaymentProps, "till" | "line">) {
  const t = useText();
  const [number, setNumber] = useState(line.ownReceipt ?? "");
  return (
    <TextField
      label={t("terminal.receipt.own")}
      value={number}
      autoComplete="off"
      onChange={(next) => {
        const short = next.slice(0, LONGEST_RECEIPT);
        setNumber(short);
        void till.nameReceipt(line.id, short.trim());
      }}
    />
  );
}

/** A manager takes it back whole on the same day, or gives a part back for a month, in their own app. */
function WithManager({ till, house, line }: Omit<OnePaymentProps, "onBack">) {
  const t = useText();
  const hundredths = useHundredths();
  const [asked, setAsked] = useState<PaidPlace>();
  const budget = useAnswer(house.refundsLeft);
  if (till.blind.offline) return <Notice kind="wait" title={t("terminal.back.offline")} />;
  if (asked === undefined) {
    const ask = async () => setAsked(await till.tablet.placeOf(line));
    return (
      <Stack gap={1}>
        <p>
          {t("terminal.back.manager", { left: hundredths(keptOf(line)) })}{" "}
          {budget !== undefined && t("terminal.back.budget", { left: hundredths(budget) })}
        </p>
        <div>
          <Button onClick={() => void ask()}>{t("terminal.back.ask")}</Button>
        </div>
      </Stack>
    );
  }
  return (
    <ScanThis link={paymentLink(location.origin, asked)} label={t("terminal.manager.qr")}>
      {t("terminal.back.scan")}
    </ScanThis>
  );
}
