import { encodeAbiParameters, encodeEventTopics, encodeFunctionData, encodeFunctionResult, type Hex } from "viem";
import { describe, expect, it } from "vitest";
import { BatchRedeemed, counterAbi, recordOf } from "../abi/counter.ts";
import { readNewestBatches, readPaidBatch } from "./paidBatches.ts";
import { type CounterItem, headsOf, paidHash, redeemArgs } from "./payCode.ts";

const house = { contracts: { Counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3" }, deployedAtBlock: 0 } as const;
const word = `0x${"11".repeat(32)}` as const;
const DAY = 20_833;
const NOW = 1_800_000_000;

function anItem(nonce: number, amount: number): CounterItem {
  const code = { pocket: 7, keyEpoch: 1, nonce, maxAmount: 10_000, acceptBy: NOW + 60, r: word, s: word };
  return { ...code, amount, acceptedAt: NOW + nonce, x: 1n, y: 2n };
}

interface Sent {
  seq: number;
  block: number;
  items: readonly CounterItem[];
  skipped: readonly number[];
  input: Hex;
}

/** A batch that left out some of its items; whoever brought it put something before and behind it. */
function aBatch(seq: number, block: number, items: readonly CounterItem[], skipped: readonly number[] = []): Sent {
  const batch = { terminal: 1, seq, businessDay: DAY, items };
  const args = redeemArgs(batch, { r: word, s: word });
  const data = encodeFunctionData({ abi: counterAbi, functionName: "redeem", args: args as never });
  return { seq, block, items, skipped, input: `0xdeadbeef${data.slice(2)}00ff` };
}

/** A node that knows these batches, one block each second. */
function aNode(batches: readonly Sent[], newest = 100) {
  const asked: string[] = [];
  const paidOf = ({ items, skipped }: Sent) => items.filter((_, i) => !skipped.includes(i));
  const log = (one: Sent) => {
    const paid = paidOf(one);
    const total = paid.reduce((sum, { amount }) => sum + amount, 0);
    return {
      address: house.contracts.Counter,
      topics: encodeEventTopics({ abi: [BatchRedeemed], args: { terminal: 1, seq: one.seq } }),
      data: encodeAbiParameters(
        [{ type: "uint32" }, { type: "uint256" }, { type: "uint256" }, { type: "bytes32" }, { type: "uint64" }],
        [DAY, BigInt(paid.length), BigInt(total), paidHash(paid), 1n],
      ),
      blockNumber: `0x${one.block.toString(16)}`,
      transactionHash: `0x${one.seq.toString(16).padStart(64, "0")}`,
      transactionIndex: "0x0",
      blockHash: word,
      logIndex: "0x0",
      removed: false,
    };
  };
  const recordData = (data: Hex) => {
    const one = batches.find(({ seq }) => seq === Number(BigInt(`0x${data.slice(74)}`)))!;
    const paid = paidOf(one);
    const record = {
      paidHash: paidHash(paid).slice(0, 42) as Hex,
      total: paid.reduce((sum, { amount }) => sum + amount, 0),
      ...{ paid: paid.length, businessDay: DAY, bookedAt: NOW + one.block },
      skipped: one.skipped.reduce((bits, i) => bits | (1n << BigInt(i)), 0n),
    };
    return encodeFunctionResult({ abi: [recordOf], result: record });
  };
  const ask = async (method: string, params: unknown[]): Promise<unknown> => {
    asked.push(method);
    const [first] = params as [never];
    if (method === "eth_blockNumber") return `0x${newest.toString(16)}`;
    if (method === "eth_call") return recordData((first as { data: Hex }).data);
    if (method === "eth_getBlockByNumber") return { timestamp: `0x${(NOW + Number(first)).toString(16)}` };
    if (method === "eth_getTransactionByHash")
      return { input: batches.find(({ seq }) => seq === Number(first))!.input };
    const { fromBlock, toBlock, topics } = first as { fromBlock: Hex; toBlock: Hex; topics: (Hex | null)[] };
    return batches
      .filter(({ block }) => block >= Number(fromBlock) && block <= Number(toBlock))
      .filter(({ seq }) => topics[2] === null || Number(topics[2]) === seq)
      .map(log);
  };
  return { ask, asked };
}

describe("given batches on the record", () => {
  it("reads what one paid from the transaction that brought it, wherever it stands there", async () => {
    const items = [anItem(1, 2_800), anItem(2, 900), anItem(3, 500)];
    const { ask } = aNode([aBatch(4, 50, items, [1])]);
    const batch = await readPaidBatch(ask, house, { terminal: 1, seq: 4 });
    expect(batch).toMatchObject({ terminal: 1, seq: 4, bookedAt: NOW + 50, businessDay: DAY, total: 3_300 });
    expect(batch?.paid?.items).toEqual([
      { pocket: 7, amount: 2_800, acceptedAt: NOW + 1 },
      { pocket: 7, amount: 500, acceptedAt: NOW + 3 },
    ]);
    expect(batch?.paid?.heads).toEqual(headsOf([items[0]!, items[2]!]));
    expect(await readPaidBatch(ask, house, { terminal: 1, seq: 5 })).toBeUndefined();
  });

  it("believes no transaction that the record does not prove", async () => {
    const lied = { ...aBatch(4, 50, [anItem(1, 2_800)]), items: [anItem(1, 2_900)] };
    const batch = await readPaidBatch(aNode([lied]).ask, house, { terminal: 1, seq: 4 });
    expect(batch).toMatchObject({ total: 2_900, paid: undefined });
  });

  it("lists the newest first, no more than were asked for, and none of before", async () => {
    const { ask } = aNode([1, 2, 3].map((seq) => aBatch(seq, seq * 20, [anItem(seq, seq * 100)])));
    const seqs = async (count: number, since: number) =>
      (await readNewestBatches(ask, house, { count, since })).map(({ seq }) => seq);
    expect(await seqs(2, NOW)).toEqual([3, 2]);
    expect(await seqs(9, NOW + 40)).toEqual([3, 2]);
  });

  it("looks no further back than it must", async () => {
    const { ask, asked } = aNode([aBatch(1, 35_000, [anItem(1, 100)])], 40_000);
    expect(await readNewestBatches(ask, house, { count: 9, since: NOW + 25_000 })).toHaveLength(1);
    expect(asked.filter((method) => method === "eth_getLogs")).toHaveLength(2);
  });
});
