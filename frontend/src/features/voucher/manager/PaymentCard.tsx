import { useState } from "react";
import type { Address } from "viem";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { UndoButton } from "../../../parts/UndoButton.tsx";
import { useHundredths } from "../../../parts/useHundredths.ts";
import { useNow } from "../../../ui/clock.ts";
import { Tag } from "../../../ui/data/Badge.tsx";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { refundDeed, voidDeed } from "./managerDeeds.ts";
import { type BackRules, type Payment, REFUNDS_UNTIL } from "./payments.ts";

interface PaymentCardProps {
  account: Address;
  payment: Payment;
  rules: BackRules;
  /** The tablet has asked for this one. */
  isAsked?: boolean;
}

/** One payment, what became of it, and what may still go back of it. */
export function PaymentCard({ account, payment, rules, isAsked = false }: PaymentCardProps) {
  const t = useText();
  const format = useFormat();
  const money = useHundredths();
  const { place, amount, acceptedAt, pocket, isVoid, refunded } = payment;
  return (
    <Card
      title={t("desks.counter.payment", { amount: money(amount), n: place.terminal })}
      tone={isAsked ? "accent" : "plain"}
    >
      <Stack gap={2}>
        <p>
          {pocket > 0
            ? t("desks.counter.payment.of", { when: format.dateTime(acceptedAt), pocket })
            : t("desks.counter.payment.exact", { when: format.dateTime(acceptedAt) })}
        </p>
        {isVoid && (
          <p>
            <Tag tone="stop">{t("desks.counter.voided")}</Tag>
          </p>
        )}
        {refunded > 0 && (
          <p>
            <Tag tone="stop">{t("desks.counter.refunded", { amount: money(refunded) })}</Tag>
          </p>
        )}
        <TakeBackWhole account={account} payment={payment} rules={rules} />
        <GiveBackPart account={account} payment={payment} rules={rules} />
      </Stack>
    </Card>
  );
}

type ActProps = Omit<PaymentCardProps, "isAsked">;

/** On its own day a payment is taken back whole: then the member's allowance returns too. */
function TakeBackWhole({ account, payment, rules }: ActProps) {
  const t = useText();
  const house = useHouse();
  const money = useHundredths();
  const acting = useAct();
  const isPossible = payment.businessDay === rules.today && !payment.isVoid && payment.refunded === 0;
  if (!isPossible && acting.state.step === "idle") return null;
  return (
    <UndoButton
      acting={acting}
      label={t("desks.counter.void")}
      question={t("desks.counter.void.ask")}
      confirm={t("desks.counter.void.do", { amount: money(payment.amount) })}
      onConfirm={async () => acting.run(await voidDeed(house, account, payment))}
    />
  );
}

/** For a month a part of it may go back, out of the day's budget. */
function GiveBackPart({ account, payment, rules }: ActProps) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const money = useHundredths();
  const unit = unitsPerHundredth(house.deployment.club.currency.decimals);
  const now = useNow(60);
  const acting = useAct();
  const left = payment.amount - payment.refunded;
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const wanted = useAmount(typed);
  const until = payment.bookedAt + REFUNDS_UNTIL;
  const isPossible = !payment.isVoid && left > 0 && now <= until;
  if (!isPossible && acting.state.step === "idle") return null;
  if (!asking) {
    return (
      <div>
        <Button onClick={() => setAsking(true)}>{t("desks.counter.refund")}</Button>
      </div>
    );
  }
  const amount = wanted === null ? 0 : Number(wanted / unit);
  const notNow =
    amount === 0
      ? t("desks.counter.refund.amountFirst")
      : amount > left
        ? t("desks.counter.refund.tooMuch", { left: money(left) })
        : amount > rules.left && t("desks.counter.refund.budget", { left: money(rules.left) });
  return (
    <Stack gap={2}>
      <p>
        {t("desks.counter.refund.rules", {
          left: money(left),
          until: format.date(until),
          budget: money(rules.left),
        })}
      </p>
      <AmountField label={t("desks.counter.refund.amount")} value={typed} onChange={setTyped} />
      <ActButton
        acting={acting}
        look="danger"
        label={
          amount > 0 ? t("desks.counter.refund.do", { amount: money(amount) }) : t("desks.counter.refund.do.plain")
        }
        notNow={notNow}
        onConfirm={async () => acting.run(await refundDeed(house, account, payment, amount))}
      />
    </Stack>
  );
}
