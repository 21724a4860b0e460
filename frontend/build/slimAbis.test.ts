import { describe, expect, it } from "vitest";
import { quotedWords, slimAbi } from "./slimAbis.ts";

const uint = { name: "n", type: "uint64", internalType: "uint64" };
const abi = [
  { type: "function", name: "round", inputs: [uint], outputs: [] },
  { type: "function", name: "cancel", inputs: [], outputs: [] },
  { type: "event", name: "RoundOpened", inputs: [uint] },
  { type: "error", name: "RoundFull", inputs: [uint] },
  { type: "constructor", inputs: [uint] },
];

describe("given an ABI and what the pages say", () => {
  it("keeps what is asked for by name, and nothing of Solidity", () => {
    const words = quotedWords(['readHouse(house, "Rounds", { functionName: "round" })', 'name === "RoundOpened"']);
    expect(JSON.parse(slimAbi(abi, words))).toEqual([
      { type: "function", name: "round", inputs: [{ name: "n", type: "uint64" }], outputs: [] },
      { type: "event", name: "RoundOpened", inputs: [{ name: "n", type: "uint64" }] },
    ]);
  });

  it("keeps the signed call of a direct one", () => {
    const calls = ["refund", "refundBySig", "cast"].map((name) => ({ type: "function", name }));
    const kept = JSON.parse(slimAbi(calls, quotedWords(['kind: "withdraw" | "refund"']))) as { name: string }[];
    expect(kept.map(({ name }) => name)).toEqual(["refund", "refundBySig"]);
  });

  it("does not take a part of a word for the word", () => {
    expect(slimAbi(abi, quotedWords(['"rounds"', '"cancelled"']))).toBe("[]");
  });
});
