import * as closingsAbi from "#protocol/abi/closings.ts";
import * as counterAbi from "#protocol/abi/counter.ts";
import * as exactPaymentsAbi from "#protocol/abi/exactPayments.ts";
import type { Reach } from "#protocol/voucher/closingLogs.ts";
import { businessDayOf } from "#protocol/voucher/payCode.ts";
import { type House, readHouse } from "../node/house.ts";

/** What a till has taken since its last closing, as the contract adds it up. Money in hundredths. */
export interface OpenSums {
  number: number;
  businessDay: number;
  /** Where the closing before it ended, and where this one would. */
  before: Reach;
  reach: Reach;
  payments: number;
  total: bigint;
  voided: bigint;
  refunded: bigint;
}

/** Before the first closing. */
export const NOTHING: Reach = { batch: 0, late: 0, exact: 0 };
/** Batches and the like that one closing may hold (`Closings.MOST_IN_ONE`). */
const MOST_IN_ONE = 1_000;

export async function readOpenSums(house: House, terminal: number): Promise<OpenSums> {
  const [next, late, exact, count, dayOffset] = await Promise.all([
    readHouse(house, counterAbi.nextSeq, [terminal]),
    readHouse(house, counterAbi.lateCount, [terminal]),
    readHouse(house, exactPaymentsAbi.exactCount, [terminal]),
    readHouse(house, closingsAbi.closingCount, [terminal]),
    readHouse(house, counterAbi.dayOffset),
  ]);
  const [last] = count === 0 ? [] : await readHouse(house, closingsAbi.closings, [terminal, count, 1]);
  const before = last === undefined ? NOTHING : reachOf(last);
  const reach = atMost(MOST_IN_ONE, before, { batch: next - 1, late, exact });
  const { latestDay, ...sums } = await readHouse(house, closingsAbi.sumsUpTo, [terminal, reach]);
  const today = businessDayOf(house.clock.anchored(), dayOffset);
  return {
    number: count + 1,
    businessDay: Math.max(last?.businessDay ?? 0, latestDay || today),
    before,
    reach,
    ...sums,
  };
}

export const reachOf = (record: { lastBatch: number; lastLate: number; lastExact: number }): Reach => ({
  batch: record.lastBatch,
  late: record.lastLate,
  exact: record.lastExact,
});

/** A longer day is closed in two steps. */
export function atMost(most: number, before: Reach, all: Reach): Reach {
  const batch = Math.min(all.batch, before.batch + most);
  const late = Math.min(all.late, before.late + most - (batch - before.batch));
  const room = most - (batch - before.batch) - (late - before.late);
  return { batch, late, exact: Math.min(all.exact, before.exact + room) };
}
