import type { Address, Hex } from "viem";
import { obstacleNames, requestStateNames } from "#protocol/abi/enums.ts";
import * as paymentsAbi from "#protocol/abi/payments.ts";
import { type House, readHouse } from "../node/house.ts";

export type RequestState = (typeof requestStateNames)[number];
type Obstacle = (typeof obstacleNames)[number];

/** A payment that the operator or a member in office asks for. Money in the smallest unit, times in UTC seconds. */
export interface PaymentRequest {
  id: number;
  payee: Address;
  amount: bigint;
  /** An expense account. */
  category: number;
  term: number;
  requestedAt: number;
  /** Hash of the document. */
  ref: Hex;
  proposer: Address;
  /** 0 = none: the operator. */
  proposerSeat: number;
  /** Bit i = the i-th of `Roster.chairsOf(term)` approved. */
  approvals: number;
  /** Bit i = it took its approval back, and cannot give it again. */
  takenBack: number;
  state: RequestState;
  /** What holds it up though enough have approved. */
  obstacle: Obstacle;
  /** 0 = not paid. */
  paidAt: number;
  /** Number in the books; 0 = not paid. */
  entry: number;
}

/** At most `count` requests from number `first` (≥ 1) on. */
export async function readRequests(house: House, first: number, count: number): Promise<PaymentRequest[]> {
  const found = await readHouse(house, paymentsAbi.requests, [BigInt(first), BigInt(count)]);
  return found.map(({ id, entry, state, obstacle, lane: _lane, ...rest }) => ({
    ...rest,
    id: Number(id),
    entry: Number(entry),
    state: requestStateNames[state] ?? "lapsed",
    obstacle: obstacleNames[obstacle] ?? "none",
  }));
}

/** The newest `count` requests, the newest first, and how many there are in all. */
export async function readNewestRequests(house: House, count: number) {
  const all = Number(await readHouse(house, paymentsAbi.requestCount));
  const first = Math.max(1, all - count + 1);
  const newest = all === 0 ? [] : await readRequests(house, first, all - first + 1);
  return { all, newest: newest.reverse() };
}

/** The seats that want a request closed, in order of arrival. */
export function readClosers(house: House, id: number): Promise<readonly number[]> {
  return readHouse(house, paymentsAbi.closersOf, [BigInt(id)]);
}

/** Which of a table's ordered seats a word of bits means. */
export function seatsOf(approvals: number, chairs: readonly number[]): number[] {
  return chairs.filter((seat, i) => seat > 0 && (approvals >> i) & 1);
}
