import { describe, expect, it } from "vitest";
import { judgeBlind, MEMORY_LASTS, offlineCaps, type PocketMemory, remembered } from "./offlineRules.ts";
import { timeSince } from "./tillMemory.ts";

const NOW = 1_800_000_000;
const UNIT = 2_800;
const caps = offlineCaps(UNIT);
const key = { keyHash: 5n, perPayment: 20_000, perDay: 40_000, expiry: NOW + 86_400 };
const aPocket = (id: number, available = 30_000) => ({
  id,
  available,
  phone: { epoch: 2, key, nextNonce: 3 },
  paper: { epoch: 0x8001, key, used: 0b10 },
  spentToday: 0,
  spentDay: 0,
});
const memory: PocketMemory = { asOf: NOW, pockets: [aPocket(7)] };
const code = { pocket: 7, keyEpoch: 2, nonce: 3, maxAmount: 10_000, acceptBy: NOW + 60 };

describe("given what is remembered of a pocket", () => {
  it("knows the phone's key, and none that came before or after it", () => {
    expect(remembered(memory, code)).toMatchObject({ exists: true, available: 30_000, key, used: false });
    expect(remembered(memory, { ...code, keyEpoch: 1 }).key.keyHash).toBe(0n);
    expect(remembered(memory, { ...code, pocket: 8 }).exists).toBe(false);
  });

  it("takes a phone's earlier numbers for used, and counts on across the circle's end", () => {
    expect(remembered(memory, { ...code, nonce: 2 }).used).toBe(true);
    expect(remembered(memory, { ...code, nonce: 60_000 }).used).toBe(true);
    expect(remembered(memory, { ...code, nonce: 40 }).used).toBe(false);
  });

  it("knows which of a sheet's codes are spent", () => {
    const paper = { ...code, keyEpoch: 0x8001 };
    expect([0, 1, 2].map((nonce) => remembered(memory, { ...paper, nonce }).used)).toEqual([false, true, false]);
  });
});

describe("given no answer from the house", () => {
  const asked = { now: NOW, asOf: NOW, caps, risk: { ofMember: 0, inAll: 0 } };

  it("takes what lies within both sums, and names the one that does not hold it", () => {
    expect(judgeBlind(caps.member, asked)).toBeUndefined();
    expect(judgeBlind(caps.member + 1, asked)).toMatchObject({
      refusal: { reason: "offlineMember", left: caps.member },
      part: caps.member,
    });
    const full = { ...asked, risk: { ofMember: 0, inAll: caps.till - 100 } };
    expect(judgeBlind(101, full)).toMatchObject({ refusal: { reason: "offlineTill", left: 100 }, part: 100 });
  });

  it("takes nothing by a memory of more than a quarter of an hour", () => {
    expect(judgeBlind(1, { ...asked, now: NOW + MEMORY_LASTS })).toBeUndefined();
    expect(judgeBlind(1, { ...asked, now: NOW + MEMORY_LASTS + 1 })?.refusal.reason).toBe("offlineOld");
  });
});

describe("given a tablet that was closed without the network", () => {
  const closed = { anchor: { chain: NOW, wall: 5_000 } } as Parameters<typeof timeSince>[0];
  it("goes on by its own clock, and knows no time where that was set back or stood too long", () => {
    expect(timeSince(closed, 5_060, MEMORY_LASTS)).toBe(NOW + 60);
    expect(timeSince(closed, 4_999, MEMORY_LASTS)).toBeUndefined();
    expect(timeSince(closed, 5_000 + MEMORY_LASTS + 1, MEMORY_LASTS)).toBeUndefined();
  });
});
