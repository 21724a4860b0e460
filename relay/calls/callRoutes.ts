import type { Context, Hono } from "hono";
import * as v from "valibot";
import type { Address, Hex } from "viem";
import type { Deployment } from "#protocol/house/deployments.ts";
import { callId, callRequestSchema, type RelayError } from "#protocol/relay/relayApi.ts";
import type { Sender } from "../sending/sender.ts";
import type { AddressLimits } from "../web/AddressLimits.ts";
import { type AllowedCall, judge } from "./policy.ts";
import { type Chain, simulate } from "./simulate.ts";
import { withStanding } from "./standing.ts";

export interface CallRoutesOptions {
  deployment: Deployment;
  chain: Chain;
  sender: Sender;
  relay: Address;
  limits: AddressLimits;
  /** Hears of each call that is not taken on, by the kind of refusal. */
  onRefused: (code: RelayError["code"]) => void;
  /** Hears of each call that is about to be taken on: what it needs stays although this process dies in between. */
  onTaking: (call: AllowedCall) => void;
}

const statusOf = {
  refused: 422,
  notAllowed: 403,
  malformed: 400,
  tooMuch: 429,
  unreachable: 503,
  unknown: 500,
} as const;

/** `POST /relay/calls`, `GET /relay/calls/:id`. */
export function callRoutes(
  app: Hono,
  { deployment, chain, sender, relay, limits, onTaking, onRefused }: CallRoutesOptions,
): void {
  const refuse = (c: Context, error: RelayError) => {
    onRefused(error.code);
    return c.json({ error }, statusOf[error.code]);
  };

  app.post("/relay/calls", async (c) => {
    const parsed = v.safeParse(callRequestSchema, await c.req.json().catch(() => undefined));
    if (!parsed.success) return refuse(c, { code: "malformed", message: "Expected {to, data} in hex" });
    const answer = judge(deployment, parsed.output);
    if (!answer.ok) return refuse(c, answer.error);
    const known = sender.status(callId(parsed.output));
    if (known?.state === "queued" || known?.state === "sent") return c.json(known, 202);
    if (!limits.take(c, "calls")) return refuse(c, { code: "tooMuch", message: "Too many calls from this address" });
    const call = await withStanding(chain, deployment, answer.call);
    const full = sender.tooMuch(call);
    if (full !== undefined) return refuse(c, full);
    const outcome = await simulate(chain, relay, call);
    // What names nothing is another deed whenever the contract takes it again.
    const isRepeated = call.args.length === 0;
    if (outcome.ok) {
      onTaking(call);
      return c.json(sender.accept(call, outcome.gas, isRepeated), 202);
    }
    // It was done already, and cannot be done again: that is an answer, not a refusal.
    if (known?.state === "included" && !isRepeated && outcome.error.code === "refused") return c.json(known);
    return refuse(c, outcome.error);
  });

  app.get("/relay/calls/:id", (c) => {
    const status = sender.status(c.req.param("id") as Hex);
    if (status === undefined) return c.json({ error: { code: "unknown", message: "No such call" } }, 404);
    return c.json(status);
  });
}
