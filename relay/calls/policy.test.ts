import { type Abi, encodeFunctionData, type Hex, toFunctionSelector, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { houseAbis } from "#protocol/abi/house.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { tokenAbi } from "#protocol/abi/token.ts";
import type { ContractName } from "#protocol/house/deployments.ts";
import { aDeployment } from "../deployment.fixture.ts";
import { allowedCalls, fixedGas, GAS_CEILING, judge, type Standing, withMargin } from "./policy.ts";

const house = aDeployment();
const Rounds = house.contracts.Rounds;
const claim = encodeFunctionData({ abi: roundsAbi, functionName: "claim", args: [1, 10] });
const alice = "0x00000000000000000000000000000000000a11ce";

describe("given the allow-list", () => {
  const listed = Object.entries(allowedCalls).flatMap(([contract, functions]) =>
    functions.map((name) => [contract as ContractName, name] as const),
  );
  const known = listed.filter(([contract]) => contract in houseAbis);

  it("names calls", () => expect(known.length).toBeGreaterThan(10));

  it.each(known)("finds %s.%s in the contract", (contract, name) => {
    const abi: Abi = houseAbis[contract as keyof typeof houseAbis];
    const item = abi.find((entry) => entry.type === "function" && entry.name === name);
    expect(item).toMatchObject({ type: "function" });
  });

  it.each([
    "transfer",
    "seal",
    "bear",
    "give",
    "append",
    "open",
    "set",
    "payWithinReserve",
    "payOut",
    "deposit",
    "faucet",
  ])("does not name %s", (name) => expect(listed.map(([, functionName]) => functionName)).not.toContain(name));
});

describe("given a call", () => {
  it("takes one from the list and says whose it is", () => {
    const answer = judge(house, { to: Rounds, data: claim });
    expect(answer).toMatchObject({ ok: true, call: { functionName: "claim", args: [1, 10], whose: "anyone" } });
    const data = encodeFunctionData({
      abi: roundsAbi,
      functionName: "withdraw",
      args: [{ round: 1, recipient: Rounds, by: alice, to: alice, epoch: 0, nonce: 0n, deadline: 1 }, "0x"],
    });
    expect(judge(house, { to: Rounds, data })).toMatchObject({ ok: true, call: { whose: `by ${alice}` } });
  });

  it.each<[string, Hex, Hex, string]>([
    ["another contract", alice, claim, "notAllowed"],
    [
      "the token",
      house.contracts.Token,
      encodeFunctionData({ abi: tokenAbi, functionName: "faucet", args: [alice, 1n] }),
      "notAllowed",
    ],
    [
      "a call that only a vote makes",
      Rounds,
      encodeFunctionData({ abi: roundsAbi, functionName: "cancel", args: [1] }),
      "notAllowed",
    ],
    ["bytes behind the arguments", Rounds, `${claim}00`, "malformed"],
    ["an unknown function", Rounds, toFunctionSelector("nonsense()"), "malformed"],
    ["too few arguments", Rounds, claim.slice(0, 74) as Hex, "malformed"],
    ["a number with dirty high bits", Rounds, `${claim.slice(0, 10)}f${claim.slice(11)}` as Hex, "malformed"],
    ["nothing", Rounds, "0x", "malformed"],
  ])("refuses %s", (_, to, data, code) => {
    expect(judge(house, { to, data })).toMatchObject({ ok: false, error: { code } });
  });
});

describe("given who signed", () => {
  const deadline = 1;
  it.each<[ContractName, string, readonly unknown[], string, Standing]>([
    ["Elections", "cast", [{ term: 1, seat: 7, epoch: 0, approvals: 0n, nonce: 1, deadline }, "0x"], "seat 7", "seat"],
    ["HouseGovernor", "vote", [[{ proposal: 1n, seat: 9, support: 1, epoch: 0, deadline }], ["0x"]], "seat 9", "seat"],
    // Whatever is wrong in these lists is skipped, so they pass with nobody's word in them.
    [
      "Elections",
      "castMany",
      [[7, 8].map((seat) => ({ term: 1, seat, epoch: 0, approvals: 0n, nonce: 1, deadline })), ["0x", "0x"]],
      "anyone",
      "stranger",
    ],
    [
      "HouseGovernor",
      "vote",
      [[9, 10].map((seat) => ({ proposal: 1n, seat, support: 1, epoch: 0, deadline })), ["0x", "0x"]],
      "anyone",
      "stranger",
    ],
    ["HouseGovernor", "vote", [[], []], "anyone", "stranger"],
    ["Payments", "approveAndPay", [4n, [{ request: 4n, seat: 3, epoch: 0, deadline }], ["0x"]], "anyone", "stranger"],
    ["Payments", "takeBackApproval", [{ request: 4n, seat: 3, epoch: 0, deadline }, "0x"], "seat 3", "seat"],
    ["Payments", "withdrawRequest", [{ request: 4n, epoch: 0, deadline }, "0x"], "request 4", "seat"],
    [
      "Team",
      "name",
      [{ operator: alice, epoch: 0, account: alice, rights: 1, nonce: 0n, deadline }, "0x"],
      `operator ${alice}`,
      "seat",
    ],
    [
      "Terminals",
      "enrol",
      [
        [5, 6].map((seat) => ({
          ...{ terminal: 0, x: 1n, y: 1n, dayCap: 1n, expiry: 1, label: zeroHash },
          ...{ seat, epoch: 0, nonce: 0n, deadline },
        })),
        ["0x", "0x"],
      ],
      "seat 5",
      "seat",
    ],
    ["Terminals", "revoke", [{ terminal: 2, seat: 8, epoch: 0, nonce: 0n, deadline }, "0x"], "seat 8", "seat"],
    ["Exit", "takeMove", [{ seat: 4, from: alice, epoch: 0, deadline }, "0x"], "seat 4", "seat"],
    ["Exit", "leaveHouse", [{ seat: 4, epoch: 0, deadline }, "0x"], "seat 4", "seat"],
    [
      "Rounds",
      "refund",
      [{ round: 1, recipient: alice, by: alice, to: alice, epoch: 0, deadline }, "0x"],
      `by ${alice}`,
      "applicant",
    ],
    [
      "Counter",
      "redeem",
      [{ terminal: 2, seq: 1, businessDay: 1, items: [] }, zeroHash, zeroHash],
      "terminal 2",
      "till",
    ],
    [
      "Counter",
      "redeemLate",
      [
        { terminal: 2, seq: 1, businessDay: 1, items: [] },
        { x: 1n, y: 1n, r: zeroHash, s: zeroHash },
        [{ terminal: 2, batch: zeroHash, seat: 8, epoch: 0, deadline }],
        ["0x"],
      ],
      "terminal 2",
      "till",
    ],
    [
      "Donations",
      "donate",
      [
        { donor: alice, epoch: 0, amount: 1n, project: zeroHash, note: zeroHash, nameless: true, nonce: 0n, deadline },
        "0x",
      ],
      `donor ${alice}`,
      "stranger",
    ],
    [
      "Corrections",
      "voidItem",
      [{ terminal: 2, seq: 1, place: 0, manager: alice, epoch: 0, deadline }, [1n], "0x"],
      `manager ${alice}`,
      "seat",
    ],
    ["Corrections", "voidAtTill", [{ terminal: 2, seq: 1, place: 0 }, [1n], zeroHash, zeroHash], "terminal 2", "till"],
    [
      "ExactPayments",
      "payOrder",
      [{ terminal: 2, order: zeroHash, amount: 1, account: alice, epoch: 0, deadline }, zeroHash, zeroHash, "0x"],
      "terminal 2",
      "till",
    ],
    [
      "Closings",
      "close",
      [
        {
          ...{ terminal: 2, number: 1, businessDay: 3, lastBatch: 4, lastLate: 0, lastExact: 0, payments: 1 },
          ...{ total: 1n, voided: 0n, refunded: 0n, unpaid: 0n, manager: alice, epoch: 0, deadline },
        },
        zeroHash,
        zeroHash,
        "0x",
      ],
      `manager ${alice}`,
      "seat",
    ],
    ["Pockets", "exit", [3], "anyone", "stranger"],
  ])("counts %s.%s on the right day", (contract, functionName, args, whose, standing) => {
    const abi: Abi = houseAbis[contract as keyof typeof houseAbis];
    const data = encodeFunctionData({ abi, functionName, args });
    expect(judge(house, { to: house.contracts[contract], data })).toMatchObject({
      ok: true,
      call: { whose, standing },
    });
  });
});

describe("given gas", () => {
  it("prices a redemption by its items, never by an estimate", () => {
    const item = { head: 0n, x: 0n, y: 0n, r: zeroHash, s: zeroHash };
    const call = (items: number) => ({
      to: house.contracts.Counter,
      data: "0x" as const,
      contract: "Counter" as const,
      functionName: "redeem",
      args: [{ terminal: 1, seq: 1, businessDay: 1, items: Array.from({ length: items }, () => item) }],
      whose: "terminal 1",
      standing: "till" as const,
    });
    expect(fixedGas(call(1))).toBe(380_000n);
    expect(fixedGas(call(200))).toBe(16_300_000n);
    expect(fixedGas({ ...call(1), functionName: "exit" })).toBeUndefined();
  });

  it("adds a margin and stays under the ceiling", () => {
    expect(withMargin(100_000n)).toBe(175_000n);
    expect(withMargin(16_000_000n)).toBe(GAS_CEILING);
  });
});
