import { Link } from "wouter";
import type { AskedKind } from "#protocol/relay/questions.ts";
import type { CheckedQuestion } from "../../chain/questions/readQuestions.ts";
import { useText } from "../../i18n/text.ts";
import { OneQuestion } from "../../parts/questions/OneQuestion.tsx";
import styles from "../../parts/questions/Questions.module.css";
import { useQuestionReader, useQuestionsLately } from "../../parts/questions/useQuestions.ts";
import { Section, Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";

const waits = ({ answer }: CheckedQuestion) => answer === undefined;

/** What members asked and nobody has answered yet, the oldest first, and the answers of late. */
export function QuestionsPage() {
  const t = useText();
  const read = useQuestionsLately();
  return (
    <>
      <PageHeader
        title={t("questions.title")}
        lead={t("questions.lead")}
        back={{ href: "/money", label: t("questions.back") }}
      />
      <WhenLoaded state={read}>
        {(all) => (
          <Stack gap={4}>
            <Section title={t("questions.open")}>
              {all.some(waits) ? (
                <List questions={all.filter(waits)} />
              ) : (
                <EmptyState title={t("questions.open.none")}>{t("questions.open.none.body")}</EmptyState>
              )}
            </Section>
            {!all.every(waits) && (
              <Section title={t("questions.answered")}>
                <List questions={all.filter((one) => !waits(one))} />
              </Section>
            )}
          </Stack>
        )}
      </WhenLoaded>
    </>
  );
}

function List({ questions }: { questions: readonly CheckedQuestion[] }) {
  const t = useText();
  const reader = useQuestionReader();
  return (
    <ul className={styles.list}>
      {questions.map((one) => (
        <OneQuestion
          key={one.id}
          one={one}
          reader={reader}
          subject={
            <Link href={hrefs[one.kind](one.number)}>{t(`questions.about.${one.kind}`, { n: one.number })}</Link>
          }
        />
      ))}
    </ul>
  );
}

const hrefs: Record<AskedKind, (number: number) => string> = {
  entry: (number) => `/money/${number}`,
  request: (number) => `/oversight/requests/${number}`,
  report: (number) => `/oversight/reports/${number}`,
  motion: (number) => `/votes/${number}`,
};
