import * as v from "valibot";

/** What has a date: "ballotCloses:3" is when the ballot for term 3 closes. */
const practiceEventNames = [
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
  "voteEnds",
  "decisionDue",
] as const;
export type PracticeEventName = (typeof practiceEventNames)[number];

/** `GET /practice/state`: the clock, where one can go forward to, and how the last journey went. */
export const practiceStateSchema = v.object({
  now: v.number(),
  next: v.array(
    v.object({ id: v.string(), name: v.string(), at: v.number(), args: v.optional(v.record(v.string(), v.unknown())) }),
  ),
  running: v.optional(v.looseObject({ to: v.string() })),
  /** The last journey did not arrive; `message` is for whoever runs the house. */
  failed: v.optional(v.looseObject({ to: v.string(), code: v.string(), message: v.string() })),
});
export type PracticeState = v.InferOutput<typeof practiceStateSchema>;

/** `POST /practice/forward`: `mine` is the demo person who sits at this browser; nobody acts for them on the way. */
export const practiceForwardSchema = v.object({ to: v.string(), mine: v.optional(v.string()) });
