import * as v from "valibot";
import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  decodeFunctionResult,
  encodeEventTopics,
  encodeFunctionData,
  type Hex,
  numberToHex,
  type RpcLog,
} from "viem";
import type { Ask } from "./Ask.ts";
import { type BlockRange, inRanges } from "./logRanges.ts";
import { bytes, quantity } from "./shapes.ts";

/** Asks a contract, with the arguments and answers of its own types. */
export type Reader<A extends Abi> = <N extends ContractFunctionName<A, "view">>(
  functionName: N,
  args: ContractFunctionArgs<A, "view", N>,
) => Promise<ContractFunctionReturnType<A, "view", N>>;

const header = v.looseObject({ timestamp: quantity });
const logs = v.array(v.looseObject({ topics: v.array(v.string()), data: v.string() }));

/** The newest block's number. */
export async function newestBlock(ask: Ask): Promise<number> {
  return v.parse(quantity, await ask("eth_blockNumber", []));
}

/** When a block was made, UTC seconds. */
export async function blockTime(ask: Ask, block: number): Promise<number> {
  return v.parse(header, await ask("eth_getBlockByNumber", [numberToHex(block), false])).timestamp;
}

/** Questions to a contract as it is at a block, so that nothing that happens meanwhile looks like a lie. */
export function readerAt<const A extends Abi>(ask: Ask, to: Address, abi: A, block: number): Reader<A> {
  return async (functionName, args) => {
    const call = { abi, functionName, args } as unknown as Parameters<typeof encodeFunctionData>[0];
    const asked = [{ to, data: encodeFunctionData(call) }, numberToHex(block)];
    const data = v.parse(bytes, await ask("eth_call", asked));
    return decodeFunctionResult({ ...call, data } as unknown as Parameters<typeof decodeFunctionResult>[0]) as never;
  };
}

/** What the logs of an event begin with. */
export function topicOf(abi: Abi, eventName: string): Hex {
  const [topic] = encodeEventTopics({ abi, eventName });
  return topic as Hex;
}

/** Logs of one contract or several in a range that the node may find too long, oldest first. */
export async function readRange(
  ask: Ask,
  { from, to }: BlockRange,
  address: Address | readonly Address[],
  topics: readonly unknown[],
): Promise<RpcLog[]> {
  const asked = [{ address, topics, fromBlock: numberToHex(from), toBlock: numberToHex(to) }];
  return v.parse(logs, await ask("eth_getLogs", asked)) as unknown as RpcLog[];
}

/** The same in as many ranges as the node needs. */
export async function readLogs(
  ask: Ask,
  blocks: BlockRange,
  address: Address | readonly Address[],
  topics: readonly unknown[],
): Promise<RpcLog[]> {
  const found: RpcLog[] = [];
  const read = inRanges(blocks, (range) => readRange(ask, range, address, topics));
  for await (const { result } of read) found.push(...result);
  return found;
}
