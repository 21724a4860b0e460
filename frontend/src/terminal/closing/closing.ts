import { type Address, hashTypedData, type TypedDataDefinition } from "viem";
import * as closingsAbi from "#protocol/abi/closings.ts";
import * as counterAbi from "#protocol/abi/counter.ts";
import { Right } from "#protocol/abi/enums.ts";
import * as exactPaymentsAbi from "#protocol/abi/exactPayments.ts";
import * as personsAbi from "#protocol/abi/persons.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import * as teamAbi from "#protocol/abi/team.ts";
import { type Message, signable } from "#protocol/house/typedData.ts";
import type { Reach } from "#protocol/voucher/closingLogs.ts";
import { closingLink } from "#protocol/voucher/managerLinks.ts";
import { businessDayOf, LATE_BIT } from "#protocol/voucher/payCode.ts";
import { readHouse } from "../../chain/node/house.ts";
import type { TillHouse } from "../house.ts";
import type { JournalItem } from "../journal/journal.ts";
import type { Tablet } from "../useTill.ts";

/** What one closing of this till holds. Money in hundredths. */
export interface ClosingSums {
  number: number;
  businessDay: number;
  payments: number;
  total: bigint;
  voided: bigint;
  refunded: bigint;
  /** Green, then not paid. */
  unpaid: bigint;
  /** Its payments as this tablet knows them: who accepted each, and what was ordered. */
  lines: readonly JournalItem[];
}

/** What there is to close, and how far it reaches. */
export interface OpenDay extends ClosingSums {
  reach: Reach;
}

/** A closing as the contract keeps it. */
export interface Closed extends ClosingSums {
  /** UTC seconds. */
  closedAt: number;
  manager: Address;
  /** False: the tablet was shut out or over, and the manager signed alone. */
  byTill: boolean;
}

const NOTHING: Reach = { batch: 0, late: 0, exact: 0 };
/** Batches and the like that one closing may hold (`Closings.MOST_IN_ONE`). */
const MOST_IN_ONE = 1_000;
/** Seconds that a manager has to sign. */
const GOOD_FOR = 6 * 3_600;

/** What was taken since the last closing; the contract adds it up. */
export async function readOpenDay({ house, dayOffset, now }: TillHouse, tablet: Tablet): Promise<OpenDay> {
  const { terminal } = tablet;
  const [next, late, exact, count] = await Promise.all([
    readHouse(house, counterAbi.nextSeq, [terminal]),
    readHouse(house, counterAbi.lateCount, [terminal]),
    readHouse(house, exactPaymentsAbi.exactCount, [terminal]),
    readHouse(house, closingsAbi.closingCount, [terminal]),
  ]);
  const [last] = count === 0 ? [] : await readHouse(house, closingsAbi.closings, [terminal, count, 1]);
  const before = last === undefined ? NOTHING : reachOf(last);
  const reach = atMost(MOST_IN_ONE, before, { batch: next - 1, late, exact });
  const [sums, lines] = await Promise.all([
    readHouse(house, closingsAbi.sumsUpTo, [terminal, reach]),
    tablet.inBatches((seq) => isWithin(seq, before, reach)),
  ]);
  const { payments, total, voided, refunded, latestDay } = sums;
  const businessDay = Math.max(last?.businessDay ?? 0, latestDay || businessDayOf(now(), dayOffset));
  return { number: count + 1, businessDay, reach, payments, total, voided, refunded, ...own(lines) };
}

/** One of the closings that were made; undefined: not yet. */
export async function readClosed({ house }: TillHouse, tablet: Tablet, number: number): Promise<Closed | undefined> {
  const first = Math.max(1, number - 1);
  const records = await readHouse(house, closingsAbi.closings, [tablet.terminal, first, number - first + 1]);
  const record = number < 1 ? undefined : records[number - first];
  if (record === undefined) return undefined;
  const before = number === 1 ? undefined : records[0];
  const lines = await tablet.inBatches((seq) => isWithin(seq, before ? reachOf(before) : NOTHING, reachOf(record)));
  const { businessDay, payments, total, closedAt, manager, byTill, unpaid } = record;
  return {
    ...{ number, businessDay, payments, total, closedAt, manager, byTill },
    voided: record.voidedSoFar - (before?.voidedSoFar ?? 0n),
    refunded: record.refundedSoFar - (before?.refundedSoFar ?? 0n),
    ...own(lines),
    unpaid,
  };
}

/** What only the tablet knows. */
function own(lines: readonly JournalItem[]): Pick<ClosingSums, "unpaid" | "lines"> {
  const unpaid = lines.filter(({ state }) => state === "rejected").reduce((all, { item }) => all + item.amount, 0);
  return { unpaid: BigInt(unpaid), lines };
}

const reachOf = (record: { lastBatch: number; lastLate: number; lastExact: number }): Reach => ({
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

/** Whether a batch lies between two reaches, by its number. */
export function isWithin(seq: number, before: Reach, reach: Reach): boolean {
  if (seq >= LATE_BIT) return seq - LATE_BIT > before.late && seq - LATE_BIT <= reach.late;
  return seq > before.batch && seq <= reach.batch;
}

/** Who may sign beside the till: the operator first, then those of the team who may. */
export async function readManagers({ house }: TillHouse): Promise<readonly Address[]> {
  const [operator, team] = await Promise.all([readHouse(house, registryAbi.operator), readHouse(house, teamAbi.team)]);
  const may = team.filter(({ rights }) => ((rights >> Right.ManageCounter) & 1) === 1);
  return [operator, ...may.map(({ account }) => account)];
}

/** Says that nothing is left in this tablet, over the very words that the manager signs; where they do that. */
export async function askManager(
  { house, now }: TillHouse,
  tablet: Tablet,
  { number, businessDay, reach, payments, total, voided, refunded, unpaid }: OpenDay,
  manager: Address,
): Promise<string> {
  const epoch = await readHouse(house, personsAbi.epochOf, [BigInt(manager)]);
  const closing: Message<"Closing"> = {
    ...{ terminal: tablet.terminal, number, businessDay },
    ...{ lastBatch: reach.batch, lastLate: reach.late, lastExact: reach.exact },
    ...{ payments, total, voided, refunded, unpaid, manager, epoch, deadline: now() + GOOD_FOR },
  };
  const digest = hashTypedData(signable(house.deployment, "Closing", closing) as TypedDataDefinition);
  return closingLink(location.origin, { closing, signature: await tablet.sign(digest) });
}
