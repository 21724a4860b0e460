import type { ReactNode } from "react";
import { Link } from "wouter";
import { useHouse } from "../../chain/node/house.ts";
import { allRead, useRead } from "../../chain/node/useRead.ts";
import { useTableNow } from "../../chain/oversight/rotation.ts";
import { unitsFor } from "../../chain/treasury/houseAccount.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import { Written } from "../../ui/layout/Written.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import styles from "./HousePage.module.css";
import { type Booked, type Happened, happened, readBooked } from "./lately.ts";
import { type Opening, readOpening } from "./openThings.ts";

/** What happened lately, the newest first: each thing leads to where all of it stands. */
export function Lately() {
  const booked = useRead<readonly Booked[]>(["booked"], readBooked);
  const opening = useRead<Opening>(["opening"], readOpening);
  const table = useTableNow();
  const now = useNow(60);
  return (
    <WhenLoaded state={allRead(booked, opening, table)}>
      {([books, { motions }, term]) => <Things things={happened(books, motions, term, now)} />}
    </WhenLoaded>
  );
}

function Things({ things }: { things: readonly Happened[] }) {
  const t = useText();
  const format = useFormat();
  if (things.length === 0) return <p>{t("house.lately.none")}</p>;
  return (
    <ol className={styles.lately}>
      {things.map((thing, i) => {
        const day = format.day(thing.time);
        const before = things[i - 1];
        const isSameDay = before !== undefined && format.day(before.time) === day;
        return (
          <li key={`${thing.is} ${thing.time} ${hrefOf(thing)}`} data-same={isSameDay || undefined}>
            {/* Said once for the eye; it is still read aloud. */}
            <span className={styles.day}>{isSameDay ? <span className="visually-hidden">{day}</span> : day}</span>
            <Link href={hrefOf(thing)}>
              <What thing={thing} />
            </Link>
            {thing.is === "booked" && (
              <span className={styles.sum}>
                {format.money(thing.amount, { cents: "always", signed: thing.signed })}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function What({ thing }: { thing: Happened }): ReactNode {
  const t = useText();
  if (thing.is === "began") return t("house.lately.term", { n: thing.term });
  if (thing.is === "decided") {
    const title = thing.title === "" ? t("house.open.motion") : <Written words={thing.title} />;
    return (
      <>
        {t(thing.adopted ? "house.lately.adopted" : "house.lately.rejected")} {title}
      </>
    );
  }
  return <BookedWords booked={thing} />;
}

function BookedWords({ booked: { kind, count, amount, since } }: { booked: Booked }) {
  const t = useText();
  const format = useFormat();
  const { club } = useHouse().deployment;
  const units = unitsFor(amount, club);
  const word = t(`house.kind.${kind}`);
  const words =
    kind === "redeemed" && units > 0
      ? t("house.lately.units", { n: units })
      : count === 1
        ? word
        : t("house.kind.many", { kind: word, n: count });
  return (
    <>
      {words}
      {since !== undefined && ` ${t("house.lately.since", { time: format.time(since) })}`}
    </>
  );
}

function hrefOf(thing: Happened): string {
  if (thing.is === "began") return "/tables";
  if (thing.is === "decided") return `/votes/${thing.number}`;
  return thing.seq === undefined ? `/money?cat=${thing.kind}#entries` : `/money/${thing.seq}`;
}
