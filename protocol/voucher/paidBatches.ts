import * as v from "valibot";
import { decodeFunctionData, type Hex, numberToHex, parseEventLogs, toFunctionSelector } from "viem";
import { BatchRedeemed, recordOf, redeem, redeemLate } from "../abi/counter.ts";
import type { Ask } from "../house/Ask.ts";
import type { Deployment } from "../house/deployments.ts";
import { newestLogs } from "../house/newestLogs.ts";
import { newestBlock, readerAt, topicOf } from "../house/readNode.ts";
import { bytes } from "../house/shapes.ts";
import { hashOfHeads } from "./payCode.ts";

/** A payment as its batch carried it. Money in hundredths, UTC seconds. */
export interface PaidItem {
  pocket: number;
  amount: number;
  acceptedAt: number;
}

/** A batch as the contract's record proves it. */
export interface PaidBatch {
  terminal: number;
  seq: number;
  bookedAt: number;
  businessDay: number;
  total: number;
  /** What it paid, in order; undefined: no transaction says it in a way that the record proves. */
  paid: { items: readonly PaidItem[]; heads: readonly bigint[] } | undefined;
}

type House = Pick<Deployment, "deployedAtBlock"> & { contracts: Pick<Deployment["contracts"], "Counter"> };

const brought = v.looseObject({ input: bytes });
const calls = [redeem, redeemLate] as const;
const selectors = calls.map((call) => toFunctionSelector(call).slice(2));

/** One batch; undefined: the counter has none of this number. */
export async function readPaidBatch(
  ask: Ask,
  house: House,
  { terminal, seq }: { terminal: number; seq: number },
): Promise<PaidBatch | undefined> {
  const found = await batchLogs(ask, house, { terminal, seq, count: 1, since: 0 });
  const [batch] = await batchesOf(ask, house, found);
  return batch;
}

/** The newest batches that paid something, of all tills; at most `count`, none booked before `since`. */
export async function readNewestBatches(
  ask: Ask,
  house: House,
  { count, since }: { count: number; since: number },
): Promise<readonly PaidBatch[]> {
  const batches = await batchesOf(ask, house, await batchLogs(ask, house, { count, since }));
  return batches.filter(({ bookedAt }) => bookedAt >= since);
}

interface BatchLog {
  terminal: number;
  seq: number;
  transaction: Hex;
}

/** Newest first. */
async function batchLogs(
  ask: Ask,
  { contracts, deployedAtBlock }: House,
  { terminal, seq, count, since }: { terminal?: number; seq?: number; count: number; since: number },
): Promise<readonly BatchLog[]> {
  const abi = [BatchRedeemed] as const;
  const topics = [topicOf(abi, BatchRedeemed.name), topicFor(terminal), topicFor(seq)];
  const logs = await newestLogs(ask, { address: contracts.Counter, topics, from: deployedAtBlock, count, since });
  return parseEventLogs({ abi, logs, strict: true }).flatMap(({ args, transactionHash }) =>
    args.paid === 0n || transactionHash === null
      ? []
      : [{ terminal: args.terminal, seq: args.seq, transaction: transactionHash }],
  );
}

const topicFor = (number: number | undefined) => (number === undefined ? null : numberToHex(number, { size: 32 }));

async function batchesOf(ask: Ask, { contracts }: House, logs: readonly BatchLog[]): Promise<PaidBatch[]> {
  const record = readerAt(ask, contracts.Counter, [recordOf], await newestBlock(ask));
  const inputs = new Map<Hex, Promise<Hex>>();
  const inputOf = (hash: Hex) => {
    const known = inputs.get(hash) ?? ask("eth_getTransactionByHash", [hash]).then((tx) => v.parse(brought, tx).input);
    inputs.set(hash, known);
    return known;
  };
  return Promise.all(
    logs.map(async ({ terminal, seq, transaction }) => {
      const [kept, input] = await Promise.all([record("recordOf", [terminal, seq]), inputOf(transaction)]);
      const { bookedAt, businessDay, total, paid, paidHash, skipped } = kept;
      const heads = headsIn(input, { paid, paidHash, skipped });
      return { terminal, seq, bookedAt, businessDay, total, paid: heads && { heads, items: heads.map(itemOf) } };
    }),
  );
}

/**
 * Heads of what a batch paid, from the transaction that brought it. The call may stand anywhere in it, since others may
 * carry batches together: the record's hash proves which one it is.
 */
function headsIn(input: Hex, record: { paid: number; paidHash: Hex; skipped: bigint }): readonly bigint[] | undefined {
  for (const selector of selectors) {
    for (let at = input.indexOf(selector); at >= 0; at = input.indexOf(selector, at + 1)) {
      const heads = headsAt(`0x${input.slice(at)}`)?.filter((_, i) => ((record.skipped >> BigInt(i)) & 1n) === 0n);
      if (heads?.length !== record.paid) continue;
      if (hashOfHeads(heads).slice(0, 42) === record.paidHash.toLowerCase()) return heads;
    }
  }
  return undefined;
}

function headsAt(data: Hex): readonly bigint[] | undefined {
  try {
    const { args } = decodeFunctionData({ abi: calls, data });
    return args[0].items.map(({ head }) => head);
  } catch {
    // The same four bytes stand there by chance.
    return undefined;
  }
}

function itemOf(head: bigint): PaidItem {
  const field = (shift: bigint) => Number((head >> shift) & 0xffff_ffffn);
  return { pocket: field(160n), amount: field(32n), acceptedAt: field(0n) };
}
