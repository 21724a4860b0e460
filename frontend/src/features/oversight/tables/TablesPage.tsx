import { useFigure } from "../../../chain/governance/figures.ts";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { type Calendar, phaseOf } from "../../../chain/oversight/rotation.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { useNow } from "../../../ui/clock.ts";
import { Button, ButtonLink } from "../../../ui/form/Button.tsx";
import { CalendarButton } from "../../../ui/form/CalendarButton.tsx";
import { Row, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { PrintSheet } from "../../../ui/layout/PrintSheet.tsx";
import { AllTerms, type TableColumn } from "../../../ui/pictures/tables/AllTerms.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { type TermColumn, toColumns, turnOf } from "./columns.ts";
import { readTables, type Tables } from "./readTables.ts";

/** All terms in one picture: who sat, who sits, who is still to come. */
export function TablesPage() {
  const t = useText();
  const { chairs } = useHouse().deployment.club;
  const maxMembers = useFigure("maxMembers");
  const tables = useRead(["tables"], readTables);
  const count = Math.ceil(maxMembers / chairs);
  const title = t("oversight.tables.title", { n: count });
  const cycle = tables.status === "ready" ? tables.data.terms.cycle : 1;
  return (
    <>
      <PageHeader
        title={title}
        lead={cycle > 1 ? t("oversight.tables.lead.cycle", { n: cycle }) : t("oversight.tables.lead")}
      />
      <WhenLoaded state={tables}>
        {(data) =>
          data.terms.begun ? (
            <Picture data={data} title={title} />
          ) : (
            <EmptyState title={t("oversight.tables.empty")}>{t("oversight.tables.empty.body")}</EmptyState>
          )
        }
      </WhenLoaded>
    </>
  );
}

function Picture({ data, title }: { data: Tables; title: string }) {
  const t = useText();
  const format = useFormat();
  const name = useSeatName();
  const now = useNow(60);
  const seat = useSeat();
  const own = seat.status === "ready" && seat.data > 0 ? seat.data : undefined;
  const { chairs } = useHouse().deployment.club;
  const columns = toColumns(data, chairs, now);
  const dates = (term: number) => data.tables[term - 1]!.calendar;
  const shown = columns.map(({ term, when, chairs: all }): TableColumn => {
    const { start, end } = dates(term);
    return {
      number: term,
      term: when,
      when: t("oversight.tables.span", { from: format.date(start), until: format.date(end) }),
      short: String(new Date(start * 1000).getUTCFullYear()),
      chairs: all.map((chair) => (chair.seat === undefined ? chair : { ...chair, name: name(chair.seat) })),
    };
  });
  return (
    <Stack gap={4}>
      <PrintSheet size="a3" path="/tables" title={title}>
        {/* Chosen anew when somebody else signs in. */}
        <AllTerms
          key={own ?? 0}
          columns={shown}
          {...(own !== undefined && { ownSeat: own })}
          seatHref={(n) => `/seats/${n}`}
          about={({ number, chairs: all }) =>
            all.some((chair) => chair.seat !== undefined) && (
              <p>
                <ButtonLink look="quiet" href={`/votes/ballot/${number}/draw`}>
                  {t("oversight.tables.draw")}
                </ButtonLink>
              </p>
            )
          }
        />
      </PrintSheet>
      <Row>
        <Button onClick={() => window.print()}>{t("oversight.tables.print")}</Button>
        <ButtonLink look="quiet" href="/oversight">
          {t("oversight.tables.report")}
        </ButtonLink>
      </Row>
      <Section title={t("oversight.tables.mine")}>
        <OwnTurn columns={columns} dates={dates} next={data.terms.next} own={own} now={now} />
      </Section>
    </Stack>
  );
}

type MineProps = {
  columns: readonly TermColumn[];
  dates: (term: number) => Calendar;
  next: number;
  own: number | undefined;
  now: number;
};

/** When it was, is or may be the turn of who is signed in. */
function OwnTurn({ columns, dates, next, own, now }: MineProps) {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  if (session.kind === "none") {
    return <SignInFirst why={t("oversight.tables.signIn")} label={t("oversight.picture.own")} look="secondary" />;
  }
  if (own === undefined) return <p>{t("oversight.tables.lead")}</p>;
  const { is, term } = turnOf(columns, own, next);
  const calendar = dates(term);
  if (is !== "open") {
    const date = format.date(is === "coming" ? calendar.start : calendar.end);
    return (
      <Row>
        <p>{t(`oversight.tables.mine.${is}`, { n: term, date })}</p>
        {is === "coming" && (
          <CalendarButton
            id={`runde-turn-${term}`}
            title={t("oversight.tables.mine.coming", { n: term, date })}
            at={calendar.start}
          />
        )}
      </Row>
    );
  }
  const phase = phaseOf(calendar, { seatedAt: 0 }, now);
  return (
    <Row>
      <p>
        {phase === "before"
          ? t("oversight.tables.mine.open", { n: term, date: format.date(calendar.nominationsFrom) })
          : t(phase === "nominations" ? "oversight.tables.mine.open.now" : "oversight.tables.mine.open.soon", {
              n: term,
            })}
      </p>
      {phase === "before" ? (
        <CalendarButton
          id={`runde-nominations-${term}`}
          title={t("oversight.tables.mine.open.now", { n: term })}
          at={calendar.nominationsFrom}
          path={`/votes/ballot/${term}`}
        />
      ) : (
        <ButtonLink href={`/votes/ballot/${term}`}>{t("oversight.tables.next.to")}</ButtonLink>
      )}
    </Row>
  );
}
