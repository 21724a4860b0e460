import type { Standing } from "#protocol/oversight/lines.ts";
import type { Phase } from "../../../chain/oversight/rotation.ts";

/** What somebody's turn depends on, as the house says it. Times are UTC seconds. */
export interface TurnFacts {
  now: number;
  seat: number;
  bornAt: number;
  /** 1 = has not served in this cycle, 2 = has. */
  pool: number;
  /** Its owner runs the house or admits people: beside that there is no chair. */
  works?: boolean;
  /** Tables that wait for the seat's word: it was drawn, or was silent and a chair is free. */
  calls?: readonly { is: "answer" | "free"; term: number; until: number }[];
  /** The table that sits, if one does. */
  office?: { term: number; seats: readonly number[]; caretakers: boolean; end: number };
  /** The election for the next term; undefined before there are terms. */
  election?: {
    term: number;
    phase: Phase;
    nominationsFrom: number;
    nominationsUntil: number;
    ballotFrom: number;
    ballotUntil: number;
    start: number;
    end: number;
    candidates: readonly number[];
    /** The seat's own place among chairs and reserves. */
    standing?: Standing;
    hasVoted: boolean;
  };
  /** Members' votes that are open, and that this seat has not voted on. */
  motions: readonly { id: bigint; number: number; deadline: number }[];
  /** Payments that wait for this seat's yes. */
  payments?: number;
  /** Reports that wait for this seat's word. */
  toSign?: readonly { term: number }[];
  /** Terms whose report this seat can write, and until when it is due. */
  toWrite?: readonly { term: number; due: number }[];
}

/** One thing that is somebody's to do or to know; the most urgent kind stands first in `order`. */
export type Turn =
  | { is: "answer"; term: number; until: number }
  /** Was silent when asked; a chair of the running term can still be taken. */
  | { is: "free"; term: number; until: number }
  | { is: "vote"; term: number; until: number }
  | { is: "motion"; id: bigint; number: number; until: number }
  | { is: "approve"; count: number }
  | { is: "sign"; term: number }
  | { is: "write"; term: number; until: number }
  | { is: "caretaker"; term: number }
  | { is: "office"; term: number; until: number }
  | { is: "seated"; term: number; from: number }
  | { is: "stand"; term: number; until: number }
  | { is: "standing"; term: number; from: number }
  | { is: "voted"; term: number; until: number }
  | { is: "reserve"; term: number; from: number }
  | { is: "nextBallot"; term: number; from: number }
  /** Not served yet in this cycle: the next table that is still open to them. */
  | { is: "waiting"; term: number; from: number }
  /** Served in this cycle: the next turn comes when everybody willing has served. */
  | { is: "served" }
  /** An office of the house, beside which there is no chair. */
  | { is: "works" }
  /** Before the founding round is completed there are no tables. */
  | { is: "noTerms" };

/** What somebody is asked to do: each has its button; everything else is to know. */
const duties = ["answer", "free", "vote", "motion", "approve", "sign", "write"] as const;
export type Duty = Extract<Turn, { is: (typeof duties)[number] }>;

export function isDuty(turn: Turn): turn is Duty {
  return (duties as readonly string[]).includes(turn.is);
}

/** What is somebody's turn, the most urgent first; never empty. */
export function turnsOf(facts: TurnFacts): readonly Turn[] {
  const { now, seat, bornAt, pool, office, election, motions, calls = [], works = false } = facts;
  const turns: Turn[] = calls.filter(({ is, until }) => is === "answer" && now < until);
  const open = motions.filter(({ deadline }) => now <= deadline).sort((a, b) => a.deadline - b.deadline);
  const inOffice = office?.seats.includes(seat) ?? false;
  if (election !== undefined) {
    const { term, phase } = election;
    if (phase === "ballot" && bornAt < election.ballotFrom && !election.hasVoted) {
      turns.push({ is: "vote", term, until: election.ballotUntil });
    }
  }
  turns.push(...calls.filter(({ is, until }) => is === "free" && now < until));
  for (const { id, number, deadline } of open) turns.push({ is: "motion", id, number, until: deadline });
  const { payments = 0, toSign = [], toWrite = [] } = facts;
  if (payments > 0) turns.push({ is: "approve", count: payments });
  for (const { term } of toSign) turns.push({ is: "sign", term });
  for (const { term, due } of toWrite) turns.push({ is: "write", term, until: due });
  if (inOffice && office !== undefined) {
    if (office.caretakers) turns.push({ is: "caretaker", term: office.term });
    else turns.push({ is: "office", term: office.term, until: office.end });
  }
  if (election === undefined) return turns.length > 0 ? turns : [{ is: "noTerms" }];

  const { term, phase, standing, start, end } = election;
  const stands = election.candidates.includes(seat);
  const seated = standing === "holds";
  const mayServe = !works && pool === 1 && !inOffice && !seated && standing !== "reserve";
  if (seated) turns.push({ is: "seated", term, from: start });
  if (standing === "reserve") turns.push({ is: "reserve", term, from: start });
  if (phase === "nominations" && mayServe && !stands) {
    turns.push({ is: "stand", term, until: election.nominationsUntil });
  }
  const undecided = phase === "nominations" || phase === "between" || phase === "ballot" || phase === "closing";
  if (stands && undecided) turns.push({ is: "standing", term, from: start });
  if (phase === "ballot" && election.hasVoted) turns.push({ is: "voted", term, until: election.ballotUntil });
  if (phase === "before" || phase === "nominations" || phase === "between") {
    turns.push({ is: "nextBallot", term, from: election.ballotFrom });
  }
  if (mayServe && !stands) {
    // Who is neither seated nor a reserve of a decided table can only come with the one after it.
    const later = phase === "answers" || phase === "seated" || phase === "unseated";
    turns.push(later ? { is: "waiting", term: term + 1, from: end } : { is: "waiting", term, from: start });
  } else if (works) turns.push({ is: "works" });
  else if (pool === 2 && !inOffice && !seated) turns.push({ is: "served" });
  return turns;
}
