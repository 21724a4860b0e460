import { type ReactNode, useState } from "react";
import { isAddressEqual } from "viem";
import { plainLine } from "#protocol/relay/plainText.ts";
import { MOST_ANSWER } from "#protocol/relay/questions.ts";
import { usePersonName } from "../../chain/membership/usePersonName.ts";
import { useHouse } from "../../chain/node/house.ts";
import type { CheckedQuestion } from "../../chain/questions/readQuestions.ts";
import { answerQuestion, removeQuestion } from "../../chain/questions/sayQuestion.ts";
import type { SignedIn } from "../../chain/session/session.ts";
import { useText } from "../../i18n/text.ts";
import { Tag } from "../../ui/data/Badge.tsx";
import { Moment } from "../../ui/data/Deadline.tsx";
import { Button } from "../../ui/form/Button.tsx";
import { Row, Stack } from "../../ui/layout/Layout.tsx";
import { Written } from "../../ui/layout/Written.tsx";
import { ConfirmButton } from "../../ui/state/WriteState.tsx";
import { SeatName } from "../SeatName.tsx";
import { useNetworkSwitch } from "../useNetworkSwitch.ts";
import { QuestionField } from "./QuestionField.tsx";
import styles from "./Questions.module.css";
import { useQuestionWrite } from "./useQuestionWrite.ts";

/** Who looks at it. */
export interface Reader {
  session: SignedIn | undefined;
  /** In office, or of the team that may ask for payments. */
  answers: boolean;
}

type OneQuestionProps = {
  one: CheckedQuestion;
  reader: Reader;
  /** What it is about, where that is not the page's own matter. */
  subject?: ReactNode;
};

/** A question with its answer, and what its reader can do about it. */
export function OneQuestion({ one, reader: { session, answers }, subject }: OneQuestionProps) {
  const t = useText();
  const { question, answer } = one;
  const isMine = question.is === "shown" && session && isAddressEqual(session.account, question.said.account);
  return (
    <li className={styles.one}>
      {subject}
      {question.is === "shown" ? (
        <>
          <Row gap={1} align="baseline">
            <strong>
              <SeatName seat={question.said.seat} />
            </strong>
            {answer === undefined && <Tag tone="wait">{t("questions.waits")}</Tag>}
          </Row>
          <small>
            <Moment at={question.said.askedAt} />
          </small>
          <Words text={question.said.text} />
          {question.by === "past" && <small className={styles.quiet}>{t("questions.past")}</small>}
        </>
      ) : (
        <p className={styles.quiet}>
          {question.is === "hidden" ? t("ui.hidden", { reason: question.reason }) : t("questions.forged")}
        </p>
      )}
      {answer !== undefined && <TheAnswer answer={answer} />}
      {session && answers && question.is === "shown" && answer === undefined && (
        <AnswerIt key={session.account} one={one} session={session} />
      )}
      {session && isMine && <RemoveIt one={one} session={session} />}
    </li>
  );
}

/** A stranger's words: text alone, in their own direction and voice. */
function Words({ text }: { text: string }) {
  return (
    <p className={styles.words}>
      <Written words={plainLine(text)} />
    </p>
  );
}

function TheAnswer({ answer }: { answer: NonNullable<CheckedQuestion["answer"]> }) {
  const t = useText();
  const person = usePersonName();
  if (answer.is !== "shown") {
    return (
      <p className={styles.quiet}>
        {answer.is === "hidden" ? t("ui.hidden", { reason: answer.reason }) : t("questions.answer.forged")}
      </p>
    );
  }
  const { said, by } = answer;
  return (
    <div className={styles.answer}>
      <strong>{by === "team" ? t("questions.by.team") : t(`questions.by.${by}`, { who: person(said) })}</strong>
      <small>
        <Moment at={said.answeredAt} />
      </small>
      <Words text={said.text} />
    </div>
  );
}

function AnswerIt({ one, session }: { one: CheckedQuestion; session: SignedIn }) {
  const t = useText();
  const house = useHouse();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t("questions.answer")}</Button>
      </div>
    );
  }
  return (
    <QuestionField
      draft={`answer.${one.id}`}
      label={t("questions.answer.label")}
      hint={t("questions.answer.hint")}
      most={MOST_ANSWER}
      confirm={t("questions.answer.do")}
      first={t("questions.next.write")}
      onSay={(text) => answerQuestion(house, session, one.id, text)}
    />
  );
}

/** Asks once; where the first touch was, the next one leaves everything as it is. */
function RemoveIt({ one, session }: { one: CheckedQuestion; session: SignedIn }) {
  const t = useText();
  const house = useHouse();
  const detour = useNetworkSwitch();
  const { write, say } = useQuestionWrite();
  const [isAsked, setAsked] = useState(false);
  return (
    <Stack gap={1}>
      <div>
        <Button look="quiet" onClick={() => setAsked(!isAsked)}>
          {t(isAsked ? "ui.undo.keep" : "questions.remove")}
        </Button>
      </div>
      <div role="status">{isAsked && <p>{t("questions.remove.ask")}</p>}</div>
      {isAsked && (
        <ConfirmButton
          label={t("questions.remove.do")}
          look="danger"
          write={write}
          detour={detour}
          onConfirm={() => void say(() => removeQuestion(house, session, one.id))}
        />
      )}
    </Stack>
  );
}
