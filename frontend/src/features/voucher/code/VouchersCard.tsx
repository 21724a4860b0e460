import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import styles from "./VouchersCard.module.css";

type VouchersCardProps = {
  /** Smallest units. */
  inAccount: bigint;
  inPocket: bigint;
  unitPrice: bigint;
  /** Where the code is shown. */
  codeHref: string;
};

/** Vouchers as what they are good for. */
export function VouchersCard({ inAccount, inPocket, unitPrice, codeHref }: VouchersCardProps) {
  const t = useText();
  const format = useFormat();
  const all = inAccount + inPocket;
  if (all === 0n) {
    return (
      <Card title={t("voucher.title")}>
        <p>{t("voucher.none.body")}</p>
      </Card>
    );
  }
  return (
    <Card
      title={t("voucher.title")}
      tone="accent"
      footer={
        <ButtonLink look="primary" wide href={codeHref}>
          {t("voucher.show")}
        </ButtonLink>
      }
    >
      <Stack gap={1}>
        <p className={styles.units}>{t("voucher.units", { n: Number(all / unitPrice) })}</p>
        <p className={styles.worth}>{t("voucher.worth", { amount: format.money(all) })}</p>
        <dl className={styles.places}>
          <div>
            <dt>{t("voucher.aside")}</dt>
            <dd>{format.money(inPocket)}</dd>
          </div>
          <div>
            <dt>{t("voucher.kept")}</dt>
            <dd>{format.money(inAccount)}</dd>
          </div>
        </dl>
      </Stack>
    </Card>
  );
}
