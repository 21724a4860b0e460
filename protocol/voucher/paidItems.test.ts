import { encodeAbiParameters, encodeEventTopics, type Hex, numberToHex, type RpcLog, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { BatchRedeemed, ItemRedeemed } from "../abi/counter.ts";
import { paidBatches, paidTopics } from "./paidItems.ts";

function log(block: number, topics: unknown, data: Hex): RpcLog {
  return {
    address: "0x00000000000000000000000000000000000000aa",
    blockNumber: numberToHex(block),
    topics,
    data,
  } as unknown as RpcLog;
}

const item = (block: number, pocket: number, amount: number) =>
  log(
    block,
    encodeEventTopics({ abi: [ItemRedeemed], args: { pocket } }),
    encodeAbiParameters([{ type: "uint16" }, { type: "uint32" }], [1, amount]),
  );
const batch = (block: number, terminal: number, seq: number, entry: number) =>
  log(
    block,
    encodeEventTopics({ abi: [BatchRedeemed], args: { terminal, seq } }),
    encodeAbiParameters(
      ["uint32", "uint256", "uint256", "bytes32", "uint64"].map((type) => ({ type })),
      [1, 1n, 1n, zeroHash, BigInt(entry)],
    ),
  );

describe("the payments in logs", () => {
  it("belong to the batch whose log follows, in their order", () => {
    const logs = [item(7, 4, 2_800), item(7, 9, 3_200), batch(7, 1, 12, 40), item(8, 4, 500), batch(8, 2, 3, 41)];
    expect(paidBatches(logs)).toEqual([
      {
        till: 1,
        seq: 12,
        block: 7,
        entry: 40,
        items: [
          { pocket: 4, amount: 2_800 },
          { pocket: 9, amount: 3_200 },
        ],
      },
      { till: 2, seq: 3, block: 8, entry: 41, items: [{ pocket: 4, amount: 500 }] },
    ]);
    expect(paidTopics.length).toBe(2);
  });
});
