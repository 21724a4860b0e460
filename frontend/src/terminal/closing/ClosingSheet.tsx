import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { QrCode } from "../../ui/data/QrCode.tsx";
import { Button } from "../../ui/form/Button.tsx";
import { Facts, Stack } from "../../ui/layout/Layout.tsx";
import type { TillHouse } from "../house.ts";
import { byPerson } from "../journal/kept.ts";
import { Paper } from "../journal/Paper.tsx";
import { useTaxFacts } from "../journal/TaxLines.tsx";
import type { Till } from "../useTill.ts";
import styles from "./ClosingSheet.module.css";
import type { Closed, ClosingSums as Sums } from "./closing.ts";
import { useManagerName } from "./managers.ts";

/** The closing with its number, on the screen and on 80 mm of paper, and the way for anybody to add it up again. */
export function ClosingSheet({ closed, till, house }: { closed: Closed; till: Till; house: TillHouse }) {
  const t = useText();
  const sheet = (
    <>
      <h2>{house.deployment.club.name}</h2>
      <Head closed={closed} label={till.standing.label} dayOffset={house.dayOffset} />
      <div className={styles.code}>
        <QrCode text={`${location.origin}/counters/${till.standing.id}`} label={t("terminal.close.qr")} level="L" />
      </div>
      <p>{t("terminal.close.check")}</p>
      <p>{t("terminal.receipt.noInvoice")}</p>
    </>
  );
  return (
    <Stack gap={2}>
      <div data-closing={closed.number}>{sheet}</div>
      <div>
        <Button look="primary" onClick={() => print()}>
          {t("terminal.close.print")}
        </Button>
      </div>
      <Paper>{sheet}</Paper>
    </Stack>
  );
}

function Head({ closed, label, dayOffset }: { closed: Closed; label: string; dayOffset: number }) {
  const t = useText();
  const format = useFormat();
  const nameOf = useManagerName();
  const { number, businessDay, closedAt, manager, byTill } = closed;
  return (
    <>
      <h3>{t("terminal.close.number", { n: number })}</h3>
      <p>
        {label} · {format.date(businessDay * 86_400 + 43_200 - dayOffset)}
      </p>
      <ClosingSums sums={closed} />
      <p>
        {t(byTill ? "terminal.close.signed" : "terminal.close.signed.alone", {
          who: nameOf(manager),
          when: format.dateTime(closedAt),
        })}
      </p>
    </>
  );
}

/** What a closing comes to. */
export function ClosingSums({ sums }: { sums: Sums }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const { payments, total, voided, refunded, unpaid, lines } = sums;
  const taxes = useTaxFacts(lines);
  return (
    <Facts
      facts={[
        { name: t("terminal.close.payments"), value: format.count(payments) },
        { name: t("terminal.close.total"), value: hundredths(total) },
        { name: t("terminal.sum.voided"), value: hundredths(voided) },
        { name: t("terminal.sum.refunded"), value: hundredths(refunded) },
        { name: t("terminal.sum.unpaid"), value: hundredths(unpaid) },
        ...byPerson(lines).map(([name, sum]) => ({ name: t("terminal.sum.by", { name }), value: hundredths(sum) })),
        ...taxes,
      ]}
    />
  );
}
