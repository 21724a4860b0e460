import { nameOfTill, type SignedEnrolment, tillSign } from "#protocol/voucher/tillPairing.ts";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { letInDeed } from "./tillDeeds.ts";

/** The second of two: what the first one has signed, and one confirmation that lets the tablet in. */
export function SecondWord({ seat, first }: { seat: number; first: SignedEnrolment }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const seatName = useSeatName();
  const acting = useAct("letTillIn");
  const { enrolment } = first;
  const name = nameOfTill(enrolment.label);
  return (
    <Card title={t("voucher.tills.confirm.title", { name })} tone="accent">
      <Stack gap={2}>
        <ul>
          <li>{t("voucher.tills.confirm.by", { who: seatName(enrolment.seat) })}</li>
          {enrolment.terminal !== 0 && <li>{t("voucher.tills.confirm.again", { n: enrolment.terminal })}</li>}
          <li>{t("voucher.tills.confirm.cap", { cap: format.money(enrolment.dayCap) })}</li>
          <li>{t("voucher.tills.until.date", { when: format.date(enrolment.expiry) })}</li>
        </ul>
        <p>{t("voucher.tills.compare", { sign: tillSign(enrolment) })}</p>
        {enrolment.seat === seat ? (
          <Notice kind="wait" title={t("voucher.tills.confirm.other")} />
        ) : (
          <ActButton
            acting={acting}
            label={t("voucher.tills.confirm.do", { name })}
            done={t("voucher.tills.confirm.done")}
            onConfirm={async () => acting.run(await letInDeed(house, seat, first))}
          />
        )}
      </Stack>
    </Card>
  );
}
