import type { Scene } from "#scripts/demo/Story.ts";
import { type Calendar, termStart } from "./calendar.ts";
import { statementsFor } from "./statements.ts";

/** How many stand, how many vote on the three evenings, how many of the drawn say no. */
interface Election {
  standing: readonly [number, number];
  voting: readonly [number, number, number];
  no: number;
}

/** Eight candidates for ten chairs in the second term: the draw filled the rest. */
const elections: readonly Election[] = [
  { standing: [8, 4], voting: [31, 22, 14], no: 0 },
  { standing: [6, 2], voting: [24, 19, 13], no: 1 },
  { standing: [9, 5], voting: [24, 16, 12], no: 0 },
];
/** Later ones, when the house is twice as large. */
const usual: readonly Election[] = [
  { standing: [8, 4], voting: [48, 37, 26], no: 0 },
  { standing: [5, 3], voting: [44, 30, 21], no: 1 },
  { standing: [7, 6], voting: [52, 33, 29], no: 0 },
];

/** The relay does what is due on its own; before the present the story does it, at its own second. */
const SEATED_BY_STORY = 2;
const CREDITED_BY_STORY = 1;

/** Nomination, ballot and answers for one term. */
export function electionScenes({ on }: Calendar, term: number): Scene[] {
  const start = termStart(term);
  const { standing, voting, no } = elections[term - 1] ?? usual[term % usual.length]!;
  const [early, late] = standing;
  const first = 11 * (term - 1);
  const [one, two, three] = voting;
  const seating: Scene[] = term <= SEATED_BY_STORY ? [{ at: on(start - 7, "09:00"), act: "seat", term }] : [];
  const served: Scene[] =
    term <= CREDITED_BY_STORY ? [{ at: on(termStart(term + 1), "09:00"), act: "credit", term }] : [];
  return [
    { at: on(start - 27, "19:10"), act: "nominate", term, statements: statementsFor(first, early) },
    { at: on(start - 22, "12:40"), act: "nominate", term, statements: statementsFor(first + early, late) },
    { at: on(start - 16, "20:05"), act: "ballots", term, voters: one },
    { at: on(start - 13, "12:50"), act: "ballots", term, voters: two },
    { at: on(start - 9, "21:20"), act: "ballots", term, voters: three },
    ...seating,
    { at: on(start - 5, "20:00"), act: "answer", term, no },
    ...served,
  ];
}
