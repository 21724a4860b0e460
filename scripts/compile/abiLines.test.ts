import { type Abi, toFunctionSelector } from "viem";
import { describe, expect, it } from "vitest";
import { abiLines } from "./abiLines.ts";

const uint = { name: "n", type: "uint64", internalType: "uint64" };
const abi = [
  { type: "constructor", inputs: [uint], stateMutability: "nonpayable" },
  { type: "function", name: "move", inputs: [], outputs: [], stateMutability: "nonpayable" },
  { type: "function", name: "move", inputs: [uint], outputs: [], stateMutability: "nonpayable" },
  { type: "event", name: "Moved", inputs: [{ ...uint, indexed: true }] },
  { type: "error", name: "CannotMove", inputs: [uint] },
] as const satisfies Abi;

/** What a module of these lines exports. */
async function exportsOf(lines: readonly string[]): Promise<Record<string, unknown>> {
  const code = lines.join("\n").replaceAll(" as const;", ";");
  return { ...(await import(`data:text/javascript,${encodeURIComponent(code)}`)) };
}

describe("given the ABI of a contract", () => {
  it("writes each function, event and error for itself, and all of them as one list", async () => {
    const { railAbi, ...items } = await exportsOf(abiLines("rail", undefined, abi));
    expect(Object.keys(items).sort()).toEqual(["CannotMove", "Moved", "move", "move2"]);
    expect(items.move2).toEqual({ ...abi[2], inputs: [{ name: "n", type: "uint64" }] });
    expect(railAbi).toEqual([items.move, items.move2, items.Moved, items.CannotMove]);
  });

  it("says whose an item is when the contract is a part of the house, and what a call of it begins with", async () => {
    const { move, move2 } = await exportsOf(abiLines("rail", "Rail", abi));
    expect(move).toMatchObject({ contract: "Rail", name: "move", selector: toFunctionSelector("move()") });
    expect(move2).toMatchObject({ selector: toFunctionSelector("move(uint64)") });
  });

  it("refuses names that would hide each other", () => {
    const second = { ...abi[1], name: "move2" };
    expect(() => abiLines("rail", "Rail", [...abi, second])).toThrow("rail has two items called move2");
  });
});
