import type { Message } from "#protocol/house/typedData.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { useHundredths } from "../../../parts/useHundredths.ts";
import { Facts } from "../../../ui/layout/Layout.tsx";

type Sums = Pick<Message<"Closing">, "businessDay" | "payments" | "total" | "voided" | "refunded">;

/** What a manager signs of a day; `unpaid` where it is known already. */
export function ClosingFacts({ closing }: { closing: Sums & { unpaid?: bigint } }) {
  const t = useText();
  const format = useFormat();
  const money = useHundredths();
  const house = useHouse();
  const { businessDay, payments, total, voided, refunded, unpaid } = closing;
  const day = format.date(businessDay * 86_400 + 43_200 - house.deployment.club.dayOffset);
  return (
    <Facts
      facts={[
        { name: t("desks.counter.close.day"), value: day },
        { name: t("desks.counter.close.payments"), value: format.count(payments) },
        { name: t("desks.counter.close.total"), value: money(total) },
        { name: t("desks.counter.close.voided"), value: money(voided) },
        { name: t("desks.counter.close.refunded"), value: money(refunded) },
        ...(unpaid === undefined ? [] : [{ name: t("desks.counter.close.unpaid"), value: money(unpaid) }]),
      ]}
    />
  );
}
