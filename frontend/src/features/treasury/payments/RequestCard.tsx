import type { ReactNode } from "react";
import { useFigure } from "../../../chain/governance/figures.ts";
import { usePersonName } from "../../../chain/membership/usePersonName.ts";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { AskAboutButton } from "../../../parts/questions/AskAbout.tsx";
import { RecordText } from "../../../parts/RecordText.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { UndoButton } from "../../../parts/UndoButton.tsx";
import { Bar } from "../../../ui/data/Bar.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Facts, Row, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { Papers } from "../papers/Papers.tsx";
import {
  type Asked,
  approveDeed,
  canClose,
  cannotApprove,
  canTakeBack,
  closeDeed,
  payDeed,
  takeBackDeed,
} from "./approval.ts";
import { RequestTag } from "./RequestTag.tsx";
import { RequestTitle } from "./RequestTitle.tsx";

type RequestCardProps = {
  asked: Asked;
  who: Parameters<typeof cannotApprove>[1];
  /** What stands where one approves; left out, the button for this one payment. */
  approving?: ReactNode;
};

/** A payment that waits, among others. */
export function RequestCard(props: RequestCardProps) {
  const { id, category } = props.asked;
  return (
    <Card title={<RequestTitle id={id} category={category} entry={0} />}>
      <Stack gap={2}>
        <WholeRequest {...props} />
        <AskAboutButton about={{ kind: "request", number: id }} />
      </Stack>
    </Card>
  );
}

/** A payment somebody asked for: how much, to whom, what for, who has said yes; and one's own yes. */
export function WholeRequest({ asked, who, approving }: RequestCardProps) {
  const t = useText();
  const format = useFormat();
  const person = usePersonName();
  const seatName = useSeatName();
  const approvalsNeeded = useFigure("approvals");
  const { id, amount, approvers, closers, state, obstacle } = asked;
  return (
    <>
      <Row>
        <strong>{format.money(amount, { cents: "always" })}</strong>
        <RequestTag state={state} />
      </Row>
      <RecordText hash={asked.ref}>{(words) => <p>{words}</p>}</RecordText>
      <Papers request={asked.id} />
      <Facts
        facts={[
          { name: t("treasury.account.entry.payee"), value: <bdi>{person(asked.payeeIs)}</bdi> },
          { name: t("treasury.account.entry.asked"), value: person(asked.proposerIs) },
          { name: t("treasury.account.date"), value: format.date(asked.requestedAt) },
          ...(approvers.length > 0
            ? [
                {
                  name: t("treasury.account.entry.approved"),
                  value: format.list(approvers.map((seat) => seatName(seat, true))),
                },
              ]
            : []),
          ...(closers.length > 0
            ? [
                {
                  name: t("desks.request.closers"),
                  value: t("desks.request.closers.of", {
                    who: format.list(closers.map((seat) => seatName(seat, true))),
                    n: closers.length,
                    needed: approvalsNeeded,
                  }),
                },
              ]
            : []),
        ]}
      />
      <Bar
        label={t("desks.request.approvals")}
        text={t("desks.request.approvals.of", { n: approvers.length, needed: approvalsNeeded })}
        value={approvers.length}
        max={approvalsNeeded}
        tone="good"
      />
      {obstacle !== "none" && (
        <Notice kind="wait" title={t("desks.request.heldUp")}>
          {t(`desks.request.heldUp.${obstacle}`)}
        </Notice>
      )}
      {approving ?? <Approve asked={asked} who={who} />}
      {state === "approved" && <Pay id={id} />}
      <TakeBack asked={asked} who={who} />
      <Close asked={asked} who={who} />
    </>
  );
}

function Approve({ asked, who }: RequestCardProps) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  const why = cannotApprove(asked, who);
  if (why === "signIn") {
    return <SignInFirst look="quiet" label={t("desks.request.signIn")} />;
  }
  // Who has no say here is not shown a button that never works.
  if (why === "notInOffice" || why === "closed") return null;
  return (
    <ActButton
      acting={acting}
      label={t("desks.request.approve")}
      notNow={why && t(`desks.request.why.${why}`)}
      onConfirm={async () => acting.run(await approveDeed(house, asked.id, who.seat))}
    />
  );
}

/** Says no after a yes, as long as it is not paid. */
function TakeBack({ asked, who }: RequestCardProps) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  if (!canTakeBack(asked, who)) return null;
  return (
    <UndoButton
      acting={acting}
      label={t("desks.request.takeBack.ask")}
      question={t("desks.request.takeBack.once")}
      confirm={t("desks.request.takeBack")}
      onConfirm={async () => acting.run(await takeBackDeed(house, asked.id, who.seat))}
    />
  );
}

/** Enough of those in office can end a request that nobody should pay. */
function Close({ asked, who }: RequestCardProps) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  if (!canClose(asked, who)) return null;
  return (
    <ActButton
      acting={acting}
      look="quiet"
      label={t("desks.request.close")}
      onConfirm={async () => acting.run(await closeDeed(house, asked.id, who.seat))}
    />
  );
}

/** Enough have approved: anybody may have it paid. */
function Pay({ id }: { id: number }) {
  const t = useText();
  const acting = useAct();
  return (
    <ActButton
      acting={acting}
      anybody
      label={t("desks.request.pay")}
      look="secondary"
      onConfirm={() => acting.run(payDeed(id))}
    />
  );
}
