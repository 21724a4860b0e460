import * as electionsAbi from "#protocol/abi/elections.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import type { Loaded } from "../../ui/state/loaded.ts";
import { type House, readHouse, useHouse } from "../node/house.ts";
import { useRead } from "../node/useRead.ts";

/** The dates of a term, UTC seconds. Every window holds its first second and not its last, the term `[start, end)` too. */
export interface Calendar {
  term: number;
  nominationsFrom: number;
  nominationsUntil: number;
  ballotFrom: number;
  ballotUntil: number;
  answersUntil: number;
  start: number;
  end: number;
}

/** One of a term's ordered chairs and reserves. */
export interface Chair {
  seat: number;
  elected: boolean;
  /** When its member said yes (an elected one: at the seating); 0 = has not answered. */
  yesAt: number;
  /** When it was given up, declined or passed over; 0 = not. */
  leftAt: number;
}

export interface Terms {
  /** False: the founding round is not finalised, and there are no terms yet. */
  begun: boolean;
  /** The running term; 0 = before the first. */
  now: number;
  /** The term that is elected next. */
  next: number;
  /** Everybody willing serves once in it; from 1. */
  cycle: number;
}

export interface TableNow {
  term: number;
  seats: readonly number[];
  /** They only take care until the next table is seated. */
  caretakers: boolean;
  /** Of the running term; undefined before the first. */
  calendar?: Calendar;
}

export interface Candidate {
  seat: number;
  /** Hash of a record; zero = none. */
  statement: `0x${string}`;
  approvals: number;
}

/** Where a term's election stands. */
export type Election = Awaited<ReturnType<typeof readElectionOf>> & {
  term: number;
  calendar: Calendar;
  /** In the order of the ballot paper: bit i of a ballot approves candidate i. */
  paper: readonly Candidate[];
  /** Chairs first, then reserves; empty = not seated. */
  chairs: readonly Chair[];
};

/** A seat's ballot as it counts now. */
export interface CastBallot {
  cast: boolean;
  approvals: bigint;
  nonce: number;
  castAt: number;
}

export async function readTerms(house: House): Promise<Terms> {
  // Before the first term the roster answers 0.
  const [begun, now, cycle] = await Promise.all([
    readHouse(house, rosterAbi.begun),
    readHouse(house, rosterAbi.termAt, [house.clock.now()]),
    readHouse(house, rosterAbi.cycle),
  ]);
  return begun ? { begun, now, next: now + 1, cycle } : { begun, now: 0, next: 1, cycle: 1 };
}

/**
 * The dates of a term. Only when the terms have begun. A table that was seated late gives its members longer to answer
 * than the calendar says: then these are the table's own.
 */
export async function readCalendar(house: House, term: number): Promise<Calendar> {
  const [dates, table] = await Promise.all([
    readHouse(house, rosterAbi.calendar, [term]),
    readHouse(house, rosterAbi.table, [term]),
  ]);
  return { term, ...dates, ...(table.seatedAt > 0 && { answersUntil: table.answersUntil }) };
}

/** Chairs first, then reserves; empty = not seated yet. */
export function readChairs(house: House, term: number): Promise<readonly Chair[]> {
  return readHouse(house, rosterAbi.chairsOf, [term]);
}

export async function readTableNow(house: House): Promise<TableNow> {
  const { begun, now } = await readTerms(house);
  if (!begun) return { term: 0, seats: [], caretakers: false };
  const [[seats, caretakers], calendar] = await Promise.all([
    readHouse(house, rosterAbi.tableAt, [house.clock.now()]),
    now > 0 ? readCalendar(house, now) : undefined,
  ]);
  return { term: now, seats, caretakers, ...(calendar && { calendar }) };
}

function readElectionOf(house: House, term: number) {
  return readHouse(house, electionsAbi.election, [term]);
}

/**
 * An election with its dates, its paper and its outcome; null while there are no terms.
 *
 * @param terms Where they are known already.
 */
export async function readElection(house: House, term: number, terms?: Terms): Promise<Election | null> {
  const { begun } = terms ?? (await readTerms(house));
  if (!begun) return null;
  const [election, calendar, paper, chairs] = await Promise.all([
    readElectionOf(house, term),
    readCalendar(house, term),
    readHouse(house, electionsAbi.candidates, [term]),
    readChairs(house, term),
  ]);
  return { ...election, term, calendar, paper, chairs };
}

export async function readBallot(house: House, term: number, seat: number): Promise<CastBallot> {
  const [cast, approvals, nonce, castAt] = await readHouse(house, electionsAbi.ballotOf, [term, seat]);
  return { cast, approvals, nonce, castAt };
}

/** Which term runs, and which is elected next. */
export function useTerms(): Loaded<Terms> {
  return useRead(["terms"], readTerms);
}

/** Who sits at the table now. */
export function useTableNow(): Loaded<TableNow> {
  return useRead(["tableNow"], readTableNow);
}

/** The election for a term; null while there are no terms. */
export function useElection(term: number | undefined): Loaded<Election | null> {
  return useRead(["election", term], (house) => readElection(house, term!), { when: term !== undefined && term > 0 });
}

/** What a seat voted in a term's election; seat 0: not asked. */
export function useBallot(term: number, seat: number): Loaded<CastBallot> {
  return useRead(["ballot", term, seat], (house) => readBallot(house, term, seat), { when: seat > 0 });
}

/** How many of a term's ordered chairs are chairs, and not reserves. */
export function useChairCount(): number {
  return useHouse().deployment.club.chairs;
}

export type Phase =
  /** Nothing to do yet; nominations open at `nominationsFrom`. */
  | "before"
  | "nominations"
  /** Who stands is settled, and the ballot is not open yet. */
  | "between"
  | "ballot"
  /** Closed; anybody may now have the draw made. */
  | "closing"
  /** Seated; drawn members may still answer. */
  | "answers"
  /** Seated and answered. */
  | "seated"
  /** Nobody was seated while it was still possible. */
  | "unseated";

/** Where an election stands by the clock. `nextBallotFrom`: from then on this term can be seated no more. */
export function phaseOf(
  calendar: Calendar,
  election: Pick<Election, "seatedAt">,
  now: number,
  nextBallotFrom = Number.POSITIVE_INFINITY,
): Phase {
  if (election.seatedAt > 0) return now < calendar.answersUntil ? "answers" : "seated";
  if (now < calendar.nominationsFrom) return "before";
  if (now < calendar.nominationsUntil) return "nominations";
  if (now < calendar.ballotFrom) return "between";
  if (now < calendar.ballotUntil) return "ballot";
  return now < nextBallotFrom ? "closing" : "unseated";
}
