import { useState } from "react";
import { mapRead, useRead } from "../../chain/node/useRead.ts";
import {
  type Election,
  phaseOf,
  readElection,
  useBallot,
  useElection,
  useTerms,
} from "../../chain/oversight/rotation.ts";
import { useSeat } from "../../chain/session/session.ts";
import { MotionGroups } from "../../features/governance/motions/MotionGroups.tsx";
import { readMotions, type WholeMotion } from "../../features/governance/motions/motion.ts";
import { NominateCard } from "../../features/oversight/ballot/NominateCard.tsx";
import { AnswerCard } from "../../features/oversight/draw/AnswerCard.tsx";
import { ElectionDates, electionHref } from "../../features/oversight/ElectionDates.tsx";
import { PhaseTag } from "../../features/oversight/PhaseTag.tsx";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import { DataTable } from "../../ui/data/DataTable.tsx";
import { Deadline } from "../../ui/data/Deadline.tsx";
import { Mark } from "../../ui/data/Mark.tsx";
import { Button, ButtonLink } from "../../ui/form/Button.tsx";
import { Card } from "../../ui/layout/Card.tsx";
import { Columns, Row, Section, Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import type { Loaded } from "../../ui/state/loaded.ts";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";

const PAGE = 20;

/** Everything one can vote on, and what came of it. */
export function VotesPage() {
  const t = useText();
  const terms = useTerms();
  const [pages, setPages] = useState(1);
  const motions = useRead(["motions", pages], (house) => readMotions(house, pages * PAGE));
  return (
    <>
      <PageHeader title={t("votes.title")} lead={t("votes.lead")} />
      <Columns>
        <WhenLoaded state={terms}>
          {({ begun, now, next }) =>
            begun ? (
              <Elections now={now} next={next} />
            ) : (
              <EmptyState title={t("oversight.notBegun")}>{t("oversight.notBegun.body")}</EmptyState>
            )
          }
        </WhenLoaded>
        <Section title={t("votes.motions")} aside={<ButtonLink href="/votes/new">{t("votes.motion.new")}</ButtonLink>}>
          <WhenLoaded state={motions}>
            {({ all, newest }) => (
              <Stack gap={3}>
                <MotionGroups motions={newest satisfies readonly WholeMotion[]} />
                {newest.length < all && (
                  <Button look="quiet" onClick={() => setPages(pages + 1)}>
                    {t("ui.more")}
                  </Button>
                )}
              </Stack>
            )}
          </WhenLoaded>
        </Section>
      </Columns>
    </>
  );
}

/**
 * The next table's election, the present one's if its table is still missing, and all before. Whoever was drawn for the
 * present table, or has a chair in it, is asked here too.
 */
function Elections({ now, next }: { now: number; next: number }) {
  const t = useText();
  const present = useElection(now);
  const coming = useElection(next);
  const running = present.status === "ready" ? present.data : undefined;
  const nextBallotFrom = coming.status === "ready" ? coming.data?.calendar.ballotFrom : undefined;
  return (
    <Section title={t("votes.elections")}>
      <Stack gap={4}>
        {running?.seatedAt === 0 && <ElectionCard election={running} nextBallotFrom={nextBallotFrom} />}
        {running && running.seatedAt > 0 && <AnswerCard election={running} />}
        <WhenLoaded state={coming}>{(election) => election && <ElectionCard election={election} />}</WhenLoaded>
        <Earlier last={now} />
      </Stack>
    </Section>
  );
}

function ElectionCard({ election, nextBallotFrom }: { election: Election; nextBallotFrom?: number }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const { term, calendar } = election;
  const phase = phaseOf(calendar, election, now, nextBallotFrom);
  if (phase === "unseated") return null;
  return (
    <Stack gap={3}>
      <AnswerCard election={election} />
      <Card
        title={t("oversight.question", { date: format.date(calendar.start) })}
        href={electionHref(term)}
        tone={phase === "ballot" ? "accent" : "plain"}
      >
        <Stack gap={2}>
          <Row>
            <PhaseTag phase={phase} />
            {phase === "ballot" && <Deadline at={calendar.ballotUntil} />}
            {phase === "ballot" && <YouVoted term={term} />}
          </Row>
          <p>{t(`oversight.phase.${phase}`)}</p>
          {(phase === "ballot" || phase === "between" || phase === "nominations") && (
            <p>{t("oversight.stand", { n: election.paper.length })}</p>
          )}
          {phase === "ballot" && <VoteNow term={term} />}
          {(phase === "answers" || phase === "seated") && (
            <ButtonLink href={`${electionHref(term)}/draw`}>{t("oversight.toDraw")}</ButtonLink>
          )}
          {phase !== "ballot" && phase !== "nominations" && <ElectionDates calendar={calendar} phase={phase} />}
        </Stack>
      </Card>
      {phase === "nominations" && <NominateCard election={election} />}
    </Stack>
  );
}

function YouVoted({ term }: { term: number }) {
  const t = useText();
  return useVoted(term) ? (
    <span>
      <Mark kind="good" /> {t("governance.voted")}
    </span>
  ) : null;
}

function VoteNow({ term }: { term: number }) {
  const t = useText();
  const voted = useVoted(term);
  return (
    <ButtonLink look={voted ? "secondary" : "primary"} href={electionHref(term)}>
      {t(voted ? "votes.see" : "votes.voteNow")}
    </ButtonLink>
  );
}

function useVoted(term: number): boolean {
  const seat = useSeat();
  const ballot = useBallot(term, seat.status === "ready" ? seat.data : 0);
  return ballot.status === "ready" && ballot.data.cast;
}

/** What was decided: one line a table that has begun. */
function Earlier({ last }: { last: number }) {
  const t = useText();
  const format = useFormat();
  const earlier: Loaded<readonly Election[]> = mapRead(
    useRead(["elections", last], (house) =>
      Promise.all(Array.from({ length: last }, (_, i) => readElection(house, last - i))),
    ),
    (all) => all.filter((one) => one !== null),
  );
  if (last === 0) return null;
  return (
    <Stack gap={2}>
      <h3>{t("votes.earlier")}</h3>
      <DataTable<Election>
        caption={t("votes.earlier")}
        rows={earlier}
        rowKey={({ term }) => term}
        href={({ term, seatedAt }) => (seatedAt > 0 ? `${electionHref(term)}/draw` : electionHref(term))}
        empty={null}
        columns={[
          { head: t("votes.table"), cell: ({ term }) => t("ui.picture.table", { n: term }), phone: "title" },
          {
            head: t("votes.inOffice"),
            cell: ({ calendar }) =>
              t("votes.date.span", { from: format.date(calendar.start), until: format.date(calendar.end) }),
          },
          {
            head: t("votes.took"),
            cell: ({ turnout, electorate }) => t("votes.turnout", { n: turnout, of: electorate }),
            end: true,
          },
          {
            head: t("votes.outcome"),
            cell: ({ chairs, seatedAt }) =>
              seatedAt === 0
                ? t("oversight.is.unseated")
                : t("votes.elected", { n: chairs.filter((chair) => chair.elected).length }),
            end: true,
            phone: "value",
          },
        ]}
      />
    </Stack>
  );
}
