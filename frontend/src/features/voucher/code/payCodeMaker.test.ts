import "fake-indexeddb/auto";
import { describe, expect, it, vi } from "vitest";
import { recoverKey } from "#protocol/voucher/p256Recover.ts";
import { payCodeDigest, payCodeFromDigits } from "#protocol/voucher/payCode.ts";
import { NotKept } from "../../../chain/node/kept.ts";
import {
  countsFrom,
  firstNonce,
  isBehind,
  makePayCode,
  nextNonce,
  type PocketState,
  spendable,
  spentSince,
} from "./payCodeMaker.ts";
import { keyToEnrol, openSpendKeys } from "./spendKeys.ts";

const NOW = 1_800_000_000;
const clock = { unit: 10_000n, dayOffset: 28_800 };
const domain = { chainId: 31337, counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3" } as const;
const account = "0x00000000000000000000000000000000000A11ce";
const today = Math.floor((NOW + 28_800) / 86_400);
const pocket: PocketState = {
  id: 7,
  balance: 300_000_000n,
  exitAt: 0,
  exiting: 0n,
  keyEpoch: 2,
  key: { keyHash: 1n, perPayment: 20_000, perDay: 50_000, expiry: NOW + 86_400 },
  spentToday: 0,
  spentDay: today,
  nextNonce: 9,
};

describe("given a phone's key", () => {
  it("is made once for an account, kept, and cannot be read", async () => {
    const keys = await openSpendKeys("house-a");
    const first = await keys.findOrMake(account);
    expect(first.privateKey.extractable).toBe(false);
    keys.close();
    const again = await openSpendKeys("house-a");
    expect((await again.findOrMake(account)).keyHash).toBe(first.keyHash);
    expect((await again.find(account.toLowerCase() as typeof account))?.keyHash).toBe(first.keyHash);
    expect(await (await openSpendKeys("house-b")).find(account)).toBeUndefined();
  });

  it("is enrolled by nobody whose browser could not keep it", async () => {
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("The disk is full", "QuotaExceededError");
    });
    await expect(keyToEnrol("house-c", account)).rejects.toThrow(NotKept);
    full.mockRestore();
    const { keyHash } = await keyToEnrol("house-c", account);
    expect((await keyToEnrol("house-c", account)).keyHash).toBe(keyHash);
  });

  it("signs a code that a till can read and check", async () => {
    const { privateKey, keyHash } = await (await openSpendKeys("house-a")).findOrMake(account);
    const reading = payCodeFromDigits(await makePayCode(privateKey, domain, { ...pocket, nonce: 9 }, 20_000, NOW));
    if (!reading.ok) throw new Error(reading.reason);
    const { code } = reading;
    expect(code).toMatchObject({ pocket: 7, keyEpoch: 2, nonce: 9, maxAmount: 20_000, acceptBy: NOW + 90 });
    expect(recoverKey(payCodeDigest(domain, code), code, keyHash)).toBeDefined();
  });

  it("signs the same nonce again until it is consumed", async () => {
    const { privateKey } = await (await openSpendKeys("house-a")).findOrMake(account);
    const nonces = await Promise.all(
      [NOW, NOW + 30].map(async (now) => {
        const reading = payCodeFromDigits(await makePayCode(privateKey, domain, { ...pocket, nonce: 9 }, 100, now));
        return reading.ok ? reading.code.nonce : undefined;
      }),
    );
    expect(nonces).toEqual([9, 9]);
  });
});

describe("given limits", () => {
  it("is good for the tightest of them", () => {
    expect(spendable(pocket, NOW, clock).most).toBe(20_000);
    expect(spendable({ ...pocket, balance: 45_000_000n }, NOW, clock).most).toBe(4_500);
    expect(spendable({ ...pocket, exiting: 290_000_000n }, NOW, clock).most).toBe(1_000);
    expect(spendable({ ...pocket, spentToday: 49_000 }, NOW, clock)).toMatchObject({ most: 1_000, leftToday: 1_000 });
  });

  it("starts again on the club's next day", () => {
    const spent = { ...pocket, spentToday: 50_000 };
    expect(spendable(spent, NOW, clock).most).toBe(0);
    expect(spendable(spent, NOW + 86_400, clock).most).toBe(20_000);
  });
});

describe("given a member who says that the code was paid", () => {
  it("counts on by itself, and goes by the house when that is further", () => {
    expect(nextNonce(9, 9)).toBe(9);
    expect(nextNonce(9, 10)).toBe(10);
    expect(nextNonce(12, 10)).toBe(12);
    expect(nextNonce(0xffff, 1)).toBe(1);
    expect(isBehind(0xfffe, 3)).toBe(true);
  });

  it("never counts further than the house can follow", () => {
    expect(nextNonce(9, 9 + 32)).toBe(41);
    expect(nextNonce(9, 9 + 33)).toBe(9);
  });

  it("knows what was paid by what was spent, whatever was set aside meanwhile", () => {
    const before = { ...pocket, spentToday: 1_000 };
    expect(spentSince(before, { ...before, spentToday: 3_800, balance: before.balance + 100n })).toBe(2_800);
    expect(spentSince(before, { ...before, balance: before.balance + 100n })).toBe(0);
    expect(spentSince(before, { ...before, spentDay: today + 1, spentToday: 2_800 })).toBe(2_800);
  });

  it("begins apart from another phone's numbers, whose last codes may still be on their way", () => {
    const firsts = [1, 2, 3, 4, 5].map((keyEpoch) => firstNonce({ keyEpoch, nextNonce: 9 }));
    expect(firsts).toEqual([9, 17, 25, 33, 9]);
    // Some more without network, and nothing is pushed out of the contract's window.
    for (const first of firsts) expect(nextNonce(9, first + 8)).toBe(first + 8);
    expect(firstNonce({ keyEpoch: 2, nextNonce: 0xffff })).toBe(7);
  });

  it("counts the next payment from what is spent after one was taken back", () => {
    const before = { ...pocket, spentToday: 2_800 };
    const back = { ...before, spentToday: 0 };
    // Its code was the number before: whatever is spent comes from it.
    const paid = pocket.nextNonce - 1;
    expect(spentSince(countsFrom(before, back, paid), { ...back, spentToday: 2_800 })).toBe(2_800);
    const more = { ...before, spentToday: 3_000 };
    expect(countsFrom(before, more, paid)).toBe(before);
    expect(countsFrom(before, { ...back, spentDay: today + 1 }, paid)).toBe(before);
  });

  it("counts nothing that was paid by a number before it, or by a sheet", () => {
    const showing = pocket.nextNonce + 1;
    const first = { ...pocket, spentToday: 2_800, nextNonce: showing };
    const both = { ...first, spentToday: 3_700, nextNonce: showing + 1 };
    expect(spentSince(countsFrom(countsFrom(pocket, first, showing), both, showing), both)).toBe(900);
  });
});
