import * as v from "valibot";
import { type Address, concatHex, type Hex, keccak256 } from "viem";
import { address, bytes, bytesOf, count } from "../house/shapes.ts";

/** Bytes of call data that the relay takes; a batch of 200 redemptions fits. */
export const MAX_CALL_BYTES = 65_536;

/** `POST /relay/calls`: a call that anybody may make, because its signatures are inside. */
export const callRequestSchema = v.object({
  to: address,
  data: bytesOf(0, MAX_CALL_BYTES),
});
export type CallRequest = v.InferOutput<typeof callRequestSchema>;

/**
 * Why a call did not happen. `refused`: the house said no, and `name` and `data` are its custom error. `notAllowed`,
 * `malformed`, `tooMuch`: the relay said no. `unreachable`: the relay cannot reach the chain; try again.
 */
const relayErrorSchema = v.object({
  code: v.picklist(["refused", "notAllowed", "malformed", "tooMuch", "unreachable", "unknown"]),
  message: v.string(),
  name: v.optional(v.string()),
  /** The custom error's arguments as text, in order. */
  args: v.optional(v.array(v.string())),
  /** Revert data as it came from the chain. */
  data: v.optional(bytes),
});
export type RelayError = v.InferOutput<typeof relayErrorSchema>;
export const relayRefusalSchema = v.object({ error: relayErrorSchema });

/** Where a call is: accepted, sent to the chain, in a block, or in a block without effect. */
export const callStatusSchema = v.object({
  id: bytes,
  state: v.picklist(["queued", "sent", "included", "failed"]),
  txHash: v.optional(bytes),
  blockNumber: v.optional(count),
  error: v.optional(relayErrorSchema),
});
export type CallStatus = v.InferOutput<typeof callStatusSchema>;

/** The same call twice is one job: its id says what it is. */
export function callId({ to, data }: CallRequest): Hex {
  return keccak256(concatHex([to.toLowerCase() as Hex, data.toLowerCase() as Hex]));
}

/** What `GET /health` answers, for whoever looks after the relay; 503 while it is not well. */
export interface Health {
  /** It reaches the chain, and its purse pays for the next hundred redemptions. */
  ok: boolean;
  relay: Address;
  chainId: number;
  blockNumber?: number;
  /** Calls that are not on the chain yet. */
  waiting: number;
  /** Coin left for fees, in wei. */
  balance?: string;
  /** Days for which that lasts, at what an average day has cost; undefined before anything was paid. */
  days?: number;
  /** Rounds that the house waits for and that this relay could not bring when it last looked. */
  missingRounds: readonly MissingRound[];
}

/** A round whose signature no server gave. */
export interface MissingRound {
  /** Of the house's networks, counted from 0. */
  network: number;
  round: number;
  /** In words, for whoever looks after the relay. */
  why: string;
}
