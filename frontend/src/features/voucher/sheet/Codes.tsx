import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useSeat } from "../../../chain/session/session.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { QrCode } from "../../../ui/data/QrCode.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import styles from "./Codes.module.css";
import { giftLink, readGiftLink } from "./paperCodes.ts";

/** The sheet: each code to be cut out, or to be sent as a link to somebody without an account. */
export function Codes({ digits }: { digits: readonly string[] }) {
  const t = useText();
  const format = useFormat();
  const { deployment } = useHouse();
  const seat = useSeat();
  const seatName = useSeatName();
  const from = seat.status === "ready" && seat.data > 0 ? seatName(seat.data, true) : "";
  const unit = unitsPerHundredth(deployment.club.currency.decimals);
  return (
    <Stack gap={3}>
      <div data-print="no">
        <Notice
          kind="wait"
          live
          title={t("voucher.sheet.once")}
          action={<Button onClick={() => print()}>{t("voucher.sheet.print")}</Button>}
        >
          {t("voucher.sheet.once.body")}
        </Notice>
      </div>
      <ol className={styles.sheet}>
        {digits.map((one) => {
          const link = giftLink(location.origin, one, from);
          const code = readGiftLink(new URL(link).hash)?.code;
          return (
            <li key={one} className={styles.code} data-paper={one}>
              <QrCode text={one} label={t("voucher.code.label")} />
              {code !== undefined && (
                <p>
                  {t("voucher.sheet.good", {
                    amount: format.money(BigInt(code.maxAmount) * unit),
                    until: format.date(code.acceptBy),
                  })}
                </p>
              )}
              <div data-print="no">
                <CopyText text={link} shown={t("voucher.sheet.link")} />
              </div>
            </li>
          );
        })}
      </ol>
    </Stack>
  );
}
