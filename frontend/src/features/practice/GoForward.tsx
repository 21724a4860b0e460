import { useQuery } from "@tanstack/react-query";
import { useRoundNames } from "../../chain/funding/useRoundNames.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import { Disclosure } from "../../ui/layout/Disclosure.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { SkeletonLines } from "../../ui/state/Skeleton.tsx";
import { Failed } from "../../ui/state/WhenLoaded.tsx";
import styles from "./GoForward.module.css";
import { type NextEvent, practiceState } from "./practiceApi.ts";
import type { Journey } from "./useJourney.ts";

type GoForwardProps = { journey: Journey; go: (to: NextEvent) => Promise<void> };

/** The present, what comes next by name and date, and how a journey there stands. */
export function GoForward({ journey, go }: GoForwardProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow(1);
  const word = useEventWords();
  const going = journey.is === "going";
  return (
    <Stack gap={3}>
      <p>
        {t("practice.now")}
        <br />
        <strong className={styles.now}>
          <time dateTime={new Date(now * 1000).toISOString()}>
            {format.date(now)}, {format.time(now)}
          </time>
        </strong>
      </p>
      <div aria-live="polite">
        {going && (
          <Notice kind="wait" title={t("practice.onTheWay", { event: word(journey.to) })}>
            <progress className={styles.progress} aria-label={t("ui.clock.going")} />
            <p>{t("practice.onTheWay.body")}</p>
          </Notice>
        )}
        {journey.is === "arrived" && (
          <Notice kind="good" title={t("practice.arrived", { event: word(journey.to) })}>
            {t("practice.arrived.body", { time: format.duration(journey.at - journey.from) })}
          </Notice>
        )}
      </div>
      {journey.is === "failed" && (
        <Notice kind="stop" live title={t("practice.failed")}>
          <p>{t("practice.failed.body")}</p>
          <Disclosure>{journey.why}</Disclosure>
        </Notice>
      )}
      {!going && <NextEvents go={go} />}
    </Stack>
  );
}

function NextEvents({ go }: Pick<GoForwardProps, "go">) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const word = useEventWords();
  const state = useQuery({
    queryKey: ["practice", "state"],
    queryFn: practiceState,
    staleTime: 0,
    refetchInterval: 3_000,
  });
  if (state.data === undefined) {
    return state.isError ? <Failed retry={() => void state.refetch()} /> : <SkeletonLines lines={4} />;
  }
  const { next, running } = state.data;
  if (running !== undefined) return <Notice kind="wait" live title={t("practice.elsewhere")} />;
  if (next.length === 0) return <p>{t("practice.nothing")}</p>;
  return (
    <div>
      <h3 className={styles.heading}>{t("practice.forward")}</h3>
      <p className={styles.small}>{t("practice.about")}</p>
      <ol className={styles.events}>
        {[...next]
          .sort((a, b) => a.at - b.at)
          .map((event) => (
            <li key={event.id}>
              <button type="button" className={styles.event} data-event={event.name} onClick={() => void go(event)}>
                <span>{word(event)}</span>
                <span className={styles.small}>
                  {format.dateTime(event.at)} · {format.relative(event.at, now)}
                </span>
              </button>
            </li>
          ))}
      </ol>
    </div>
  );
}

const named = new Set([
  "nominationsOpen",
  "nominationsClose",
  "ballotOpens",
  "ballotCloses",
  "draw",
  "answersEnd",
  "termStarts",
  "roundOpens",
  "othersCome",
  "othersAnswer",
  "roundEnds",
] as const);
type Named = typeof named extends Set<infer Name> ? Name : never;

/** An event in words; one that this page has no words for is called by what it is. */
function useEventWords(): (event: NextEvent) => string {
  const t = useText();
  const roundName = useRoundNames();
  return ({ name, args = {} }) => {
    const n = args.round === undefined ? Number(args.term ?? args.n ?? 0) : roundName(Number(args.round)).n;
    if (named.has(name as Named)) return t(`practice.event.${name as Named}`, { n });
    if (name === "voteEnds" || name === "decisionDue") return t(`practice.event.${name}`);
    return t("practice.event.other");
  };
}
