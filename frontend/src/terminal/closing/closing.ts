import { type Address, hashTypedData, type TypedDataDefinition } from "viem";
import * as closingsAbi from "#protocol/abi/closings.ts";
import * as personsAbi from "#protocol/abi/persons.ts";
import { type Message, signable } from "#protocol/house/typedData.ts";
import type { Reach } from "#protocol/voucher/closingLogs.ts";
import { closingLink } from "#protocol/voucher/managerLinks.ts";
import { LATE_BIT } from "#protocol/voucher/payCode.ts";
import { readHouse } from "../../chain/node/house.ts";
import { NOTHING, reachOf, readOpenSums } from "../../chain/voucher/openDay.ts";
import type { TillHouse } from "../house.ts";
import type { JournalItem } from "../journal/journal.ts";
import type { Tablet } from "../useTill.ts";
import { type Manager, readManager } from "./managers.ts";

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
  manager: Manager;
  /** False: the tablet was shut out or over, and the manager signed alone. */
  byTill: boolean;
}

/** Seconds that a manager has to sign. */
const GOOD_FOR = 6 * 3_600;

/** What was taken since the last closing: the contract adds it up, the tablet knows what it was. */
export async function readOpenDay({ house }: TillHouse, tablet: Tablet): Promise<OpenDay> {
  const { before, ...sums } = await readOpenSums(house, tablet.terminal);
  return { ...sums, ...own(await tablet.inBatches((seq) => isWithin(seq, before, sums.reach))) };
}

/** One of the closings that were made; undefined: not yet. */
export async function readClosed({ house }: TillHouse, tablet: Tablet, number: number): Promise<Closed | undefined> {
  const first = Math.max(1, number - 1);
  const records = await readHouse(house, closingsAbi.closings, [tablet.terminal, first, number - first + 1]);
  const record = number < 1 ? undefined : records[number - first];
  if (record === undefined) return undefined;
  const before = number === 1 ? undefined : records[0];
  const manager = await readManager(house, record.manager);
  const lines = await tablet.inBatches((seq) => isWithin(seq, before ? reachOf(before) : NOTHING, reachOf(record)));
  const { businessDay, payments, total, closedAt, byTill, unpaid } = record;
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

/** Whether a batch lies between two reaches, by its number. */
export function isWithin(seq: number, before: Reach, reach: Reach): boolean {
  if (seq >= LATE_BIT) return seq - LATE_BIT > before.late && seq - LATE_BIT <= reach.late;
  return seq > before.batch && seq <= reach.batch;
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
