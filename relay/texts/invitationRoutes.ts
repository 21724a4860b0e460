import type { Context, Hono } from "hono";
import type { AddressLimits } from "../web/AddressLimits.ts";
import type { InvitationOutcome, Invitations } from "./Invitations.ts";

const refusals = {
  malformed: 400,
  notTheRegistrar: 403,
  notTheAccount: 403,
  unknown: 404,
  over: 409,
  full: 507,
} as const;
/** Invitations in one answer. */
const PAGE = 1_000;

export interface InvitationRoutesOptions {
  invitations: Invitations;
  limits: AddressLimits;
  now: () => number;
}

/** `/invitations`: the registrar's one-time links, from the list to the answer. */
export function invitationRoutes(app: Hono, { invitations, limits, now }: InvitationRoutesOptions): void {
  const taking = async (c: Context, work: (content: unknown) => Promise<InvitationOutcome>) => {
    if (!limits.take(c, "calls")) return c.json({ error: { code: "tooMuch" } }, 429);
    const answer = await work(await c.req.json().catch(() => undefined));
    if (!answer.ok) return c.json({ error: { code: answer.reason } }, refusals[answer.reason]);
    return c.json({ ok: true }, 201);
  };
  app.post("/invitations", (c) => taking(c, (content) => invitations.list(content, now())));
  app.post("/invitations/:id/opening", (c) =>
    taking(c, (content) => invitations.open(c.req.param("id"), content, now())),
  );
  app.post("/invitations/:id/answer", (c) => taking(c, (content) => invitations.answer(c.req.param("id"), content)));

  app.get("/invitations", (c) => {
    const after = Number(c.req.query("after") ?? 0);
    const page = invitations.changedAfter(Number.isSafeInteger(after) ? after : 0, PAGE);
    return c.json(page, 200, { "cache-control": "no-store" });
  });
  app.get("/invitations/:id", (c) => {
    const found = invitations.find(c.req.param("id"));
    if (found === undefined) return c.json({ error: { code: "unknown" } }, 404);
    return c.json(found, 200, { "cache-control": "no-store" });
  });
}
