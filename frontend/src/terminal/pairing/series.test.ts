import "fake-indexeddb/auto";
import { encodeFunctionResult, type Hex } from "viem";
import { describe, expect, it } from "vitest";
import * as terminalsAbi from "#protocol/abi/terminals.ts";
import type { House } from "../../chain/node/house.ts";
import { openJournal } from "../journal/journal.ts";
import { learnSeries, readSeries } from "./series.ts";

const key = { x: 1n, y: 2n };
const TERMINAL = 3;
const RENEWED_AT = 100;

/** Two words about till 3 had been said before block 100, where another tablet got its number; this key was its first. */
function aHouse(block: number, change: { isAway?: boolean; terminal?: number; ours?: "before" | "after" } = {}) {
  const asked: unknown[] = [];
  const { isAway = false, terminal = TERMINAL, ours = "before" } = change;
  const request = async ({ method, params }: { method: string; params?: unknown[] }): Promise<Hex> => {
    if (isAway) throw new Error("nobody answers");
    if (method === "eth_blockNumber") return `0x${block.toString(16)}`;
    const [{ data }, at] = params as [{ data: Hex }, Hex];
    asked.push(at);
    const isRenewed = Number(at) >= RENEWED_AT;
    if (data.startsWith(terminalsAbi.nonceOf.selector)) {
      return encodeFunctionResult({ abi: [terminalsAbi.nonceOf], result: isRenewed ? 3n : 2n });
    }
    const isOver = isRenewed && ours === "before";
    const isKnown = ours === "before" || isRenewed;
    const result = [isKnown ? terminal : 0, isOver ? 5 : 0] as const;
    return encodeFunctionResult({ abi: [terminalsAbi.terminalOf], result });
  };
  const contracts = { Terminals: "0x5FbDB2315678afecb367f032d93F642f64180aa3" };
  return { house: { rpc: { request }, deployment: { contracts } } as unknown as House, asked };
}

describe("given a till's number that two tablets have had, one after the other", () => {
  it("is another series for each, by the words that were said about the number when its key counted", async () => {
    expect(await readSeries(aHouse(99).house, key, TERMINAL)).toBe(2);
    expect(await readSeries(aHouse(100, { ours: "after" }).house, key, TERMINAL)).toBe(3);
  });

  it("is none for a key that does not count at that moment", async () => {
    expect(await readSeries(aHouse(100).house, key, TERMINAL)).toBeUndefined();
    expect(await readSeries(aHouse(99, { ours: "after" }).house, key, TERMINAL)).toBeUndefined();
    expect(await readSeries(aHouse(99, { terminal: 4 }).house, key, TERMINAL)).toBeUndefined();
  });

  it("asks both as of one block, or the next one's would be taken for one's own", async () => {
    const { house, asked } = aHouse(99);
    await readSeries(house, key, TERMINAL);
    expect(asked).toEqual(["0x63", "0x63"]);
  });

  it("is learnt once, and kept without anybody to ask", async () => {
    const journal = await openJournal("series");
    expect(await learnSeries(aHouse(99, { isAway: true }).house, journal, key, TERMINAL)).toBe(false);
    expect(await journal.series()).toBeUndefined();
    expect(await learnSeries(aHouse(99).house, journal, key, TERMINAL)).toBe(true);
    for (const later of [aHouse(100).house, aHouse(100, { isAway: true }).house]) {
      expect(await learnSeries(later, journal, key, TERMINAL)).toBe(true);
    }
    expect(await journal.series()).toBe(2);
  });
});
