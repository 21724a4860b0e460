import { useParams } from "wouter";
import { roundPath } from "#protocol/funding/roundNames.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useSession } from "../../../chain/session/session.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { useNow } from "../../../ui/clock.ts";
import { Deadline, Moment } from "../../../ui/data/Deadline.tsx";
import { Figure, FigureRow } from "../../../ui/data/Figure.tsx";
import { CalendarButton } from "../../../ui/form/CalendarButton.tsx";
import { JumpLink } from "../../../ui/layout/JumpLink.tsx";
import { Row, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { FillingCup } from "../../../ui/pictures/vessels/FillingCup.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../../ui/state/LoadedPage.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { AfterFailure } from "./AfterFailure.tsx";
import { GivenBack, useGivenBack } from "./GivenBack.tsx";
import { JoinCard } from "./JoinCard.tsx";
import { PlaceCard } from "./PlaceCard.tsx";
import { Rules } from "./Rules.tsx";
import { isLatestFounding, isSelling, type Round, readPlace, readRounds } from "./round.ts";
import { StateTag } from "./StateTag.tsx";

/** One round: how full the cup is, what it costs, what the rules are, and one's own place in it. */
export function RoundPage() {
  const t = useText();
  const { name } = useParams<{ name: string }>();
  const rounds = useRead<readonly Round[]>(["rounds"], readRounds);
  return (
    <LoadedPage state={rounds} back={{ href: "/rounds", label: t("funding.list.title") }}>
      {(all) => {
        const round = all.find((one) => roundPath(one.name) === `/rounds/${name}`);
        if (round !== undefined) return <OneRound round={round} all={all} />;
        return (
          <>
            <PageHeader title={t("funding.none")} back={{ href: "/rounds", label: t("funding.list.title") }} />
            <EmptyState title={t("funding.none.body")} />
          </>
        );
      }}
    </LoadedPage>
  );
}

function OneRound({ round, all }: { round: Round; all: readonly Round[] }) {
  const t = useText();
  const format = useFormat();
  const { name, state, sold, maxSeats, minSeats, price } = round;
  const title = t("ui.round", { ...name });
  const selling = isSelling(round, useNow(20));
  return (
    <>
      <PageHeader
        title={title}
        lead={<RoundVerdict round={round} />}
        back={{ href: "/rounds", label: t("funding.list.title") }}
        aside={
          <>
            <StateTag round={round} />
            {selling && <JumpLink to="place">{t("funding.join.title")}</JumpLink>}
          </>
        }
      />
      <Stack gap={4}>
        {state === "failed" && <MyPlace round={round} />}
        <FillingCup taken={sold} places={maxSeats} goal={minSeats} goalLabel={t("funding.goal", { n: minSeats })} />
        <FigureRow>
          <Figure label={t("funding.price")} value={format.money(price)} />
          {(state === "upcoming" || state === "open" || state === "coolOff") && (
            <Figure label={t("funding.left")} value={format.count(Math.max(0, maxSeats - sold))} />
          )}
          {state !== "failed" && (
            <Figure
              label={t(state === "finalised" ? "funding.toTheHouse" : "funding.collected")}
              value={format.money(price * BigInt(sold))}
              certainty="recorded"
            />
          )}
        </FigureRow>
        <RoundDates round={round} title={title} />
        {state !== "failed" && <MyPlace round={round} />}
        {state === "failed" && <AfterFailure round={round} isLatestFounding={isLatestFounding(round, all)} />}
        <Section title={t("funding.rules")}>
          <Rules round={round} />
        </Section>
      </Stack>
    </>
  );
}

function RoundVerdict({ round: { state, sold, minSeats, claimed } }: { round: Round }) {
  const t = useText();
  if (state === "finalised") {
    return t(claimed < sold ? "funding.verdict.claiming" : "funding.verdict.finalised", { n: sold });
  }
  if (state === "open" || state === "coolOff") {
    return sold >= minSeats ? t("funding.verdict.reached") : t("funding.verdict.missing", { n: minSeats - sold });
  }
  return t(`funding.verdict.${state}`);
}

/** The next moment that matters, for the calendar too. */
function RoundDates({ round, title }: { round: Round; title: string }) {
  const t = useText();
  const { id, name, state, opensAt, sellingEnds, lockAt } = round;
  const next = { upcoming: opensAt, open: sellingEnds, coolOff: lockAt }[state as "upcoming" | "open" | "coolOff"];
  if (next === undefined) return null;
  const word = t(`funding.when.${state as "upcoming" | "open" | "coolOff"}`);
  return (
    <Row>
      <div id="place">
        <div>{word}</div>
        {state === "upcoming" ? <Moment at={next} /> : <Deadline at={next} />}
      </div>
      <CalendarButton id={`runde-round-${id}-${state}`} title={`${title}: ${word}`} at={next} path={roundPath(name)} />
    </Row>
  );
}

/** What this round means for who is signed in: their place, or the way to one. */
function MyPlace({ round }: { round: Round }) {
  const t = useText();
  const session = useSession();
  const account = session.kind === "none" ? undefined : session.account;
  const place = useRead(["place", round.id, account], (house) => readPlace(house, round.id, account!), {
    when: account !== undefined,
  });
  const givenBack = useGivenBack(place.status === "ready" ? place.data : undefined);
  if (account !== undefined && place.status === "loading") return null;
  if (account !== undefined && place.status === "ready" && place.data !== null) {
    return <PlaceCard key={account} round={round} place={place.data} account={account} />;
  }
  if (round.state === "failed") return <Notice kind="info" title={t("funding.failed.who")} />;
  return (
    <>
      {givenBack && <GivenBack place={givenBack} />}
      <JoinCard key={account} round={round} account={account} />
    </>
  );
}
