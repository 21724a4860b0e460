import type { Address } from "viem";
import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { UndoButton } from "../../../parts/UndoButton.tsx";
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
            <Refund round={round.id} place={place} account={account} />
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
          {mayGoBack && <StepBack round={round.id} place={place} account={account} />}
        </Stack>
      </Card>
    </Section>
  );
}

type MoneyBackProps = { round: number; place: Place; account: Address };

/** A round that failed owes the money: one touch fetches it. */
function Refund({ round, place, account }: MoneyBackProps) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const by = { round, by: account, recipient: account, payer: place.payer };
  return (
    <ActButton
      acting={acting}
      label={t(place.mine ? "funding.refund.do" : "funding.refund.send", { amount: format.money(place.paid) })}
      wide
      onConfirm={async () => acting.run(await refundDeed(house, by))}
    />
  );
}

function StepBack({ round, place, account }: MoneyBackProps) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const amount = format.money(place.paid);
  const by = { round, by: account, recipient: account, payer: place.payer };
  return (
    <UndoButton
      acting={acting}
      label={t("funding.withdraw.ask")}
      question={t(place.mine ? "funding.withdraw.sure" : "funding.withdraw.sure.otherPayer", { amount })}
      keep={t("funding.withdraw.keep")}
      confirm={t(place.mine ? "funding.withdraw.do" : "funding.withdraw.giveUp", { amount })}
      onConfirm={async () => acting.run(await withdrawDeed(house, by))}
    />
  );
}
