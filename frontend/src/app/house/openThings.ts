import type { House } from "../../chain/node/house.ts";
import { type Calendar, type Election, phaseOf, readElection, readTerms } from "../../chain/oversight/rotation.ts";
import { isSelling, type Round, readRounds } from "../../features/funding/rounds/round.ts";
import {
  groupOf,
  readMotions,
  splitDescription,
  stateAt,
  type WholeMotion,
} from "../../features/governance/motions/motion.ts";

/** Something that waits for people, with the moment until which it does. UTC seconds. */
export type OpenThing =
  | { kind: "round"; id: number; n: number; sold: number; places: number; until: number }
  | { kind: "nominations" | "ballot" | "answers"; term: number; until: number }
  | { kind: "motion"; number: number; title: string; until: number };

export interface Opening {
  rounds: readonly Round[];
  /** Of the term that is elected next; null while there are no terms. */
  election: Pick<Election, "term" | "seatedAt" | "calendar"> | null;
  motions: readonly WholeMotion[];
}

/** Motions looked at, newest first: older ones are decided. */
const MOTIONS = 10;

export async function readOpening(house: House): Promise<Opening> {
  const [rounds, election, motions] = await Promise.all([
    readRounds(house),
    readTerms(house).then((terms) => readElection(house, terms.next, terms)),
    readMotions(house, MOTIONS),
  ]);
  return { rounds, election, motions: motions.newest };
}

/** What is open at `now`, the soonest end first. */
export function openThings({ rounds, election, motions }: Opening, now: number): OpenThing[] {
  return [
    ...rounds
      .filter((round) => isSelling(round, now))
      .map(({ id, name, sold, maxSeats, sellingEnds }) => ({
        kind: "round" as const,
        id,
        n: name.n,
        sold,
        places: maxSeats,
        until: sellingEnds,
      })),
    ...(election ? electing(election, now) : []),
    ...motions
      .filter((motion) => groupOf(stateAt(motion, now)) === "now")
      .map(({ number, deadline, content }) => ({
        kind: "motion" as const,
        number,
        title: splitDescription(content.description).title,
        until: deadline,
      })),
  ].sort((one, other) => one.until - other.until);
}

function electing(election: NonNullable<Opening["election"]>, now: number): OpenThing[] {
  const { term, calendar } = election;
  const phase = phaseOf(calendar, election, now);
  const until = untilOf(phase, calendar);
  return until === undefined ? [] : [{ kind: phase as "ballot", term, until }];
}

function untilOf(phase: string, calendar: Calendar): number | undefined {
  if (phase === "nominations") return calendar.nominationsUntil;
  if (phase === "ballot") return calendar.ballotUntil;
  return phase === "answers" ? calendar.answersUntil : undefined;
}

/** What opens next, for a day on which nothing is open. */
export function nextOpening(
  { rounds, election }: Opening,
  now: number,
): { kind: "round" | "nominations" | "ballot"; at: number } | undefined {
  const windows = [
    ...rounds
      .filter(({ state }) => state === "upcoming")
      .map(({ opensAt }) => ({ kind: "round" as const, at: opensAt })),
    ...(election
      ? [
          { kind: "nominations" as const, at: election.calendar.nominationsFrom },
          { kind: "ballot" as const, at: election.calendar.ballotFrom },
        ]
      : []),
  ];
  return windows.filter(({ at }) => at > now).sort((one, other) => one.at - other.at)[0];
}
