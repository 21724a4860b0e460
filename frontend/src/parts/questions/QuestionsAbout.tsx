import { isAddressEqual } from "viem";
import { type Asked, MOST_QUESTION } from "#protocol/relay/questions.ts";
import { useHouse } from "../../chain/node/house.ts";
import type { CheckedQuestion } from "../../chain/questions/readQuestions.ts";
import { askQuestion } from "../../chain/questions/sayQuestion.ts";
import type { SignedIn } from "../../chain/session/session.ts";
import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Row, Stack } from "../../ui/layout/Layout.tsx";
import { SkeletonLines } from "../../ui/state/Skeleton.tsx";
import { OneQuestion } from "./OneQuestion.tsx";
import { QuestionField } from "./QuestionField.tsx";
import styles from "./Questions.module.css";
import { useQuestionReader, useQuestionsAbout } from "./useQuestions.ts";

/** What members asked about one thing, and the field for one's own question. */
export function QuestionsAbout({ about, also }: { about: Asked; also: Asked | undefined }) {
  const t = useText();
  const read = useQuestionsAbout(also === undefined ? [about] : [about, also]);
  const reader = useQuestionReader();
  if (read.status === "loading") return <SkeletonLines lines={2} />;
  // Nothing else on the page hangs on it: no alarm.
  if (read.status === "failed") {
    return (
      <Row>
        <p className={styles.quiet}>{t("questions.unreachable")}</p>
        <Button look="quiet" onClick={read.retry}>
          {t("ui.again")}
        </Button>
      </Row>
    );
  }
  return (
    <Stack gap={3}>
      {read.data.length > 0 && (
        <ul className={styles.list}>
          {read.data.map((one) => (
            <OneQuestion key={one.id} one={one} reader={reader} />
          ))}
        </ul>
      )}
      <Ask key={reader.session?.account} about={about} questions={read.data} {...reader} />
    </Stack>
  );
}

type AskProps = {
  about: Asked;
  questions: readonly CheckedQuestion[];
  session: SignedIn | undefined;
  seat: number;
};

/** The field for whoever is a member and has not asked here; everybody else reads who can. */
function Ask({ about, questions, session, seat }: AskProps) {
  const t = useText();
  const house = useHouse();
  if (session === undefined || seat === 0) {
    return (
      <p className={styles.quiet}>
        {questions.length === 0 && `${t("questions.none")} `}
        {t(session === undefined ? "questions.signIn" : "questions.members")}
      </p>
    );
  }
  const hasAsked = questions.some(
    ({ kind, question }) =>
      kind === about.kind && question.is === "shown" && isAddressEqual(question.said.account, session.account),
  );
  if (hasAsked) return <p className={styles.quiet}>{t("questions.asked")}</p>;
  return (
    <QuestionField
      draft={`question.${about.kind}.${about.number}.`}
      label={t("questions.ask.label")}
      hint={t("questions.ask.hint")}
      most={MOST_QUESTION}
      confirm={t("questions.ask.do")}
      first={t("questions.next.write")}
      onSay={(text) => askQuestion(house, session, { ...about, seat, text })}
    />
  );
}
