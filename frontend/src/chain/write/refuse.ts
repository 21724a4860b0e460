import { type Abi, BaseError } from "viem";
import { decodeRefusal, revertData } from "#protocol/house/refusal.ts";
import type { RelayError } from "#protocol/relay/relayApi.ts";
import { NotKept } from "../node/kept.ts";
import { Unreachable } from "../node/rpc.ts";
import { NoAccountShown, UnusableSignature, type WalletFault } from "../session/walletFault.ts";

/** Why something did not happen, before it is put into words. */
export type Refused =
  /** The house said no: its custom error (name undefined: an unknown one). */
  | { kind: "refusal"; name?: string; args: Readonly<Record<string, RefusedArg>>; data?: string }
  /** Nobody answered; nothing is known to have happened. */
  | { kind: "unreachable" }
  /** The relay may not do this, or not today. */
  | { kind: "relay"; code: RelayError["code"]; message: string }
  /** The wallet did not give what can be handed on; its owner can mend it. */
  | { kind: "wallet"; fault: WalletFault | { why: "locked" } }
  /** This browser's storage refuses what must be kept first. */
  | { kind: "notKept" }
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

/** What was thrown on the way to the wallet. */
export async function refusedOnTheWay(error: unknown): Promise<Refused> {
  if (error instanceof NotKept) return { kind: "notKept" };
  if (error instanceof Unreachable || revertData(error) !== undefined) return refusedByChain(error);
  return { kind: "fault", message: error instanceof Error ? error.message : String(error) };
}

/** What the relay answered. */
export async function refusedByRelay(error: RelayError): Promise<Refused> {
  if (error.data !== undefined && error.code === "refused") return named(error.data);
  if (error.code === "unreachable") return { kind: "unreachable" };
  return { kind: "relay", code: error.code, message: error.message };
}

/** What a wallet threw: undefined when its owner said no, which is no error. */
export function refusedByWallet(error: unknown): Refused | undefined {
  if (error instanceof UnusableSignature) return { kind: "wallet", fault: error.fault };
  if (error instanceof NoAccountShown) return { kind: "wallet", fault: { why: "locked" } };
  const said = [...causesOf(error)];
  if (said.some(isNo)) return undefined;
  if (said.some(isLocked)) return { kind: "wallet", fault: { why: "locked" } };
  const message =
    error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : (said[0]?.message ?? "");
  return { kind: "fault", message: message || String(error) };
}

/** What an error says of itself, whatever wraps it: wallets and their libraries put the reason at different depths. */
interface Said {
  code?: unknown;
  name?: unknown;
  message?: string;
}

function* causesOf(error: unknown): Generator<Said> {
  const seen = new Set<unknown>();
  const open: unknown[] = [error];
  for (let one = open.shift(); one !== undefined && seen.size < 20; one = open.shift()) {
    if (typeof one === "string") yield { message: one };
    if (typeof one !== "object" || one === null || seen.has(one)) continue;
    seen.add(one);
    const { code, name, message, cause, data, error: inner, originalError } = one as Record<string, unknown>;
    yield { code, name, ...(typeof message === "string" && { message }) };
    open.push(...[cause, data, inner, originalError].filter((next) => next !== undefined && next !== null));
  }
}

/**
 * Its owner said no. The standard's code is 4001 (EIP-1193); others put it into words under -32603, -32000 or no code at
 * all, and a hardware wallet answers 0x6985 (ISO 7816-4: conditions of use not satisfied).
 */
function isNo({ code, name, message = "" }: Said): boolean {
  if (code === 4001 || code === "ACTION_REJECTED" || name === "UserRejectedRequestError") return true;
  return /\b(reject(ed|s)?|den(y|ied|ies)|cancel(l?ed|s)?|declined?|user (closed|abort(ed)?))\b|0x6985\b|\b27013\b/i.test(
    message,
  );
}

/** 4100: the account is not given to this page, as when the wallet is locked; -32002: another question is open in it. */
function isLocked({ code, message = "" }: Said): boolean {
  return code === 4100 || code === -32002 || /\b(un)?lock(ed)?\b|0x5515\b|0x6b0c\b/i.test(message);
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
