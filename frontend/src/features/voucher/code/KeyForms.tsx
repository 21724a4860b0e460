import { useContext, useState } from "react";
import type { Address } from "viem";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { MoneyUnitContext, useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import type { PocketState } from "./payCodeMaker.ts";
import { useUsualLimits } from "./SetUpForm.tsx";
import { endKeyDeed, setUpDeed } from "./voucherDeeds.ts";

/** What this phone may spend at a time and on a day. The same key goes on with other limits. */
export function LimitsForm({ account, pocket }: { account: Address; pocket: PocketState }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const { decimals } = useContext(MoneyUnitContext);
  const unit = unitsPerHundredth(decimals);
  const { expiry } = useUsualLimits();
  const [payment, setPayment] = useState(() => format.amount(BigInt(pocket.key.perPayment) * unit));
  const [day, setDay] = useState(() => format.amount(BigInt(pocket.key.perDay) * unit));
  const perPayment = inHundredths(useAmount(payment), unit);
  const perDay = inHundredths(useAmount(day), unit);
  const wrong =
    perPayment === undefined || perDay === undefined
      ? t("voucher.setUp.amount.needed")
      : perPayment > perDay
        ? t("voucher.limits.order")
        : undefined;
  return (
    <Stack gap={2}>
      <AmountField label={t("voucher.limits.payment")} value={payment} onChange={setPayment} />
      <AmountField label={t("voucher.limits.day")} value={day} onChange={setDay} />
      <p>{t("voucher.limits.until", { until: format.date(expiry) })}</p>
      <ActButton
        acting={acting}
        label={t("voucher.limits.confirm")}
        look="secondary"
        notNow={wrong}
        onConfirm={async () => {
          if (perPayment === undefined || perDay === undefined) return;
          const { keyHash } = pocket.key;
          await acting.run(
            await setUpDeed(house, { account, keyHash, amount: 0n, limits: { perPayment, perDay, expiry } }),
          );
        }}
      />
    </Stack>
  );
}

/** Shuts out the phone that may pay now, this one or another. */
export function BlockPhone({ account }: { account: Address }) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  return (
    <Stack gap={2}>
      <p>{t("voucher.block.body")}</p>
      <ActButton
        acting={acting}
        label={t("voucher.block.confirm")}
        look="danger"
        onConfirm={async () => acting.run(await endKeyDeed(house, account, "phone"))}
      />
    </Stack>
  );
}

/** Undefined: no amount, or none that the counter can count. */
function inHundredths(amount: bigint | null, unit: bigint): number | undefined {
  return amount === null || amount === 0n || amount % unit !== 0n ? undefined : Number(amount / unit);
}
