import type { Address, Hex } from "viem";
import { type CallStatus, callStatusSchema, type RelayError, relayRefusalSchema } from "#protocol/relay/relayApi.ts";

/** The relay's answer, or that there was none: a fault is not a refusal. */
export type RelayAnswer = { ok: true; status: CallStatus } | { ok: false; error: RelayError };

const PATIENCE = 15_000;

/** Hands a signed call to the relay. The same call twice is one job. */
export function submitCall(to: Address, data: Hex): Promise<RelayAnswer> {
  return ask("/relay/calls", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to, data }),
  });
}

export function callStatus(id: Hex): Promise<RelayAnswer> {
  return ask(`/relay/calls/${id}`, {});
}

async function ask(path: string, init: RequestInit): Promise<RelayAnswer> {
  try {
    const answer = await fetch(path, { ...init, signal: AbortSignal.timeout(PATIENCE) });
    const content: unknown = await answer.json();
    const status = callStatusSchema.safeParse(content);
    if (answer.ok && status.success) return { ok: true, status: status.data };
    const refusal = relayRefusalSchema.safeParse(content);
    if (refusal.success) return { ok: false, error: refusal.data.error };
    return { ok: false, error: { code: "unreachable", message: `The relay answered ${answer.status}` } };
  } catch (error) {
    return { ok: false, error: { code: "unreachable", message: String(error) } };
  }
}
