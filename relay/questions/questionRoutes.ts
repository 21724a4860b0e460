import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { askedKinds, MAX_QUESTION_BYTES, type QuestionRefusal, questionRefusals } from "#protocol/relay/questions.ts";
import type { AddressLimits } from "../web/AddressLimits.ts";
import type { QuestionOutcome, Questions } from "./Questions.ts";

/** Questions in one answer. */
const MOST_OPEN = 200;
const MOST_ANSWERED = 50;
/** Changes in one list for another relay. */
const PAGE = 500;

export interface QuestionRoutesOptions {
  questions: Questions;
  limits: AddressLimits;
  /** The house's present, UTC seconds. Throws when the chain does not answer. */
  now: () => Promise<number>;
}

/** `/relay/questions`: one question of a member about one thing, and one answer. */
export function questionRoutes(app: Hono, { questions, limits, now }: QuestionRoutesOptions): void {
  const refused = (c: Context, reason: QuestionRefusal) =>
    c.json({ error: { code: reason, message: reason } }, questionRefusals[reason]);
  const short = bodyLimit({ maxSize: MAX_QUESTION_BYTES, onError: (c) => refused(c, "tooLong") });
  const taking = (path: string, take: (content: unknown) => Promise<QuestionOutcome>) =>
    app.post(path, short, async (c) => {
      if (!limits.take(c, "calls")) return refused(c, "tooMuch");
      const outcome = await take(await c.req.json().catch(() => undefined));
      return outcome.ok ? c.json({ id: outcome.id }, 201) : refused(c, outcome.reason);
    });
  taking("/relay/questions", async (content) => questions.ask(content, await now()));
  taking("/relay/questions/answers", async (content) => questions.answer(content, await now()));
  taking("/relay/questions/removals", (content) => questions.remove(content));

  const fresh = { "cache-control": "no-cache" };
  app.get("/relay/questions", (c) =>
    c.json([...questions.open(MOST_OPEN), ...questions.answered(MOST_ANSWERED)], 200, fresh),
  );
  app.get("/relay/questions/waiting", (c) => c.json(questions.waiting(), 200, fresh));
  app.get("/relay/questions/about/:kind/:number", (c) => {
    const kind = askedKinds.find((one) => one === c.req.param("kind"));
    const number = Number(c.req.param("number"));
    if (kind === undefined || !Number.isSafeInteger(number)) return refused(c, "malformed");
    return c.json(questions.about({ kind, number }), 200, fresh);
  });
  app.get("/relay/questions/changes", (c) => {
    const after = Number(c.req.query("after") ?? 0);
    return c.json(questions.changedAfter(Number.isSafeInteger(after) ? after : 0, PAGE), 200, {
      "cache-control": "no-store",
    });
  });
}
