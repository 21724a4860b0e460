import { roundPath } from "#protocol/funding/roundNames.ts";
import { useRead } from "../../chain/node/useRead.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import { Deadline } from "../../ui/data/Deadline.tsx";
import { Card } from "../../ui/layout/Card.tsx";
import { Written } from "../../ui/layout/Written.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import styles from "./HousePage.module.css";
import { nextOpening, type Opening, type OpenThing, openThings, readOpening } from "./openThings.ts";

/** What anybody can take part in now, and until when. */
export function OpenNow() {
  const opening = useRead<Opening>(["opening"], readOpening);
  return <WhenLoaded state={opening}>{(data) => <Things opening={data} />}</WhenLoaded>;
}

function Things({ opening }: { opening: Opening }) {
  const now = useNow(20);
  const things = openThings(opening, now);
  if (things.length === 0) return <Nothing opening={opening} now={now} />;
  return (
    <ul className={styles.things}>
      {things.map((thing) => (
        <li key={hrefOf(thing)}>
          <Thing thing={thing} />
        </li>
      ))}
    </ul>
  );
}

function Nothing({ opening, now }: { opening: Opening; now: number }) {
  const t = useText();
  const format = useFormat();
  const next = nextOpening(opening, now);
  if (next === undefined) return <p>{t("house.open.none")}</p>;
  return <p>{t(`house.open.next.${next.kind}`, { when: format.dateTime(next.at) })}</p>;
}

function Thing({ thing }: { thing: OpenThing }) {
  const t = useText();
  return (
    <Card title={<Title thing={thing} />} href={hrefOf(thing)} tone={thing.kind === "ballot" ? "accent" : "plain"}>
      {thing.kind === "round" ? (
        <p>{t("house.open.round.places", { sold: thing.sold, places: thing.places })}</p>
      ) : (
        <p>{t(`house.open.${thing.kind}.body`)}</p>
      )}
      <Deadline at={thing.until} />
    </Card>
  );
}

function Title({ thing }: { thing: OpenThing }) {
  const t = useText();
  if (thing.kind === "round") return t("house.open.round", { n: thing.n });
  if (thing.kind === "motion") return thing.title === "" ? t("house.open.motion") : <Written words={thing.title} />;
  return t(`house.open.${thing.kind}`, { n: thing.term });
}

function hrefOf(thing: OpenThing): string {
  if (thing.kind === "round") return roundPath({ n: thing.n, attempt: 0 });
  return thing.kind === "motion" ? `/votes/${thing.number}` : `/votes/ballot/${thing.term}`;
}
