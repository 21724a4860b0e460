import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import type { Till } from "../useTill.ts";
import { useHundredths } from "../words.tsx";
import type { JournalItem } from "./journal.ts";
import styles from "./Receipt.module.css";

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
      <Receipt line={last} club={club} label={till.standing.label} />
    </>
  );
}

function Receipt({ line, club, label }: { line: JournalItem; club: string; label: string }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const place = line.seq === undefined ? `${line.terminal}-${line.id}` : `${line.terminal}-${line.seq}-${line.id}`;
  return (
    <section className={styles.receipt} aria-hidden="true">
      <h2>{club}</h2>
      <p>{label}</p>
      <p>{format.dateTime(line.item.acceptedAt)}</p>
      <p className={styles.amount}>{hundredths(line.item.amount)}</p>
      <p>{t("terminal.accepted.pocket", { pocket: line.item.pocket })}</p>
      <p>{t("terminal.receipt.place", { place })}</p>
      <p>{t("terminal.receipt.noInvoice")}</p>
    </section>
  );
}
