import type { ReactNode } from "react";
import { useRead } from "../../../chain/node/useRead.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { useNow } from "../../../ui/clock.ts";
import { Deadline, Moment } from "../../../ui/data/Deadline.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { CalendarButton } from "../../../ui/form/CalendarButton.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Row, Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import styles from "./MyTurn.module.css";
import { wayOf } from "./places.ts";
import { readTurn } from "./readTurn.ts";
import { type Duty, isDuty, type Turn, type TurnFacts, turnsOf } from "./turn.ts";
import { useTurnTitle } from "./useTurnTitle.ts";

/** The next thing to decide or to do, with its deadline; what else is to know stands below it. */
export function MyTurn({ seat }: { seat: number }) {
  const state = useRead(["turn", seat], (house) => readTurn(house, seat));
  return <WhenLoaded state={state}>{(facts) => <TurnCard facts={facts} />}</WhenLoaded>;
}

function TurnCard({ facts }: { facts: Omit<TurnFacts, "now"> }) {
  const now = useNow(20);
  const turns = turnsOf({ ...facts, now });
  const asked = turns.filter(isDuty);
  const toKnow = turns.filter((turn) => !isDuty(turn));
  if (turns.length === 0) return null;
  return asked.length > 0 ? <Duties duties={asked} toKnow={toKnow} /> : <NothingAsked toKnow={toKnow} />;
}

const keyOf = (turn: Turn) =>
  turn.is === "motion" ? `motion ${turn.number}` : "term" in turn ? `${turn.is} ${turn.term}` : turn.is;

/** Everything one is asked to do, each with its own button; what is only to know stands below. */
function Duties({ duties, toKnow }: { duties: readonly Duty[]; toKnow: readonly Turn[] }) {
  const t = useText();
  return (
    <Card title={t("me.turn")} tone="accent">
      <Stack gap={3}>
        <ul className={styles.duties}>
          {duties.map((duty, i) => {
            const way = wayOf(duty);
            return (
              <li key={keyOf(duty)}>
                <TurnWords turn={duty} large={i === 0} />
                {way && (
                  <ButtonLink look={i === 0 ? "primary" : "secondary"} wide={i === 0} href={way.href}>
                    {t(way.word)}
                  </ButtonLink>
                )}
              </li>
            );
          })}
        </ul>
        <ToKnow turns={toKnow} />
      </Stack>
    </Card>
  );
}

/** Nothing is asked: what comes next, and perhaps a way there. */
function NothingAsked({ toKnow: [first, ...more] }: { toKnow: readonly Turn[] }) {
  const t = useText();
  if (first === undefined) return null;
  const way = wayOf(first);
  return (
    <Card title={t("me.turn")} footer={way && <ButtonLink href={way.href}>{t(way.word)}</ButtonLink>}>
      <Stack gap={2}>
        <TurnWords turn={first} large />
        <ToKnow turns={more} />
      </Stack>
    </Card>
  );
}

function ToKnow({ turns }: { turns: readonly Turn[] }) {
  if (turns.length === 0) return null;
  return (
    <ul className={styles.more}>
      {turns.map((turn) => (
        <li key={keyOf(turn)}>
          <TurnWords turn={turn} />
        </li>
      ))}
    </ul>
  );
}

function TurnWords({ turn, large }: { turn: Turn; large?: boolean }) {
  const title = useTurnTitle()(turn);
  return (
    <TurnLine large={large} title={title}>
      <TurnNote turn={turn} title={title} />
    </TurnLine>
  );
}

function TurnNote({ turn, title }: { turn: Turn; title: string }) {
  const t = useText();
  const format = useFormat();
  switch (turn.is) {
    case "answer":
    case "free":
    case "vote":
    case "stand":
    case "voted":
    case "write":
      return <Until at={turn.until} id={`${turn.is}-${turn.term}`} title={title} />;
    case "motion":
      return <Until at={turn.until} id={`vote-${turn.number}`} title={title} />;
    case "office":
      return <Deadline at={turn.until} />;
    case "seated":
    case "nextBallot":
      return <Moment at={turn.from} />;
    case "standing":
    case "reserve":
    case "waiting":
      return t(`me.turn.${turn.is}.note`, { date: format.date(turn.from) });
    case "served":
    case "works":
    case "noTerms":
      return t(`me.turn.${turn.is}.note`);
    default:
      return null;
  }
}

function TurnLine({ title, large, children }: { title: string; large?: boolean; children?: ReactNode }) {
  return (
    <div>
      <p className={large ? styles.large : styles.title}>{title}</p>
      <div className={styles.note}>{children}</div>
    </div>
  );
}

/** A deadline of one's own, for the calendar too. */
function Until({ at, id, title }: { at: number; id: string; title: string }) {
  return (
    <Row gap={1}>
      <Deadline at={at} />
      <CalendarButton id={`runde-${id}`} title={title} at={at} path="/me" />
    </Row>
  );
}
