import { Link, useParams } from "wouter";
import { type Election, phaseOf, useElection } from "../../../chain/oversight/rotation.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { useNow } from "../../../ui/clock.ts";
import { Deadline } from "../../../ui/data/Deadline.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { CalendarButton } from "../../../ui/form/CalendarButton.tsx";
import { JumpLink } from "../../../ui/layout/JumpLink.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../../ui/state/LoadedPage.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { AnswerCard } from "../draw/AnswerCard.tsx";
import { DueSteps } from "../draw/DueSteps.tsx";
import { ElectionDates, electionHref } from "../ElectionDates.tsx";
import { NoSuchElection } from "../NoSuchElection.tsx";
import { PhaseTag } from "../PhaseTag.tsx";
import { Candidates } from "./CandidateList.tsx";
import { ElectionBars } from "./ElectionBars.tsx";
import { NominateCard } from "./NominateCard.tsx";
import { VotesSoFar } from "./VotesSoFar.tsx";
import { Voting } from "./Voting.tsx";

/** One question: who is in office next? Its ballot, and what became of it. */
export function BallotPage() {
  const t = useText();
  const term = Number(useParams<{ term: string }>().term);
  const real = Number.isSafeInteger(term) && term > 0 && term < 0xffffffff;
  const election = useElection(real ? term : undefined);
  if (!real) return <NoSuchElection />;
  return (
    <LoadedPage state={election} back={{ href: "/votes", label: t("votes.title") }}>
      {(found) =>
        found === null ? (
          <>
            <PageHeader title={t("votes.title")} back={{ href: "/votes", label: t("votes.title") }} />
            <EmptyState title={t("oversight.notBegun")}>{t("oversight.notBegun.body")}</EmptyState>
          </>
        ) : (
          <OneElection key={term} election={found} />
        )
      }
    </LoadedPage>
  );
}

function OneElection({ election }: { election: Election }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const next = useElection(election.term + 1);
  const { term, calendar } = election;
  const nextBallotFrom = next.status === "ready" ? next.data?.calendar.ballotFrom : undefined;
  const phase = phaseOf(calendar, election, now, nextBallotFrom);
  const settled = phase === "answers" || phase === "seated" || phase === "unseated";
  return (
    <>
      <PageHeader
        title={t(settled ? "oversight.question.past" : "oversight.question", { date: format.date(calendar.start) })}
        lead={phase === "ballot" ? t("oversight.oneVote") : t(`oversight.phase.${phase}`)}
        back={{ href: "/votes", label: t("votes.title") }}
        // While it is open its deadline says so, and the candidates have the room.
        aside={phase === "ballot" ? <JumpLink to="vote">{t("votes.toVote")}</JumpLink> : <PhaseTag phase={phase} />}
      />
      <Stack gap={4}>
        {phase === "ballot" && (
          <Stack gap={2}>
            <Deadline at={calendar.ballotUntil} />
            <div id="vote">
              <Voting election={election} />
            </div>
          </Stack>
        )}
        <AnswerCard election={election} />
        {phase === "closing" && (
          <Notice kind="wait" title={t("oversight.closing")}>
            <p>
              {t("oversight.closing.body", {
                round: format.count(Number(election.round)),
                when: format.dateTime(election.roundAt),
              })}
            </p>
            <p>
              <Link href={`${electionHref(term)}/draw`}>{t("oversight.bring.more")}</Link>
            </p>
          </Notice>
        )}
        {settled && phase !== "unseated" && (
          <ButtonLink look="primary" wide href={`${electionHref(term)}/draw`}>
            {t("oversight.toDraw")}
          </ButtonLink>
        )}
        {election.electorate > 0 && (phase === "closing" || settled) && <ElectionBars election={election} closed />}
        {phase === "ballot" && (
          <>
            <VotesSoFar election={election} />
            <div>
              <CalendarButton
                id={`runde-ballot-${term}`}
                title={t("oversight.date.ends", { what: t("oversight.date.ballot"), n: term })}
                at={calendar.ballotUntil}
                path={electionHref(term)}
              />
            </div>
          </>
        )}
        <DueSteps election={election} />
        {phase === "nominations" && <NominateCard election={election} />}
        {phase !== "ballot" && phase !== "before" && (
          <Candidates election={election} results={phase !== "nominations" && phase !== "between"} />
        )}
        <Section title={t("oversight.dates")}>
          <ElectionDates calendar={calendar} phase={phase} />
        </Section>
      </Stack>
    </>
  );
}
