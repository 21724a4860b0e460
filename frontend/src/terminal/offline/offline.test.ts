import * as fc from "fast-check";
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

/** A till without the network: what it remembers, and what it has taken blindly. */
class BlindTill {
  taken: { pocket: number; amount: number; nonce: number }[] = [];

  readonly memory: PocketMemory;

  constructor(memory: PocketMemory) {
    this.memory = memory;
  }

  take(pocket: number, nonce: number, amount: number, now: number): boolean {
    const view = remembered(this.memory, { ...code, pocket, nonce });
    const pending = sum(this.taken.filter((one) => one.pocket === pocket));
    if (!view.exists || view.used || this.taken.some((one) => one.pocket === pocket && one.nonce === nonce))
      return false;
    if (amount > view.available - pending || amount > view.key.perPayment) return false;
    const risk = { ofMember: pending, inAll: sum(this.taken) };
    if (judgeBlind(amount, { now, asOf: this.memory.asOf, caps, risk }) !== undefined) return false;
    this.taken.push({ pocket, amount, nonce });
    return true;
  }
}

const sum = (all: readonly { amount: number }[]) => all.reduce((total, one) => total + one.amount, 0);

describe("given two tills without the network, phones that show one code twice, and keys that are taken away", () => {
  it("never loses more than each has shown: so much a pocket, so much in all", () => {
    const guest = fc.record({
      till: fc.nat(1),
      pocket: fc.integer({ min: 1, max: 6 }),
      nonce: fc.integer({ min: 3, max: 9 }),
      amount: fc.integer({ min: 1, max: 12_000 }),
      after: fc.nat(40),
    });
    const ending = fc.record({ revoked: fc.uniqueArray(fc.integer({ min: 1, max: 6 })), order: fc.nat(1) });
    const seen = { green: 0, lost: 0, mostLost: 0 };
    fc.assert(
      fc.property(fc.array(guest, { maxLength: 60 }), ending, (guests, { revoked, order }) => {
        const balances = new Map(Array.from({ length: 6 }, (_, i) => [i + 1, 4_000 * (i + 1)]));
        const pockets = [...balances].map(([id, available]) => aPocket(id, available));
        const tills = [new BlindTill({ asOf: NOW, pockets }), new BlindTill({ asOf: NOW, pockets })];
        let now = NOW;
        for (const { till, pocket, nonce, amount, after } of guests) {
          now += after;
          tills[till]!.take(pocket, nonce, amount, now);
        }
        // The network is back: what the contract pays, in whichever order the tills hand in.
        const used = new Set<string>();
        const lost = tills.map(() => [] as { pocket: number; amount: number }[]);
        for (const i of order === 0 ? [0, 1] : [1, 0]) {
          for (const one of tills[i]!.taken) {
            const name = `${one.pocket}/${one.nonce}`;
            const balance = balances.get(one.pocket)!;
            if (revoked.includes(one.pocket) || used.has(name) || balance < one.amount) lost[i]!.push(one);
            else {
              used.add(name);
              balances.set(one.pocket, balance - one.amount);
            }
          }
        }
        for (const of of lost) {
          expect(sum(of)).toBeLessThanOrEqual(caps.till);
          for (const id of balances.keys()) {
            expect(sum(of.filter(({ pocket }) => pocket === id))).toBeLessThanOrEqual(caps.member);
          }
          seen.lost += of.length;
          seen.mostLost = Math.max(seen.mostLost, sum(of));
        }
        seen.green += tills[0]!.taken.length + tills[1]!.taken.length;
      }),
      { numRuns: 400, seed: 7 },
    );
    // A trial in which nothing was lost would prove nothing.
    expect(seen.green).toBeGreaterThan(1_000);
    expect(seen.lost).toBeGreaterThan(100);
    expect(seen.mostLost).toBeGreaterThan(caps.member);
  });
});
