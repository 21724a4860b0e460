import { type Address, isAddressEqual } from "viem";
import { useFigure } from "../../../chain/governance/figures.ts";
import { usePersonName } from "../../../chain/membership/usePersonName.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { RecordText } from "../../../parts/RecordText.tsx";
import { UndoButton } from "../../../parts/UndoButton.tsx";
import { Bar } from "../../../ui/data/Bar.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Row, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { Papers } from "../papers/Papers.tsx";
import type { Asked } from "../payments/approval.ts";
import { RequestTag } from "../payments/RequestTag.tsx";
import { RequestTitle } from "../payments/RequestTitle.tsx";
import { readAsked } from "../payments/readAsked.ts";
import { withdrawRequestDeed } from "./operatorDeeds.ts";

/** Requests that are looked through, newest first: what waits is of the running term. */
const LOOKED_AT = 100;

/** What waits for the table, and the way to take one's own back. */
export function OwnRequests({ account }: { account: Address }) {
  const t = useText();
  const read = useRead(["asked", LOOKED_AT], (house) => readAsked(house, LOOKED_AT));
  return (
    <Section
      title={t("desks.ask.waiting")}
      aside={
        <ButtonLink look="quiet" href="/oversight">
          {t("desks.ask.all")}
        </ButtonLink>
      }
    >
      <WhenLoaded state={read}>
        {({ newest }) => {
          const waiting = newest.filter(({ state }) => state === "open" || state === "approved");
          if (waiting.length === 0) return <EmptyState title={t("desks.request.waiting.none")} />;
          return (
            <Stack gap={2}>
              {waiting.map((asked) => (
                <Waiting key={asked.id} asked={asked} mine={isAddressEqual(asked.proposer, account)} />
              ))}
            </Stack>
          );
        }}
      </WhenLoaded>
    </Section>
  );
}

function Waiting({ asked, mine }: { asked: Asked; mine: boolean }) {
  const t = useText();
  const format = useFormat();
  const person = usePersonName();
  const needed = useFigure("approvals");
  const { id, category, amount, state, obstacle, approvers, payeeIs } = asked;
  return (
    <Card title={<RequestTitle id={id} category={category} entry={0} />}>
      <Stack gap={2}>
        <Row>
          <strong>{format.money(amount, { cents: "always" })}</strong>
          <RequestTag state={state} />
          <small>
            <bdi>{person(payeeIs)}</bdi>
          </small>
        </Row>
        <RecordText hash={asked.ref}>{(words) => <p>{words}</p>}</RecordText>
        <Papers request={asked.id} />
        <Bar
          label={t("desks.request.approvals")}
          text={t("desks.request.approvals.of", { n: approvers.length, needed })}
          value={approvers.length}
          max={needed}
          tone="good"
        />
        {obstacle !== "none" && (
          <Notice kind="wait" title={t("desks.request.heldUp")}>
            {t(`desks.request.heldUp.${obstacle}`)}
          </Notice>
        )}
        {mine && <Withdraw asked={asked} />}
      </Stack>
    </Card>
  );
}

function Withdraw({ asked }: { asked: Asked }) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  return (
    <UndoButton
      acting={acting}
      label={t("desks.ask.withdraw")}
      question={t("desks.ask.withdraw.ask")}
      confirm={t("desks.ask.withdraw.do")}
      onConfirm={async () => acting.run(await withdrawRequestDeed(house, asked.proposer, asked.id))}
    />
  );
}
