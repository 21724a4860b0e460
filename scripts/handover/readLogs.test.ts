import { numberToHex } from "viem";
import { expect, it } from "vitest";
import { readLogs } from "./readLogs.ts";

const address = "0x00000000000000000000000000000000000000aa";

it.each([10_000, 100, 1])("finds every log once where a node shows %i blocks at a time", async (most) => {
  const at = [3, 99, 100, 101, 250, 299];
  const ask = async (method: string, params: unknown[] | readonly unknown[]) => {
    if (method === "eth_blockNumber") return "0x12b";
    const [{ fromBlock, toBlock }] = params as [{ fromBlock: string; toBlock: string }];
    if (Number(toBlock) - Number(fromBlock) + 1 > most) throw new Error("block range too large");
    const inside = at.filter((block) => Number(fromBlock) <= block && block <= Number(toBlock));
    return inside.map((block) => ({ address, topics: [], data: numberToHex(block) }));
  };
  const found = await readLogs(ask as never, { address }, 1);
  expect(found.map(({ data }) => Number(data))).toEqual(at);
});
