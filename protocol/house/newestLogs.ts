import type { Address, RpcLog } from "viem";
import type { Ask } from "./Ask.ts";
import { inRangesBack } from "./logRanges.ts";
import { blockTime, newestBlock, readRange } from "./readNode.ts";

interface Wanted {
  address: Address;
  topics: readonly unknown[];
  /** The first block that may have any. */
  from: number;
  count: number;
  /** UTC seconds; what is older is not looked for. */
  since: number;
}

/** The newest logs of a contract, newest first: looks back no further than it must. */
export async function newestLogs(ask: Ask, { address, topics, from, count, since }: Wanted): Promise<RpcLog[]> {
  const found: RpcLog[] = [];
  const blocks = { from, to: await newestBlock(ask) };
  for await (const { range, result } of inRangesBack(blocks, (part) => readRange(ask, part, address, topics))) {
    found.push(...result.reverse());
    if (found.length >= count || (since > 0 && (await blockTime(ask, range.from)) < since)) break;
  }
  return found.slice(0, count);
}
