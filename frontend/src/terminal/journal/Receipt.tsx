import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { Button } from "../../ui/form/Button.tsx";
import { SheetFoot } from "../../ui/layout/PrintSheet.tsx";
import { useLineName } from "../prices/useLineName.ts";
import type { Till } from "../useTill.ts";
import type { JournalItem } from "./journal.ts";
import { Paper } from "./Paper.tsx";
import styles from "./Receipt.module.css";
import { receiptName } from "./receiptName.ts";
import { TaxLines } from "./TaxLines.tsx";
import { useRecordCode } from "./useRecordCode.ts";

/** The last payment on 80 mm of paper. It says what it is not: the house's own cash register writes the tax invoice. */
export function ReceiptButton({ till, club }: { till: Till; club: string }) {
  const t = useText();
  const { last } = till;
  if (last === undefined) return null;
  return (
    <>
      <Button look="quiet" onClick={() => print()}>
        {t("terminal.receipt")}
      </Button>
      <Receipt key={last.id} till={till} line={last} club={club} />
    </>
  );
}

/**
 * Where everybody can look the payment up: its own page once a block that stays has it, until then the counter's. Paper
 * cannot be taken back, and a reorganisation may give the payment another place.
 */
function usePublicPath({ tablet }: Till, line: JournalItem): string {
  const code = useRecordCode(tablet, line);
  return code === undefined ? `/counters/${line.terminal}` : `/r/${code}`;
}

function Receipt({ till, line, club }: { till: Till; line: JournalItem; club: string }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const nameOf = useLineName();
  const place = receiptName(line);
  const path = usePublicPath(till, line);
  return (
    <Paper>
      <h2>{club}</h2>
      <p>{till.standing.label}</p>
      <p>{format.dateTime(line.item.acceptedAt)}</p>
      <dl className={styles.sums}>
        {line.lines?.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an order that was paid stays as it is
          <div key={i}>
            <dt>{nameOf(one)}</dt>
            <dd>{hundredths(one.n * one.amount)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.amount}>{hundredths(line.item.amount)}</p>
      <dl className={styles.sums}>
        <TaxLines lines={[line]} />
      </dl>
      <p>{t("terminal.accepted.pocket", { pocket: line.item.pocket })}</p>
      <p>{t("terminal.receipt.place", { place })}</p>
      {line.ownReceipt !== undefined && (
        <p>
          {t("terminal.receipt.own")}: <bdi>{line.ownReceipt}</bdi>
        </p>
      )}
      {line.by !== undefined && <p>{t("terminal.sum.by", { name: line.by })}</p>}
      <p>{t("terminal.receipt.noInvoice")}</p>
      <SheetFoot path={path} />
    </Paper>
  );
}
