import { useParams } from "wouter";
import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { useNow } from "../../../ui/clock.ts";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { takeMoveDeed } from "./goingDeeds.ts";
import { type Move, useMove } from "./readMove.ts";
import { SeatOffer } from "./SeatOffer.tsx";

/** Where somebody who lost the key takes their seat again, after the members have voted: one confirmation. */
export function MovedSeatPage() {
  const t = useText();
  const seat = Number(useParams<{ n: string }>().n);
  const now = useNow(20);
  const move = useMove(seat);
  return (
    <>
      <PageHeader title={t("membership.moved.title", { n: seat })} lead={t("membership.moved.lead")} />
      <WhenLoaded state={move}>
        {(found) =>
          found === null || found.until < now ? (
            <EmptyState title={t("membership.moved.none")}>{t("membership.moved.none.body")}</EmptyState>
          ) : (
            <MovedSeat seat={seat} move={found} />
          )
        }
      </WhenLoaded>
    </>
  );
}

function MovedSeat({ seat, move: { holder, to, until } }: { seat: number; move: Move }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct("takeMove");
  return (
    <SeatOffer
      acting={acting}
      to={to}
      facts={[
        t("membership.moved.stays"),
        t("membership.moved.vouchers"),
        t("membership.moved.until", { when: format.dateTime(until) }),
      ]}
      signIn={t("membership.moved.signIn")}
      notMine={t("membership.moved.notMine", { account: to })}
      label={t("membership.moved.do")}
      done={t("membership.moved.done", { n: seat })}
      onTake={async () => acting.run(await takeMoveDeed(house, seat, holder, to))}
    />
  );
}

/** On the seat's own page: that the members moved it, and where it is taken. Nothing else is ever shown here. */
export function MoveWaits({ seat }: { seat: number }) {
  const t = useText();
  const now = useNow(20);
  const move = useMove(seat);
  if (move.status !== "ready" || move.data === null || move.data.until < now) return null;
  return (
    <Notice
      kind="wait"
      title={t("membership.moved.waits")}
      action={<ButtonLink href={`/seats/${seat}/move`}>{t("membership.moved.open")}</ButtonLink>}
    />
  );
}
