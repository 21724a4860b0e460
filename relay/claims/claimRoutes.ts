import type { Hono } from "hono";
import type { AddressLimits } from "../web/AddressLimits.ts";
import type { Claims } from "./Claims.ts";

const refusals = { malformed: 400, notATill: 403, notACode: 403 } as const;
/**
 * A claim costs two questions to the node and two signatures, which hold up everybody else for as long as they are
 * looked at. A place is one address, and each payment one claim: several of them a second are still taken.
 */
const WEIGHT = 25;

export interface ClaimRoutesOptions {
  claims: Claims;
  limits: AddressLimits;
  now: () => number;
}

/** `POST /relay/claims`: where two tills that are shown one code meet; `/ended`: nothing was sold by it. */
export function claimRoutes(app: Hono, { claims, limits, now }: ClaimRoutesOptions): void {
  app.post("/relay/claims", async (c) => {
    if (!limits.take(c, "questions", WEIGHT)) return c.json({ error: { code: "tooMuch" } }, 429);
    const answer = await claims.make(await c.req.json().catch(() => undefined), now());
    if (!answer.ok) return c.json({ error: { code: answer.reason } }, refusals[answer.reason]);
    return c.json({ terminal: answer.terminal });
  });
  app.post("/relay/claims/ended", async (c) => {
    if (!limits.take(c, "questions", WEIGHT)) return c.json({ error: { code: "tooMuch" } }, 429);
    const answer = await claims.end(await c.req.json().catch(() => undefined), now());
    if (!answer.ok) return c.json({ error: { code: answer.reason } }, refusals[answer.reason]);
    return c.json({});
  });
}
