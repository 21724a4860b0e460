import { isAddressEqual } from "viem";
import { useParams } from "wouter";
import { useHouse } from "../../../chain/node/house.ts";
import { useSession } from "../../../chain/session/session.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { takeDeed } from "./goingDeeds.ts";
import { readHandOverLink, type SignedHandOver } from "./handOverLink.ts";

/** Where a seat's holder leads the person who takes it over: what it is, what it costs, one confirmation. */
export function TakeSeatPage() {
  const t = useText();
  const seat = Number(useParams<{ n: string }>().n);
  const signed = readHandOverLink(seat, location.hash);
  return (
    <>
      <PageHeader title={t("membership.take.title", { n: seat })} lead={t("membership.take.lead")} />
      {signed === undefined ? (
        <EmptyState title={t("membership.take.broken")}>{t("membership.take.broken.body")}</EmptyState>
      ) : (
        <Offer signed={signed} />
      )}
    </>
  );
}

function Offer({ signed }: { signed: SignedHandOver }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const session = useSession();
  const acting = useAct("takeSeat");
  const { seat, to, price, deadline } = signed.wish;
  const isForMe = session.kind !== "none" && isAddressEqual(session.account, to);
  if (acting.state.step === "recorded") {
    return (
      <Notice
        kind="good"
        live
        title={t("membership.take.done", { n: seat })}
        action={<ButtonLink href="/me">{t("membership.take.toMe")}</ButtonLink>}
      />
    );
  }
  return (
    <Card tone="accent">
      <Stack gap={2}>
        <ul>
          <li>
            {price === 0n ? t("membership.take.free") : t("membership.take.costs", { price: format.money(price) })}
          </li>
          <li>{t("membership.take.noVouchers")}</li>
          <li>{t("membership.take.until", { when: format.dateTime(deadline) })}</li>
        </ul>
        {session.kind === "none" && <SignInFirst why={t("membership.take.signIn")} />}
        {session.kind !== "none" && !isForMe && (
          <Notice kind="wait" title={t("membership.take.notMine", { account: to })} />
        )}
        {isForMe && (
          <ActButton
            acting={acting}
            label={price === 0n ? t("membership.take.do") : t("membership.take.pay", { price: format.money(price) })}
            wide
            onConfirm={async () => acting.run(takeDeed(house, signed))}
          />
        )}
      </Stack>
    </Card>
  );
}
