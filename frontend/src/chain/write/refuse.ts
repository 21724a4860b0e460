import { type Abi, BaseError } from "viem";
import { decodeRefusal, revertData } from "#protocol/house/refusal.ts";
import type { RelayError } from "#protocol/relay/relayApi.ts";

/** Why something did not happen, before it is put into words. */
export type Refused =
  /** The house said no: its custom error (name undefined: an unknown one). */
  | { kind: "refusal"; name?: string; args: Readonly<Record<string, RefusedArg>>; data?: string }
  /** Nobody answered; nothing is known to have happened. */
  | { kind: "unreachable" }
  /** The relay may not do this, or not today. */
  | { kind: "relay"; code: RelayError["code"]; message: string }
  /** A fault of this page or of the wallet. */
  | { kind: "fault"; message: string };

/** A custom error's argument, with its type in the contract. */
export interface RefusedArg {
  type: string;
  value: unknown;
}

/** What an `eth_call` threw. The list of errors comes only when there is one to name. */
export async function refusedByChain(error: unknown): Promise<Refused> {
  const data = revertData(error);
  return data === undefined ? { kind: "unreachable" } : named(data);
}

/** What the relay answered. */
export async function refusedByRelay(error: RelayError): Promise<Refused> {
  if (error.data !== undefined && error.code === "refused") return named(error.data);
  if (error.code === "unreachable") return { kind: "unreachable" };
  return { kind: "relay", code: error.code, message: error.message };
}

/** What a wallet threw: undefined when its owner said no, which is no error. */
export function refusedByWallet(error: unknown): Refused | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code, name } = cause as { code?: unknown; name: string };
    if (code === 4001 || code === "ACTION_REJECTED" || name === "UserRejectedRequestError") return undefined;
  }
  if (isProviderError(error) && error.code === 4001) return undefined;
  const message =
    error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : String(error);
  return { kind: "fault", message };
}

async function named(data: `0x${string}`): Promise<Refused> {
  const { houseErrorsAbi } = await import("#protocol/abi/houseErrors.ts");
  const abi = houseErrorsAbi as unknown as Abi;
  const { name, args } = decodeRefusal(data, abi);
  if (name === undefined) return { kind: "refusal", args: {}, data };
  const item = abi.find((one) => one.type === "error" && one.name === name && one.inputs.length === args.length);
  const inputs = item?.type === "error" ? item.inputs : [];
  return {
    kind: "refusal",
    name,
    args: Object.fromEntries(inputs.map(({ name: arg, type }, i) => [arg ?? String(i), { type, value: args[i] }])),
    data,
  };
}

function isProviderError(error: unknown): error is { code: number } {
  return typeof error === "object" && error !== null && "code" in error;
}
