import { type Hex, numberToHex } from "viem";
import type { Deployment } from "#protocol/house/deployments.ts";
import { inRanges } from "#protocol/house/logRanges.ts";
import type { Chain } from "../calls/simulate.ts";
import type { TextShelf } from "./TextShelf.ts";

/** Blocks that are looked at again, because the chain may have taken them back. */
const AGAIN = 64;

/** Looks whether the house's contracts have told of texts that wait, and lets go of those that waited too long. */
export async function lookForNames(
  { client }: Chain,
  { contracts, deployedAtBlock }: Deployment,
  shelf: TextShelf,
  now: number,
): Promise<void> {
  const head = Number(await client.getBlockNumber({ cacheTime: 0 }));
  if (shelf.unnamed > 0) {
    const from = Math.max(deployedAtBlock, (shelf.lookedAt ?? deployedAtBlock) - AGAIN);
    const address = Object.values(contracts) as Hex[];
    const fetch = (range: { from: number; to: number }) => {
      const blocks = { fromBlock: numberToHex(range.from), toBlock: numberToHex(range.to) };
      return client.request({ method: "eth_getLogs", params: [{ address, ...blocks }] });
    };
    for await (const { result } of inRanges({ from, to: head }, fetch)) shelf.nameInTold(result, now);
    shelf.expire(now);
  }
  shelf.lookedAt = head;
}
