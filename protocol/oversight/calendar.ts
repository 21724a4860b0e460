/** Terms from `firstTerm` on, until another era's first term. */
export interface Era {
  firstTerm: number;
  /** Of each of its terms, seconds. */
  length: number;
}

/** First and last second + 1 of a term, UTC seconds. */
export interface Span {
  start: number;
  end: number;
}

/**
 * The terms of a calendar, twin of `contracts/oversight/RotationCalendar.sol`: an era begins where the term before it ends,
 * so there are no gaps and no overlaps. `start` is that of term 1; the eras' order does not matter, and of two with one
 * first term the last one counts.
 */
export function termsOf(
  start: number,
  eras: readonly Era[],
): { spanOf(term: number): Span; termAt(t: number): number } {
  const lengths = new Map(eras.map(({ firstTerm, length }) => [firstTerm, length]));
  const sorted = [...lengths].sort(([one], [other]) => one - other);
  let begins = start;
  const placed = sorted.map(([firstTerm, length], i) => {
    const [beforeFirst, beforeLength] = sorted[i - 1] ?? [firstTerm, 0];
    begins += (firstTerm - beforeFirst) * beforeLength;
    return { firstTerm, length, start: begins };
  });
  const last = (isReached: (era: (typeof placed)[number]) => boolean) => placed.findLast(isReached);
  const spanOf = (term: number): Span => {
    const era = last(({ firstTerm }) => firstTerm <= term);
    if (era === undefined) throw new Error(`Term ${term} is in no era`);
    const first = era.start + (term - era.firstTerm) * era.length;
    return { start: first, end: first + era.length };
  };
  const termAt = (t: number): number => {
    const era = last((one) => one.start <= t);
    return era === undefined ? 0 : era.firstTerm + Math.floor((t - era.start) / era.length);
  };
  return { spanOf, termAt };
}

const DAY = 86_400;

/** How long a term may be, seconds: windows of two elections never overlap. The same as `RotationCalendar.addEra`. */
export function rangeOfTerm({ ballotFrom, nominationsFrom }: { ballotFrom: number; nominationsFrom: number }) {
  return { least: Math.max(35 * DAY, nominationsFrom, 2 * ballotFrom), most: 366 * DAY };
}

/** Seconds by which the steps of an election are before a term's start. */
export interface ElectionSteps {
  nominationsFrom: number;
  nominationsUntil: number;
  ballotFrom: number;
  ballotUntil: number;
  answersUntil: number;
}

/** When what happens for a term (`IRoster.Calendar`), UTC seconds. */
export type Dates = ElectionSteps & Span;

/** The dates of a term that spans these seconds. */
export function datesOf({ start, end }: Span, steps: ElectionSteps): Dates {
  return {
    nominationsFrom: start - steps.nominationsFrom,
    nominationsUntil: start - steps.nominationsUntil,
    ballotFrom: start - steps.ballotFrom,
    ballotUntil: start - steps.ballotUntil,
    answersUntil: start - steps.answersUntil,
    start,
    end,
  };
}
