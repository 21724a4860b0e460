import { type Address, type ParseEventLogsReturnType, parseEventLogs, type RpcLog } from "viem";
import { DayClosed } from "../abi/closings.ts";
import { ItemRefunded, ItemVoided } from "../abi/corrections.ts";
import { BatchRedeemed, ItemRedeemed } from "../abi/counter.ts";
import { OrderPaidExactly } from "../abi/exactPayments.ts";
import { LATE_BIT } from "./payCode.ts";

/** What was paid, counted from the logs of the single payments. Money in hundredths. */
export interface Taken {
  businessDay: number;
  payments: number;
  total: bigint;
}

/** How far a closing reaches: the last number of each kind. */
export interface Reach {
  batch: number;
  late: number;
  exact: number;
}

/** A closing as its log tells it, and what was taken back since the one before it. */
interface ToldClosing {
  number: number;
  businessDay: number;
  reach: Reach;
  payments: number;
  total: bigint;
  voided: bigint;
  refunded: bigint;
  unpaid: bigint;
  manager: Address;
  byTill: boolean;
  /** Counted here. */
  takenBack: TakenBack;
}

export interface TakenBack {
  voided: bigint;
  refunded: bigint;
}

/** All that a terminal's logs tell. */
export interface ToldTill {
  /** By number. */
  batches: Map<number, Taken>;
  late: Map<number, Taken>;
  exact: Map<number, Taken>;
  closings: ToldClosing[];
  /** Since the last closing. */
  takenBack: TakenBack;
  /** Batches whose own log says something else than the logs of their payments. */
  unsound: string[];
}

export const closingEvents = [
  ItemRedeemed,
  BatchRedeemed,
  OrderPaidExactly,
  ItemVoided,
  ItemRefunded,
  DayClosed,
] as const;

type CounterLog = ParseEventLogsReturnType<typeof closingEvents, undefined, true>[number];

/** Rebuilds what a terminal took, gave back and closed from the counter's logs, oldest first. */
export function tillFromLogs(logs: readonly RpcLog[], terminal: number): ToldTill {
  const till: ToldTill = {
    batches: new Map(),
    late: new Map(),
    exact: new Map(),
    closings: [],
    takenBack: { voided: 0n, refunded: 0n },
    unsound: [],
  };
  let items: number[] = [];
  for (const log of parseEventLogs({ abi: closingEvents, logs: [...logs] }) as CounterLog[]) {
    // A payment's log names no terminal: it belongs to the batch whose log follows.
    if (log.eventName === "ItemRedeemed") items.push(log.args.amount);
    else if (log.eventName === "BatchRedeemed") {
      if (log.args.terminal === terminal) addBatch(till, log.args, items);
      items = [];
    } else if (log.args.terminal === terminal) add(till, log);
  }
  return till;
}

function addBatch(
  till: ToldTill,
  { seq, businessDay, paid, total }: { seq: number; businessDay: number; paid: bigint; total: bigint },
  items: readonly number[],
): void {
  const sum = BigInt(items.reduce((all, amount) => all + amount, 0));
  const isLate = seq >= LATE_BIT;
  const number = isLate ? seq - LATE_BIT : seq;
  if (BigInt(items.length) !== paid || sum !== total) till.unsound.push(`${isLate ? "late " : ""}${number}`);
  (isLate ? till.late : till.batches).set(number, { businessDay, payments: items.length, total: sum });
}

function add(till: ToldTill, log: Exclude<CounterLog, { eventName: "ItemRedeemed" | "BatchRedeemed" }>): void {
  switch (log.eventName) {
    case "OrderPaidExactly": {
      const { number, businessDay, amount } = log.args;
      till.exact.set(number, { businessDay, payments: 1, total: BigInt(amount) });
      break;
    }
    case "ItemVoided":
      till.takenBack.voided += BigInt(log.args.amount);
      break;
    case "ItemRefunded":
      till.takenBack.refunded += BigInt(log.args.amount);
      break;
    case "DayClosed": {
      const { number, businessDay, reach, sums, unpaid, manager, byTill } = log.args;
      const { payments, total, voided, refunded } = sums;
      const said = { number, businessDay, reach, payments, total, voided, refunded, unpaid, manager, byTill };
      till.closings.push({ ...said, takenBack: till.takenBack });
      till.takenBack = { voided: 0n, refunded: 0n };
    }
  }
}
