import { type Abi, type Address, type Hex, hexToBigInt, numberToHex, type PublicClient } from "viem";
import { houseErrorsAbi } from "#protocol/abi/houseErrors.ts";
import { decodeRefusal, revertData } from "#protocol/house/refusal.ts";
import type { RelayError } from "#protocol/relay/relayApi.ts";
import { type AllowedCall, fixedGas, GAS_CEILING, withMargin } from "./policy.ts";

export type Simulation = { ok: true; gas: bigint } | { ok: false; error: RelayError };

export interface Chain {
  client: PublicClient;
  /** "pending" where the chain stands still between calls (practice): its latest block's time is long ago. */
  block: "latest" | "pending";
}

/** Asks the chain what would become of a call, and how much gas it wants. */
export async function simulate({ client, block }: Chain, from: Address, call: AllowedCall): Promise<Simulation> {
  const request = { from, to: call.to, data: call.data, gas: numberToHex(GAS_CEILING) };
  try {
    await client.request({ method: "eth_call", params: [request, block] });
    const fixed = fixedGas(call);
    if (fixed !== undefined) return { ok: true, gas: fixed };
    const estimate = await client.request({ method: "eth_estimateGas", params: [request, block] });
    return { ok: true, gas: withMargin(hexToBigInt(estimate)) };
  } catch (error) {
    return { ok: false, error: errorOf(error) };
  }
}

/** A thrown error in the relay's words. */
export function errorOf(error: unknown): RelayError {
  const data = revertData(error);
  if (data === undefined) return { code: "unreachable", message: "The chain does not answer" };
  return refusalError(data);
}

function refusalError(data: Hex): RelayError {
  const { name, args } = decodeRefusal(data, houseErrorsAbi as unknown as Abi);
  if (name === undefined) return { code: "refused", message: "The house did not accept this", data };
  const said = args.map((arg) => words(arg));
  return { code: "refused", message: `${name}(${said.join(", ")})`, name, args: said, data };
}

function words(arg: unknown): string {
  return Array.isArray(arg) ? `[${arg.map(words).join(", ")}]` : String(arg);
}
