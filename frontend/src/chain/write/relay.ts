import * as v from "valibot";
import type { Address, Hex } from "viem";
import {
  type CallStatus,
  callId,
  callStatusSchema,
  type RelayError,
  relayRefusalSchema,
} from "#protocol/relay/relayApi.ts";
import { ServerRefusal } from "../node/askPlainly.ts";
import { askServer } from "../node/askServer.ts";
import { everyRelay, relayOrigins } from "../node/relays.ts";

/** A relay's answer, or that there was none: a fault is not a refusal. */
export type RelayAnswer = { ok: true; status: CallStatus } | { ok: false; error: RelayError };

const PATIENCE = 15_000;

/** Not the house's no: another relay may do it. */
const elsewhere: ReadonlySet<RelayError["code"]> = new Set(["unreachable", "tooMuch", "unknown"]);
/** What is known best, when relays know different things. */
const certainty: readonly CallStatus["state"][] = ["failed", "queued", "sent", "included"];

/**
 * Hands a signed call to a relay, to the next one if that does not take it. The same call twice is one job, and at two
 * relays it has one effect.
 */
export async function submitCall(to: Address, data: Hex): Promise<RelayAnswer> {
  let last: RelayAnswer | undefined;
  let isLost = false;
  for (const origin of relayOrigins()) {
    const answer = await handIn(origin, to, data);
    if (answer.ok) return answer;
    if (!elsewhere.has(answer.error.code)) {
      // The silent one may have taken it, and this one sees its effect already.
      const seen = isLost ? await knownStatus(callId({ to, data })) : undefined;
      return seen?.ok ? seen : answer;
    }
    isLost ||= answer.error.code === "unreachable";
    // "Too much" says more than silence does.
    if (last === undefined || (last.ok === false && last.error.code === "unreachable")) last = answer;
  }
  return last!;
}

/**
 * Where a call is, as the relays together know it. One that only a silent relay may know is handed to the others too.
 */
export async function callStatus({ to, data }: { to: Address; data: Hex }): Promise<RelayAnswer> {
  const known = await knownStatus(callId({ to, data }));
  if (known.ok || known.error.code !== "unreachable" || relayOrigins().length === 1) return known;
  return submitCall(to, data);
}

/** Nobody knows it (`unknown`), or one that might know is silent (`unreachable`). */
async function knownStatus(id: Hex): Promise<RelayAnswer> {
  const answers = await everyRelay((origin) => ask(`${origin}/relay/calls/${id}`));
  const found = answers.flatMap((answer) => (answer.ok ? [answer.status] : []));
  const [best] = found.sort((a, b) => certainty.indexOf(b.state) - certainty.indexOf(a.state));
  if (best !== undefined) return { ok: true, status: best };
  const silent = answers.find((answer) => !answer.ok && answer.error.code !== "unknown");
  return silent ?? answers[0]!;
}

function handIn(origin: string, to: Address, data: Hex): Promise<RelayAnswer> {
  return ask(`${origin}/relay/calls`, { to, data });
}

async function ask(path: string, post?: { to: Address; data: Hex }): Promise<RelayAnswer> {
  try {
    return { ok: true, status: await askServer(path, callStatusSchema, { post, patience: PATIENCE }) };
  } catch (error) {
    const refusal = v.safeParse(relayRefusalSchema, error instanceof ServerRefusal ? error.content : undefined);
    if (refusal.success) return { ok: false, error: refusal.output.error };
    return { ok: false, error: { code: "unreachable", message: String(error) } };
  }
}
