import { type Hex, numberToHex } from "viem";
import { z } from "zod";
import type { Ask } from "#protocol/house/Ask.ts";

const hex = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));
const logs = z.array(z.object({ address: hex, topics: z.array(hex), data: hex }));
export type Log = z.infer<typeof logs>[number];

/** Public nodes answer for so many blocks at once. */
const SPAN = 5_000;

/** All logs of a filter from a block to the present one. */
export async function readLogs(ask: Ask, filter: object, fromBlock: number): Promise<Log[]> {
  const newest = Number(await ask("eth_blockNumber", []));
  const found: Log[] = [];
  for (let from = fromBlock; from <= newest; from += SPAN) {
    const range = { fromBlock: numberToHex(from), toBlock: numberToHex(Math.min(from + SPAN - 1, newest)) };
    found.push(...logs.parse(await ask("eth_getLogs", [{ ...filter, ...range }])));
  }
  return found;
}
