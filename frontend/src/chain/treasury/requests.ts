import type { Address, Hex } from "viem";
import { requestStateNames } from "#protocol/abi/enums.ts";
import * as treasuryAbi from "#protocol/abi/treasury.ts";
import { type House, readHouse } from "../node/house.ts";

export type RequestState = (typeof requestStateNames)[number];

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
  state: RequestState;
  /** 0 = not paid. */
  paidAt: number;
  /** Number in the books; 0 = not paid. */
  entry: number;
}

/** At most `count` requests from number `first` (≥ 1) on. */
export async function readRequests(house: House, first: number, count: number): Promise<PaymentRequest[]> {
  const found = await readHouse(house, treasuryAbi.requests, [BigInt(first), BigInt(count)]);
  return found.map(({ id, entry, state, ...rest }) => ({
    ...rest,
    id: Number(id),
    entry: Number(entry),
    state: requestStateNames[state] ?? "lapsed",
  }));
}

/** The newest `count` requests, the newest first, and how many there are in all. */
export async function readNewestRequests(house: House, count: number) {
  const all = Number(await readHouse(house, treasuryAbi.requestCount));
  const first = Math.max(1, all - count + 1);
  const newest = all === 0 ? [] : await readRequests(house, first, all - first + 1);
  return { all, newest: newest.reverse() };
}

/** Which of a table's ordered seats approved. */
export function approvedBy(approvals: number, chairs: readonly number[]): number[] {
  return chairs.filter((seat, i) => seat > 0 && (approvals >> i) & 1);
}
