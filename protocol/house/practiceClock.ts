import * as z from "zod/mini";

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
export const practiceStateSchema = z.object({
  now: z.number(),
  next: z.array(
    z.object({ id: z.string(), name: z.string(), at: z.number(), args: z.optional(z.record(z.string(), z.unknown())) }),
  ),
  running: z.optional(z.looseObject({ to: z.string() })),
  /** The last journey did not arrive; `message` is for whoever runs the house. */
  failed: z.optional(z.looseObject({ to: z.string(), code: z.string(), message: z.string() })),
});
export type PracticeState = z.infer<typeof practiceStateSchema>;

/** `POST /practice/forward`: `mine` is the demo person who sits at this browser; nobody acts for them on the way. */
export const practiceForwardSchema = z.object({ to: z.string(), mine: z.optional(z.string()) });
