import type { Calendar, Phase } from "../../chain/oversight/rotation.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import { Progress, type StepState } from "../../ui/data/Progress.tsx";
import { CalendarButton } from "../../ui/form/CalendarButton.tsx";

/** Where an election is kept. */
export function electionHref(term: number): string {
  return `/votes/ballot/${term}`;
}

const order: readonly Phase[] = ["before", "nominations", "between", "ballot", "closing", "answers", "seated"];

/** The way of an election in time, each date with a button for one's own calendar. */
export function ElectionDates({ calendar, phase }: { calendar: Calendar; phase: Phase }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const { term } = calendar;
  const dates = [
    { name: "nominations", from: calendar.nominationsFrom, until: calendar.nominationsUntil, during: 1 },
    { name: "ballot", from: calendar.ballotFrom, until: calendar.ballotUntil, during: 3 },
    { name: "answers", from: calendar.ballotUntil, until: calendar.answersUntil, during: 5 },
    { name: "term", from: calendar.start, until: calendar.end, during: undefined },
  ] as const;
  return (
    <Progress
      label={t("oversight.dates")}
      steps={dates.map(({ name, from, until, during }) => {
        const state = during === undefined ? stateOfTerm(calendar, phase, now) : stateOf(phase, during);
        const word = t(`oversight.date.${name}`);
        const next = state === "next" ? from : until;
        return {
          name: word,
          state,
          note: (
            <>
              <div>{t("votes.date.span", { from: format.dateTime(from), until: format.dateTime(until) })}</div>
              {(state === "next" || state === "now") && (
                <CalendarButton
                  id={`runde-term-${term}-${name}-${state}`}
                  title={t(state === "next" ? "oversight.date.begins" : "oversight.date.ends", { what: word, n: term })}
                  at={next}
                  path={electionHref(term)}
                />
              )}
            </>
          ),
        };
      })}
    />
  );
}

/** Who was seated holds office by the clock. */
function stateOfTerm({ start, end }: Calendar, phase: Phase, now: number): StepState {
  if (now < start) return "next";
  if (phase === "unseated" || phase === "closing") return "failed";
  return now < end ? "now" : "done";
}

function stateOf(phase: Phase, during: number): StepState {
  if (phase === "unseated") return during === 5 ? "failed" : "done";
  const at = order.indexOf(phase);
  if (at === during || (at === during - 1 && at === 4)) return "now";
  return at > during ? "done" : "next";
}
