import { type Hex, parseEventLogs, type RpcLog } from "viem";
import { BatchRedeemed, ItemRedeemed } from "../abi/counter.ts";
import { topicOf } from "../house/readNode.ts";

/** A batch that was paid, with its payments in order. Money in hundredths. */
export interface PaidBatch {
  till: number;
  /** Its number; of one handed in late, with `LATE_BIT`. */
  seq: number;
  block: number;
  /** The books' entry. */
  entry: number;
  items: readonly { pocket: number; amount: number }[];
}

const events = [ItemRedeemed, BatchRedeemed] as const;

/** What logs of payments begin with. */
export const paidTopics: Hex[] = events.map(({ name }) => topicOf(events, name));

/** The batches that logs of whole blocks tell, oldest first: a payment belongs to the batch whose log follows. */
export function paidBatches(logs: readonly RpcLog[]): PaidBatch[] {
  const batches: PaidBatch[] = [];
  let items: { pocket: number; amount: number }[] = [];
  for (const { eventName, args, blockNumber } of parseEventLogs({ abi: events, logs: [...logs] })) {
    if (eventName === "ItemRedeemed") {
      items.push({ pocket: args.pocket, amount: args.amount });
      continue;
    }
    const { terminal: till, seq, entry } = args;
    batches.push({ till, seq, block: Number(blockNumber), entry: Number(entry), items });
    items = [];
  }
  return batches;
}
