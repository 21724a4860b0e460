import { type Hex, numberToHex } from "viem";
import { z } from "zod";
import type { Ask } from "#protocol/house/Ask.ts";
import { inRanges } from "#protocol/house/logRanges.ts";

const hex = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));
const logs = z.array(z.object({ address: hex, topics: z.array(hex), data: hex }));
export type Log = z.infer<typeof logs>[number];

/** All logs of a filter from a block to the present one, in ranges as long as the node takes. */
export async function readLogs(ask: Ask, filter: object, fromBlock: number): Promise<Log[]> {
  const newest = Number(await ask("eth_blockNumber", []));
  const found: Log[] = [];
  const fetch = async ({ from, to }: { from: number; to: number }) => {
    const range = { fromBlock: numberToHex(from), toBlock: numberToHex(to) };
    return logs.parse(await ask("eth_getLogs", [{ ...filter, ...range }]));
  };
  for await (const { result } of inRanges({ from: fromBlock, to: newest }, fetch)) found.push(...result);
  return found;
}
