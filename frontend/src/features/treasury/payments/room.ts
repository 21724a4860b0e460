import type { Address } from "viem";
import * as budgetsAbi from "#protocol/abi/budgets.ts";
import * as paymentsAbi from "#protocol/abi/payments.ts";
import * as treasuryAbi from "#protocol/abi/treasury.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { readTerms } from "../../../chain/oversight/rotation.ts";

/** What a payment has to fit into, as things stand now; smallest units. */
export interface Room {
  /** 0 = before term 1: nothing can be asked for. */
  term: number;
  /** What is left of each category's budget. */
  left: ReadonlyMap<number, bigint>;
  /** What is free of reserve and reserved money. */
  free: bigint;
}

export async function readRoom(house: House): Promise<Room> {
  const { now: term } = await readTerms(house);
  const [lines, free] = await Promise.all([
    readHouse(house, budgetsAbi.lines, [term]),
    readHouse(house, treasuryAbi.freeToSpend),
  ]);
  const left = lines.map(({ category, limit, spent, reserved }): [number, bigint] => {
    const rest = limit - spent - reserved;
    return [category, rest > 0n ? rest : 0n];
  });
  return { term, left: new Map(left), free };
}

/** What lane B has paid to somebody in 30 days. */
export function readPaidLately(house: House, payee: Address): Promise<bigint> {
  return readHouse(house, paymentsAbi.paidLately, [payee]);
}

export type TooMuch = "threshold" | "lately" | "budget" | "money";

/**
 * What stands in a payment's way. `threshold`: it cannot even be asked for, the members would have to vote. All else: it
 * can be asked for, and is paid once it fits; `lately`: once the payee's last 30 days leave room.
 */
export function obstaclesOf(
  amount: bigint,
  { left, free, lately, threshold }: { left: bigint; free: bigint; lately: bigint; threshold: bigint },
): readonly TooMuch[] {
  return [
    ...(amount > threshold ? (["threshold"] as const) : lately + amount > threshold ? (["lately"] as const) : []),
    ...(amount > left ? (["budget"] as const) : []),
    ...(amount > free ? (["money"] as const) : []),
  ];
}
