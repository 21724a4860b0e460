import { useParams } from "wouter";
import { useFigure } from "../../../chain/governance/figures.ts";
import { useDirectory } from "../../../chain/membership/useDirectory.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { Button, ButtonLink } from "../../../ui/form/Button.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Columns, Row, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { PrintSheet } from "../../../ui/layout/PrintSheet.tsx";
import { Written } from "../../../ui/layout/Written.tsx";
import { Certificate } from "../../../ui/pictures/seats/Certificate.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../../ui/state/LoadedPage.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { useIsAlive } from "../../../ui/state/useIsAlive.ts";
import { HandOverSeat } from "../going/HandOverSeat.tsx";
import { LeaveHouse } from "../going/LeaveHouse.tsx";
import { MoveWaits } from "../going/MovedSeatPage.tsx";
import { hasMoved, readSeat, type Seat, seatNumber, shortAccount } from "./seat.ts";

/** The certificate of one share. Anybody may look at it: the square code on a printed one leads here. */
export function SeatPage() {
  const number = seatNumber(useParams<{ n: string }>().n ?? "");
  return number === undefined ? <NoSuchSeat /> : <SeatOf number={number} />;
}

function SeatOf({ number }: { number: number }) {
  const state = useRead(["seat", number], (house) => readSeat(house, number));
  return <LoadedPage state={state}>{(seat) => (seat === null ? <NoSuchSeat /> : <Share seat={seat} />)}</LoadedPage>;
}

function Share({ seat }: { seat: Seat }) {
  const t = useText();
  const maxMembers = useFigure("maxMembers");
  const format = useFormat();
  const { number, bornAt, owner, art, heldSince, endedAt } = seat;
  const line = useDirectory().get(number);
  const mine = useSeat();
  const session = useSession();
  // A page that the server draws does not know by which name it is reached.
  const origin = useIsAlive() ? location.origin : "";
  const own = mine.status === "ready" && mine.data === number;
  const title = t("membership.seat.title", { n: number });
  return (
    <>
      <PageHeader
        title={title}
        lead={t(own ? "membership.seat.own" : "membership.seat.lead")}
        back={own ? { href: "/me", label: t("shell.me") } : undefined}
      />
      <Stack gap={3}>
        {endedAt > 0 && (
          <Notice kind="info" title={t("membership.seat.ended")}>
            {t("membership.seat.ended.body", { date: format.date(endedAt) })}
          </Notice>
        )}
        {owner === undefined && endedAt === 0 && (
          <Notice kind="wait" title={t("membership.seat.notClaimed")}>
            {t("membership.seat.notClaimed.body")}
          </Notice>
        )}
        <Columns>
          <Stack gap={3}>
            <PrintSheet size="a4" path={`/seats/${number}`}>
              <Certificate
                seat={number}
                total={maxMembers}
                art={art}
                name={line?.name ?? title}
                since={hasMoved(seat) ? heldSince : bornAt}
                account={owner && shortAccount(owner)}
                url={`${origin}/seats/${number}`}
              />
            </PrintSheet>
            {line !== undefined && line.sentence !== "" && (
              <p>
                <q>
                  <Written words={line.sentence} />
                </q>
              </p>
            )}
            {hasMoved(seat) && (
              <p>{t("membership.seat.moved", { born: format.date(bornAt), since: format.date(heldSince) })}</p>
            )}
          </Stack>
          <div data-print="no">
            <Stack gap={3}>
              <MoveWaits seat={number} />
              <Row>
                <Button onClick={() => window.print()}>{t("membership.seat.print")}</Button>
                {own && <ButtonLink href="/me">{t("membership.seat.name")}</ButtonLink>}
                {own && <ButtonLink href="/me/welcome">{t("membership.welcome.again")}</ButtonLink>}
              </Row>
              <p>{t("membership.seat.bound")}</p>
              {owner !== undefined && (
                <Disclosure>
                  <p>{t("membership.seat.account")}</p>
                  <CopyText text={owner} />
                </Disclosure>
              )}
              {own && session.kind !== "none" && (
                <Section title={t("membership.going.title")}>
                  <Disclosure summary={t("membership.going.handOver")}>
                    <HandOverSeat seat={number} session={session} />
                  </Disclosure>
                  <Disclosure summary={t("membership.going.leave")}>
                    <LeaveHouse seat={number} />
                  </Disclosure>
                </Section>
              )}
            </Stack>
          </div>
        </Columns>
      </Stack>
    </>
  );
}

function NoSuchSeat() {
  const t = useText();
  return (
    <>
      <PageHeader title={t("membership.seat.none")} />
      <EmptyState
        title={t("membership.seat.none.body")}
        action={
          <ButtonLink look="primary" href="/rounds">
            {t("membership.seat.rounds")}
          </ButtonLink>
        }
      />
    </>
  );
}
