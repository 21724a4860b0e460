import { type ReactNode, useContext, useState } from "react";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import type { Acting } from "../../../chain/write/useAct.ts";
import { MoneyUnitContext, useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { ClockContext } from "../../../ui/clock.ts";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";

/** What a phone may spend; hundredths of the currency and UTC seconds. */
export interface SpendLimits {
  perPayment: number;
  perDay: number;
  expiry: number;
}

type SetUpFormProps = {
  /** Vouchers in the account, in the pocket, and the most a pocket holds; smallest units. */
  has: bigint;
  inPocket: bigint;
  cap: bigint;
  /** Seconds that getting vouchers back takes. */
  exitDelay: number;
  limits: SpendLimits;
  /** Another phone may pay from this pocket, or this one did before its storage was cleared. */
  otherPhone: boolean;
  /** How to shut that one out without setting up this one. */
  block?: ReactNode;
  acting: Acting;
  onConfirm: (amount: bigint) => Promise<unknown>;
};

/** One confirmation: this phone's key, its limits and the first vouchers. */
export function SetUpForm(props: SetUpFormProps) {
  const { has, inPocket, cap, exitDelay, limits, otherPhone, block, acting, onConfirm } = props;
  const t = useText();
  const format = useFormat();
  const { decimals } = useContext(MoneyUnitContext);
  const unit = unitsPerHundredth(decimals);
  const aside = useAside({ has, inPocket, cap, atLeast: 0n, first: otherPhone ? 0n : undefined });
  const { step } = acting.state;
  const busy = step === "confirm" || step === "recording";
  const money = (hundredths: number) => format.money(BigInt(hundredths) * unit);
  return (
    <Stack gap={3}>
      {otherPhone && (
        <Notice kind="info" title={t("voucher.setUp.again")}>
          {t("voucher.setUp.again.body")}
        </Notice>
      )}
      <AmountField
        label={t("voucher.setUp.amount")}
        hint={t("voucher.setUp.amount.hint", {
          amount: format.money(has),
          cap: format.money(cap),
          delay: format.duration(exitDelay),
        })}
        value={aside.typed}
        onChange={aside.setTyped}
        error={aside.error}
        disabled={busy}
      />
      <p>
        {t("voucher.setUp.limits", {
          payment: money(limits.perPayment),
          day: money(limits.perDay),
          until: format.date(limits.expiry),
        })}
      </p>
      <ActButton
        acting={acting}
        label={t("voucher.setUp.confirm")}
        notNow={aside.amount === undefined ? (aside.error ?? t("voucher.setUp.amount.needed")) : undefined}
        onConfirm={async () => aside.amount !== undefined && onConfirm(aside.amount)}
        done={t("voucher.setUp.done")}
        wide
      />
      {block && <Disclosure summary={t("voucher.block.other")}>{block}</Disclosure>}
    </Stack>
  );
}

/** More vouchers for the phone that is set up already. */
export function FillForm({
  has,
  inPocket,
  cap,
  acting,
  onConfirm,
}: Pick<SetUpFormProps, "has" | "inPocket" | "cap" | "acting" | "onConfirm">) {
  const t = useText();
  const format = useFormat();
  const aside = useAside({ has, inPocket, cap, atLeast: 1n });
  return (
    <Stack gap={2}>
      <AmountField
        label={t("voucher.fill.amount")}
        hint={t("voucher.setUp.amount.over", { amount: format.money(has) })}
        value={aside.typed}
        onChange={aside.setTyped}
        error={aside.error}
      />
      <ActButton
        acting={acting}
        label={t("voucher.fill.confirm")}
        look="secondary"
        notNow={aside.amount === undefined ? (aside.error ?? t("voucher.setUp.amount.needed")) : undefined}
        onConfirm={async () => aside.amount !== undefined && onConfirm(aside.amount)}
        done={aside.amount === undefined ? undefined : t("voucher.fill.done", { amount: format.money(aside.amount) })}
      />
    </Stack>
  );
}

/** What most people set aside first, in whole units of the currency; less where they have less. */
const USUAL = 300n;

/** An amount that the account has and the pocket takes. */
function useAside({
  has,
  inPocket,
  cap,
  atLeast,
  first,
}: {
  has: bigint;
  inPocket: bigint;
  cap: bigint;
  atLeast: bigint;
  first?: bigint | undefined;
}) {
  const t = useText();
  const format = useFormat();
  const { decimals } = useContext(MoneyUnitContext);
  const room = cap > inPocket ? cap - inPocket : 0n;
  const most = has < room ? has : room;
  const step = unitsPerHundredth(decimals);
  const usual = USUAL * 10n ** BigInt(decimals);
  const offered = first ?? (usual < most ? usual : most);
  const [typed, setTyped] = useState(() => format.amount(offered - (offered % step)));
  const amount = useAmount(typed);
  const error =
    amount === null
      ? undefined
      : amount > has
        ? t("voucher.setUp.amount.over", { amount: format.money(has) })
        : amount > room
          ? t("voucher.setUp.amount.full", { amount: format.money(room) })
          : amount % step !== 0n
            ? t("voucher.setUp.amount.step", { step: format.money(step, { cents: "always" }) })
            : undefined;
  const good = amount !== null && error === undefined && amount >= atLeast;
  return { typed, setTyped, error, amount: good ? amount : undefined };
}

const YEAR = 365 * 86_400;

/** The limits that a new phone gets: what a few share at a time, twice that a day, for a year. */
export function useUsualLimits(): SpendLimits {
  const clock = useContext(ClockContext);
  const [expiry] = useState(() => clock() + YEAR);
  return { perPayment: 30_000, perDay: 60_000, expiry };
}
