import {
  type Address,
  encodeAbiParameters,
  encodeFunctionResult,
  type Hex,
  pad,
  toHex,
  zeroAddress,
  zeroHash,
} from "viem";
import { describe, expect, it, vi } from "vitest";
import { journalAbi } from "#protocol/abi/journal.ts";
import { accounts } from "#protocol/treasury/accounts.ts";
import { accountCodes, ENTRY_APPENDED, entryHash, type JournalEntry } from "#protocol/treasury/journal.ts";
import type { House } from "../../../../chain/node/house.ts";

const journal: Address = "0x00000000000000000000000000000000000000aa";

/** Gifts of 10, 20 and 30, sealed one after the other. */
function books(): JournalEntry[] {
  let head: Hex = zeroHash;
  return [10n, 20n, 30n].map((amount, i) => {
    const entry = {
      seq: i + 1,
      time: 1_800_000_000 + i,
      debit: accounts.cash,
      credit: accounts.donations,
      amount,
      term: 1,
      ref: zeroHash,
      actor: zeroAddress,
      reverses: 0,
    };
    head = entryHash(head, entry);
    return { ...entry, head };
  });
}

function logOf({ seq, debit, credit, amount, time, term, ref, actor, reverses, head }: JournalEntry) {
  const word = (value: number) => pad(toHex(value), { size: 32 });
  const types = ["uint128", "uint48", "uint16", "bytes32", "address", "uint64", "bytes32"].map((type) => ({ type }));
  return {
    topics: [ENTRY_APPENDED, word(seq), word(debit), word(credit)],
    data: encodeAbiParameters(types, [amount, time, term, ref, actor, BigInt(reverses), head]),
  };
}

/** A house whose contract holds `real` while its node gives the logs of `given`. */
function aHouse(real: readonly JournalEntry[], given: readonly JournalEntry[] | undefined): House {
  const sum = real.reduce((total, { amount }) => total + amount, 0n);
  const balances = accountCodes.map((code) => (code === accounts.cash ? sum : code === accounts.donations ? -sum : 0n));
  const result = {
    journalHead: real.at(-1)?.head ?? zeroHash,
    journalCount: BigInt(real.length),
    balances,
  };
  const answers = Object.entries(result).map(([functionName, value]) =>
    encodeFunctionResult({ abi: journalAbi, functionName, result: value } as never),
  );
  const request = async ({ method }: { method: string }) => {
    if (method === "eth_blockNumber") return "0x7";
    if (method === "eth_getLogs") {
      if (given === undefined) throw new Error("nobody answers");
      return given.map(logOf);
    }
    return answers.shift();
  };
  const deployment = { contracts: { Journal: journal }, deployedAtBlock: 0 };
  return { rpc: { request }, deployment, clock: { now: () => 1_800_000_100 } } as unknown as House;
}

async function verified(house: House) {
  vi.resetModules();
  const { verify, useVerification } = await import("./verification.ts");
  const { renderToString } = await import("react-dom/server");
  const { createElement } = await import("react");
  await verify(house);
  let seen: ReturnType<typeof useVerification> | undefined;
  renderToString(
    createElement(() => {
      seen = useVerification();
      return null;
    }),
  );
  return seen;
}

describe("given books of three entries", () => {
  it("says that they match, and with which seal", async () => {
    const real = books();
    expect(await verified(aHouse(real, real))).toEqual({
      step: "match",
      entries: 3,
      head: real[2]?.head,
      block: 7,
      at: 1_800_000_100,
    });
  });

  it("names the first entry that was changed on the way", async () => {
    const real = books();
    const given = real.map((entry) => (entry.seq === 2 ? { ...entry, amount: 21n } : entry));
    expect(await verified(aHouse(real, given))).toMatchObject({
      step: "differs",
      difference: { kind: "changed", seq: 2 },
    });
  });

  it("says incomplete, not wrong, where an entry is missing", async () => {
    const real = books();
    expect(await verified(aHouse(real, real.slice(0, 2)))).toEqual({ step: "incomplete", checked: 2, all: 3 });
  });

  it("says incomplete where nobody answers", async () => {
    expect(await verified(aHouse(books(), undefined))).toMatchObject({ step: "incomplete", checked: 0 });
  });

  it("finds books that were sealed otherwise than the contract says", async () => {
    const real = books();
    const forged: JournalEntry[] = [];
    for (const entry of real) {
      const changed = { ...entry, actor: journal };
      forged.push({ ...changed, head: entryHash(forged.at(-1)?.head ?? zeroHash, changed) });
    }
    expect(await verified(aHouse(real, forged))).toMatchObject({ step: "differs", difference: { kind: "head" } });
  });
});
