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
import { readTurn } from "./readTurn.ts";
import { type Turn, type TurnFacts, turnsOf } from "./turn.ts";

/** The next thing to decide or to do, with its deadline; what else is to know stands below it. */
export function MyTurn({ seat }: { seat: number }) {
  const state = useRead(["turn", seat], (house) => readTurn(house, seat));
  return <WhenLoaded state={state}>{(facts) => <TurnCard facts={facts} />}</WhenLoaded>;
}

/** Where one goes to do it. */
const places = {
  answer: ({ term }: { term: number }) => `/votes/ballot/${term}`,
  free: ({ term }: { term: number }) => `/votes/ballot/${term}`,
  vote: ({ term }: { term: number }) => `/votes/ballot/${term}`,
  voted: ({ term }: { term: number }) => `/votes/ballot/${term}`,
  stand: ({ term }: { term: number }) => `/votes/ballot/${term}`,
  motion: ({ number }: { number: number }) => `/votes/${number}`,
};

function TurnCard({ facts }: { facts: Omit<TurnFacts, "now"> }) {
  const t = useText();
  const now = useNow(20);
  const [first, ...more] = turnsOf({ ...facts, now });
  if (first === undefined) return null;
  const way = wayOf(first);
  return (
    <Card
      title={t("me.turn")}
      tone={way?.urgent ? "accent" : "plain"}
      footer={
        way && (
          <ButtonLink look={way.urgent ? "primary" : "secondary"} wide={way.urgent} href={way.href}>
            {t(way.word)}
          </ButtonLink>
        )
      }
    >
      <Stack gap={2}>
        <TurnWords turn={first} large />
        {more.length > 0 && (
          <ul className={styles.more}>
            {more.map((turn) => (
              <li key={turn.is === "motion" ? `motion ${turn.number}` : turn.is}>
                <TurnWords turn={turn} />
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  );
}

type TurnWay = {
  href: string;
  word: "me.turn.answer.do" | "me.turn.vote.do" | "me.turn.voted.do" | "me.turn.stand.do" | "me.turn.office.do";
  urgent?: boolean;
};

function wayOf(turn: Turn): TurnWay | undefined {
  switch (turn.is) {
    case "answer":
      return { href: places.answer(turn), word: "me.turn.answer.do", urgent: true };
    case "free":
      return { href: places.free(turn), word: "me.turn.answer.do" };
    case "vote":
      return { href: places.vote(turn), word: "me.turn.vote.do", urgent: true };
    case "motion":
      return { href: places.motion(turn), word: "me.turn.vote.do", urgent: true };
    case "voted":
      return { href: places.voted(turn), word: "me.turn.voted.do" };
    case "stand":
      return { href: places.stand(turn), word: "me.turn.stand.do" };
    case "office":
    case "caretaker":
      return { href: "/oversight", word: "me.turn.office.do" };
    default:
      return undefined;
  }
}

function TurnWords({ turn, large }: { turn: Turn; large?: boolean }) {
  const t = useText();
  const format = useFormat();
  switch (turn.is) {
    case "answer":
    case "free":
    case "vote":
    case "stand":
    case "voted":
      return (
        <TurnLine large={large} title={t(`me.turn.${turn.is}`, { n: turn.term })}>
          <Until at={turn.until} id={`${turn.is}-${turn.term}`} title={t(`me.turn.${turn.is}`, { n: turn.term })} />
        </TurnLine>
      );
    case "motion":
      return (
        <TurnLine large={large} title={t("me.turn.motion", { n: turn.number })}>
          <Until at={turn.until} id={`vote-${turn.number}`} title={t("me.turn.motion", { n: turn.number })} />
        </TurnLine>
      );
    case "office":
      return (
        <TurnLine large={large} title={t("me.turn.office", { n: turn.term })}>
          <Deadline at={turn.until} />
        </TurnLine>
      );
    case "seated":
    case "nextBallot":
      return (
        <TurnLine large={large} title={t(`me.turn.${turn.is}`, { n: turn.term })}>
          <Moment at={turn.from} />
        </TurnLine>
      );
    case "standing":
    case "reserve":
    case "waiting":
      return (
        <TurnLine large={large} title={t(`me.turn.${turn.is}`, { n: turn.term })}>
          {t(`me.turn.${turn.is}.note`, { date: format.date(turn.from) })}
        </TurnLine>
      );
    case "caretaker":
      return <TurnLine large={large} title={t("me.turn.caretaker")} />;
    case "served":
    case "noTerms":
      return (
        <TurnLine large={large} title={t(`me.turn.${turn.is}`)}>
          {t(`me.turn.${turn.is}.note`)}
        </TurnLine>
      );
  }
}

function TurnLine({ title, large, children }: { title: string; large?: boolean; children?: ReactNode }) {
  return (
    <div>
      <p className={large ? styles.large : styles.title}>{title}</p>
      {children && <div className={styles.note}>{children}</div>}
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
