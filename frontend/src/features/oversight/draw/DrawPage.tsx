import { useParams } from "wouter";
import { type Election, useElection } from "../../../chain/oversight/rotation.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { useNow } from "../../../ui/clock.ts";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { ByReader } from "../../../ui/state/ByReader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../../ui/state/LoadedPage.tsx";
import { Late, latePart } from "../../../ui/state/latePart.tsx";
import { ElectionBars } from "../ballot/ElectionBars.tsx";
import { electionHref } from "../ElectionDates.tsx";
import { NoSuchElection } from "../NoSuchElection.tsx";
import { AnswerCard } from "./AnswerCard.tsx";
import { DrawCheck } from "./DrawCheck.tsx";
import { DueSteps } from "./DueSteps.tsx";
import { SeatedTable } from "./SeatedTable.tsx";

/** It brings the curve along, which is large. */
const bringSignature = latePart(async () => (await import("./BringSignature.tsx")).BringSignature);

/** What came of a ballot, and every step of the draw recomputed in this browser. */
export function DrawPage() {
  const term = Number(useParams<{ term: string }>().term);
  const real = Number.isSafeInteger(term) && term > 0 && term < 0xffffffff;
  const election = useElection(real ? term : undefined);
  if (!real) return <NoSuchElection />;
  return (
    <LoadedPage state={election}>
      {(found) => (found === null ? <NoSuchElection /> : <OneDraw key={term} election={found} />)}
    </LoadedPage>
  );
}

function OneDraw({ election }: { election: Election }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const { term, calendar, seatedAt } = election;
  const title = t("oversight.draw.title", { n: term });
  const ballot = { href: electionHref(term), label: t("oversight.table.of", { date: format.date(calendar.start) }) };
  if (seatedAt === 0) {
    return (
      <>
        <PageHeader title={title} back={ballot} />
        <EmptyState
          title={t("oversight.draw.waiting")}
          action={<ButtonLink href={electionHref(term)}>{t("oversight.draw.toBallot")}</ButtonLink>}
        />
        {now >= calendar.ballotUntil && (
          <Stack gap={4}>
            <Late of={bringSignature} props={{ election }} />
            <DueSteps election={election} />
          </Stack>
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={title}
        lead={t("oversight.draw.seatedAt", { when: format.dateTime(seatedAt) })}
        back={ballot}
      />
      <Stack gap={4}>
        <AnswerCard election={election} />
        <ElectionBars election={election} closed />
        <SeatedTable election={election} />
        <DueSteps election={election} />
        <Section title={t("oversight.draw.steps")}>
          <ByReader>
            <DrawCheck election={election} />
          </ByReader>
        </Section>
      </Stack>
    </>
  );
}
