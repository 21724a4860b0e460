import * as v from "valibot";
import { type Address, numberToHex, type RpcLog } from "viem";
import type { Ask } from "./Ask.ts";
import { inRangesBack } from "./logRanges.ts";
import { newestBlock, readRange } from "./readNode.ts";
import { quantity } from "./shapes.ts";

interface Wanted {
  address: Address;
  topics: readonly unknown[];
  /** The first block that may have any. */
  from: number;
  count: number;
  /** UTC seconds; what is older is not looked for. */
  since: number;
}

const header = v.looseObject({ timestamp: quantity });

/** The newest logs of a contract, newest first: looks back no further than it must. */
export async function newestLogs(ask: Ask, { address, topics, from, count, since }: Wanted): Promise<RpcLog[]> {
  const found: RpcLog[] = [];
  const blocks = { from, to: await newestBlock(ask) };
  for await (const { range, result } of inRangesBack(blocks, (part) => readRange(ask, part, address, topics))) {
    found.push(...result.reverse());
    if (found.length >= count || (since > 0 && (await timeOf(ask, range.from)) < since)) break;
  }
  return found.slice(0, count);
}

async function timeOf(ask: Ask, block: number): Promise<number> {
  return v.parse(header, await ask("eth_getBlockByNumber", [numberToHex(block), false])).timestamp;
}
