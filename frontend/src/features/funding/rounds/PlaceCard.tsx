import type { Address } from "viem";
import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { useNow } from "../../../ui/clock.ts";
import { Progress } from "../../../ui/data/Progress.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { refundDeed, withdrawDeed } from "./deeds.ts";
import { type Place, placeSteps, type Round } from "./round.ts";

/** One's own place: paid, held, a seat; or the money back. */
export function PlaceCard({ round, place, account }: { round: Round; place: Place; account: Address }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const { state, lockAt, withdrawUntil } = round;
  const paid = format.money(place.paid);
  if (place.refunded) {
    return <Notice kind="good" title={t("funding.refunded", { amount: paid })} />;
  }
  if (state === "failed") {
    return (
      <Section title={t("funding.refund.title")}>
        <Card tone="accent">
          <Stack gap={2}>
            <p>{t("funding.refund.body", { amount: paid })}</p>
            {!place.mine && <p>{t("funding.otherPayer")}</p>}
            <MoneyBack
              kind="refund"
              round={round.id}
              account={account}
              payer={place.payer}
              label={t(place.mine ? "funding.refund.do" : "funding.refund.send", { amount: paid })}
            />
          </Stack>
        </Card>
      </Section>
    );
  }
  const notes = {
    paid: t("funding.step.paid.note", { amount: paid, when: format.dateTime(place.boughtAt) }),
    held: state === "finalised" ? undefined : t("funding.step.held.note", { when: format.dateTime(lockAt) }),
    seat: place.seat > 0 ? t("funding.step.seat.note", { n: place.seat }) : undefined,
  };
  const steps = placeSteps(state, place).map((step) => ({
    name: t(`funding.step.${step.name}`),
    state: step.state,
    note: notes[step.name],
  }));
  const undecided = (state === "open" || state === "coolOff") && now < lockAt;
  const mayGoBack = undecided && now < withdrawUntil;
  return (
    <Section title={t("funding.place.title")}>
      <Card>
        <Stack gap={3}>
          <Progress label={t("funding.place.title")} steps={steps} />
          {place.seat > 0 && <ButtonLink href="/me">{t("funding.toMe")}</ButtonLink>}
          {undecided && !mayGoBack && <p>{t("funding.withdraw.over", { when: format.dateTime(withdrawUntil) })}</p>}
          {mayGoBack && !place.mine && <p>{t("funding.otherPayer")}</p>}
          {mayGoBack && (
            <MoneyBack
              kind="withdraw"
              round={round.id}
              account={account}
              payer={place.payer}
              label={t(place.mine ? "funding.withdraw.do" : "funding.withdraw.giveUp", { amount: paid })}
            />
          )}
        </Stack>
      </Card>
    </Section>
  );
}

type MoneyBackProps = {
  kind: "withdraw" | "refund";
  round: number;
  account: Address;
  payer: Address;
  label: string;
};

function MoneyBack({ kind, round, account, payer, label }: MoneyBackProps) {
  const house = useHouse();
  const acting = useAct();
  const deed = kind === "refund" ? refundDeed : withdrawDeed;
  return (
    <ActButton
      acting={acting}
      label={label}
      look={kind === "refund" ? "primary" : "secondary"}
      wide={kind === "refund"}
      onConfirm={async () => acting.run(await deed(house, { round, by: account, recipient: account, payer }))}
    />
  );
}
