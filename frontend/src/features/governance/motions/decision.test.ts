import { type Address, encodeFunctionData, type Hex } from "viem";
import { describe, expect, it } from "vitest";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { type Decision, readDecision, toCall } from "./decision.ts";

const address = (digit: string) => `0x${digit.repeat(40)}` as Address;
const contracts = {
  Rounds: address("1"),
  Budgets: address("2"),
  Treasury: address("3"),
  Registry: address("4"),
  Admission: address("5"),
  Exit: address("6"),
  Roster: address("c"),
  DrandBeacon: address("8"),
  Decisions: address("a"),
  BuyBack: address("b"),
};
const hash = `0x${"cd".repeat(32)}` as Hex;
const terms = {
  price: 50_000_000_000n,
  minSeats: 60,
  maxSeats: 100,
  opensAt: 1_000,
  deadline: 9_000,
  coolOff: 600,
  termsHash: `0x${"ab".repeat(32)}` as Hex,
};

const decisions = [
  { kind: "openRound", terms },
  { kind: "cancelRound", round: 2 },
  {
    kind: "setBudget",
    term: 3,
    lines: [
      { category: 500, limit: 12_000_000_000n },
      { category: 550, limit: 0n },
    ],
  },
  {
    kind: "pay",
    payee: address("9"),
    amount: 1_234_560_000n,
    category: 520,
    ref: `0x${"00".repeat(32)}`,
    beyondReserve: false,
  },
  {
    kind: "pay",
    payee: address("9"),
    amount: 5n,
    category: 520,
    ref: `0x${"01".repeat(32)}`,
    beyondReserve: true,
  },
  { kind: "bookLoss", amount: 10_000_000n },
  { kind: "operator", account: address("9") },
  { kind: "registrar", account: address("9"), register: hash },
  { kind: "figure", which: "reserve", value: 5_000n, towards: "more" },
  { kind: "figure", which: "maxMembers", value: 300n, towards: "less" },
  { kind: "criteria", hash },
  { kind: "admit", account: address("9"), person: `0x${"12".repeat(32)}`, reason: hash },
  { kind: "era", firstTerm: 7, length: 7_776_000 },
  { kind: "endSeat", seat: 42, reason: hash },
  { kind: "moveSeat", seat: 42, holder: address("9"), to: address("8"), reason: hash },
  { kind: "buyBack", seat: 42, holder: address("9"), amount: 30_000_000_000n },
  { kind: "question", text: hash },
  { kind: "successor", account: address("9") },
  { kind: "beacon", key: `0x${"ef".repeat(256)}`, genesis: 1_692_803_367, period: 3 },
] as const satisfies readonly Exclude<Decision, { kind: "unknown" }>[];

describe("given the calls of a motion", () => {
  it.each(decisions)("says what $kind does, by its bytes alone", (decision) => {
    expect(readDecision(contracts, toCall(contracts, decision))).toEqual(decision);
  });

  const unknown = { kind: "unknown" };
  it("knows nothing of the same bytes at another contract", () => {
    const call = toCall(contracts, decisions[3]);
    expect(readDecision(contracts, { ...call, target: contracts.Rounds })).toMatchObject(unknown);
    expect(readDecision(contracts, { ...call, target: address("7") })).toMatchObject(unknown);
  });

  it("does not describe a call that carries coins, hides bytes or is cut off", () => {
    const call = toCall(contracts, decisions[1]);
    expect(readDecision(contracts, { ...call, value: 1n })).toMatchObject(unknown);
    expect(readDecision(contracts, { ...call, data: `${call.data}00` })).toMatchObject(unknown);
    expect(readDecision(contracts, { ...call, data: call.data.slice(0, -2) as Hex })).toMatchObject(unknown);
    expect(readDecision(contracts, { ...call, data: "0x" })).toMatchObject(unknown);
  });

  it("does not describe what members may not decide", () => {
    const claim = encodeFunctionData({ abi: roundsAbi, functionName: "claim", args: [1, 50] });
    expect(readDecision(contracts, { target: contracts.Rounds, value: 0n, data: claim })).toMatchObject(unknown);
  });
});
