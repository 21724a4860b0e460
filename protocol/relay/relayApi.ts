import { type Address, concatHex, type Hex, isAddress, isHex, keccak256 } from "viem";
import * as z from "zod/mini";

/** Bytes of call data that the relay takes; a batch of 200 redemptions fits. */
export const MAX_CALL_BYTES = 65_536;

const address = z.custom<Address>((value) => typeof value === "string" && isAddress(value, { strict: false }));
const hex = z.custom<Hex>((value) => isHex(value, { strict: true }) && value.length % 2 === 0);

/** `POST /relay/calls`: a call that anybody may make, because its signatures are inside. */
export const callRequestSchema = z.object({
  to: address,
  data: hex.check(z.refine((data) => data.length <= 2 + 2 * MAX_CALL_BYTES, "too long")),
});
export type CallRequest = z.infer<typeof callRequestSchema>;

/**
 * Why a call did not happen. `refused`: the house said no, and `name` and `data` are its custom error. `notAllowed`,
 * `malformed`, `tooMuch`: the relay said no. `unreachable`: the relay cannot reach the chain; try again.
 */
const relayErrorSchema = z.object({
  code: z.enum(["refused", "notAllowed", "malformed", "tooMuch", "unreachable", "unknown"]),
  message: z.string(),
  name: z.optional(z.string()),
  /** The custom error's arguments as text, in order. */
  args: z.optional(z.array(z.string())),
  /** Revert data as it came from the chain. */
  data: z.optional(hex),
});
export type RelayError = z.infer<typeof relayErrorSchema>;
export const relayRefusalSchema = z.object({ error: relayErrorSchema });

/** Where a call is: accepted, sent to the chain, in a block, or in a block without effect. */
export const callStatusSchema = z.object({
  id: hex,
  state: z.enum(["queued", "sent", "included", "failed"]),
  txHash: z.optional(hex),
  blockNumber: z.optional(z.int().check(z.nonnegative())),
  error: z.optional(relayErrorSchema),
});
export type CallStatus = z.infer<typeof callStatusSchema>;

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
