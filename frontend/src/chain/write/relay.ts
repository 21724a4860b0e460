import type { Address, Hex } from "viem";
import { type CallStatus, callStatusSchema, type RelayError, relayRefusalSchema } from "#protocol/relay/relayApi.ts";
import { askServer, ServerRefusal } from "../node/askServer.ts";

/** The relay's answer, or that there was none: a fault is not a refusal. */
export type RelayAnswer = { ok: true; status: CallStatus } | { ok: false; error: RelayError };

const PATIENCE = 15_000;

/** Hands a signed call to the relay. The same call twice is one job. */
export function submitCall(to: Address, data: Hex): Promise<RelayAnswer> {
  return ask("/relay/calls", { to, data });
}

export function callStatus(id: Hex): Promise<RelayAnswer> {
  return ask(`/relay/calls/${id}`);
}

async function ask(path: string, post?: { to: Address; data: Hex }): Promise<RelayAnswer> {
  try {
    return { ok: true, status: await askServer(path, callStatusSchema, { post, patience: PATIENCE }) };
  } catch (error) {
    const refusal = relayRefusalSchema.safeParse(error instanceof ServerRefusal ? error.content : undefined);
    if (refusal.success) return { ok: false, error: refusal.data.error };
    return { ok: false, error: { code: "unreachable", message: String(error) } };
  }
}
