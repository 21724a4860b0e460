import "fake-indexeddb/auto";
import type { Hex } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type ClaimEnd, type CodeClaim, claimEndDigest } from "#protocol/voucher/codeClaim.ts";
import { keyHashOf, makeKeyPair, publicKeyOf, signDigest } from "#protocol/voucher/p256.ts";
import { recoverKey } from "#protocol/voucher/p256Recover.ts";
import { payCodeDigest, payCodeFromDigits, payCodeToDigits } from "#protocol/voucher/payCode.ts";
import type { KnownTill, TimeState } from "../house.ts";
import { openJournal, type TillJournal } from "../journal/journal.ts";
import { endIdleClaims } from "./idleClaims.ts";
import { type Counter, takeCode } from "./takeCode.ts";

const NOW = 1_800_000_000;
const domain = { chainId: 31_999, counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3" } as const;
const [phone, tablet] = await Promise.all([makeKeyPair(), makeKeyPair()]);
const keyHash = keyHashOf(await publicKeyOf(phone.publicKey));
const key = { keyHash, perPayment: 5_000, perDay: 9_000, expiry: NOW + 999 };
const code = { pocket: 7, keyEpoch: 2, nonce: 4, maxAmount: 5_000, acceptBy: NOW + 60 };
const digits = payCodeToDigits({ ...code, ...(await signDigest(phone.privateKey, payCodeDigest(domain, code))) });

/** What a relay keeps of claims: a code is a till's while one of its claims is not ended. */
class Relay {
  isAway = false;
  readonly #claims = new Map<Hex, { name: string; terminal: number; ended: boolean }>();

  claim({ digits: shown, terminal, r }: CodeClaim): number {
    if (this.isAway) throw new Error("nobody answers");
    const reading = payCodeFromDigits(shown);
    if (!reading.ok) throw new Error(reading.reason);
    const name = `${reading.code.pocket}/${reading.code.nonce}`;
    const holder = [...this.#claims.values()].find((one) => one.name === name && !one.ended)?.terminal;
    if (!this.#claims.has(r) && (holder ?? terminal) === terminal) {
      this.#claims.set(r, { name, terminal, ended: false });
    }
    return holder ?? terminal;
  }

  async end({ terminal, mark, r, s }: ClaimEnd): Promise<boolean> {
    if (this.isAway) return false;
    const till = keyHashOf(await publicKeyOf(tablet.publicKey));
    if (!recoverKey(claimEndDigest(domain, { terminal, mark }), { r, s }, till)) throw new Error("not a till");
    this.#claims.set(mark, { ...(this.#claims.get(mark) ?? { name: "", terminal }), ended: true });
    return true;
  }

  get open(): number {
    return [...this.#claims.values()].filter(({ ended }) => !ended).length;
  }
}

let houses = 0;
let relay: Relay;
let journal: TillJournal;
let time: TimeState;

beforeEach(async () => {
  relay = new Relay();
  houses += 1;
  time = "good";
  journal = await openJournal(`idle-${houses}`);
});

/** A counter with a journal; left out, with this test's own. */
function aCounter(terminal: number, of: TillJournal = journal): Counter {
  const standing: KnownTill = { id: terminal, label: "", dayCap: 100_000, expiry: NOW + 999, state: "paired" };
  const pocket = { exists: true, available: 9_000, key, spentToday: 0, spentDay: 0, used: false };
  return {
    ...{ terminal, caps: { member: 2_500, till: 6_000 }, patience: 500, journal: of },
    askStanding: async () => standing,
    signClaim: async (shown) => {
      const word = await signDigest(tablet.privateKey, payCodeDigest(domain, shown));
      return { terminal, digits: payCodeToDigits(shown), ...word };
    },
    claim: async (claim) => relay.claim(claim),
    house: {
      ...{ domain, dayOffset: 0, now: () => NOW, time: () => time, lastKnown: () => standing },
      pocketView: async () => pocket,
    },
  };
}

const take = (counter: Counter) => takeCode(counter, digits, 1_000);
const another = async () => aCounter(2, await openJournal(`idle-${houses}-another`));
const round = () =>
  endIdleClaims({
    journal,
    domain,
    sign: (digest) => signDigest(tablet.privateKey, digest),
    endClaim: (end) => relay.end(end),
  });

/** The tab is killed after its claim and before its journal has the payment. The next one finds what was written. */
async function killedBeforeItsJournal(): Promise<void> {
  const counter = aCounter(1);
  const claimed = new Promise<void>((resolve) => {
    counter.journal = { ...journal, append: () => new Promise(() => resolve()) };
  });
  void take(counter);
  await claimed;
  journal.close();
  journal = await openJournal(`idle-${houses}`);
}

describe("given a tab that was killed between its claim and its journal", () => {
  it("has the code at the same till, at once", async () => {
    await killedBeforeItsJournal();
    expect(await take(aCounter(1))).toMatchObject({ ok: true, blind: false });
  });

  it("gives it to any other till as soon as it is back", async () => {
    await killedBeforeItsJournal();
    const other = await another();
    expect(await take(other)).toMatchObject({ ok: false, refusal: { reason: "alreadyUsed" } });
    await round();
    expect(await take(other)).toMatchObject({ ok: true, blind: false });
    expect(await take(aCounter(1))).toMatchObject({ ok: false, refusal: { reason: "alreadyUsed" } });
  });

  it("says so again until a relay has heard it", async () => {
    await killedBeforeItsJournal();
    relay.isAway = true;
    await round();
    relay.isAway = false;
    expect(await take(await another())).toMatchObject({ ok: false });
    await round();
    expect(await take(await another())).toMatchObject({ ok: true });
  });

  it("keeps the code when it has sold by it meanwhile, whenever it says that the first claim is over", async () => {
    await killedBeforeItsJournal();
    expect(await take(aCounter(1))).toMatchObject({ ok: true });
    await round();
    expect(await take(await another())).toMatchObject({ ok: false, refusal: { reason: "alreadyUsed" } });
  });
});

describe("given a claim of a till that goes on", () => {
  it("is not ended while its payment is on its way into the journal, and not afterwards", async () => {
    const counter = aCounter(1);
    const append = vi.fn(journal.append);
    counter.journal = {
      ...journal,
      async append(...what) {
        await round();
        return append(...what);
      },
    };
    expect(await take(counter)).toMatchObject({ ok: true });
    await round();
    expect([append.mock.calls.length, relay.open]).toEqual([1, 1]);
    expect(await journal.idleClaims()).toEqual([]);
  });

  it.each<[string, TimeState, Partial<TillJournal>]>([
    ["the disk filled up after it", "good", { append: () => Promise.reject(new Error("full")) }],
    ["the till's time was lost", "lost", {}],
  ])("is ended when nothing was sold because %s", async (_, how, broken) => {
    time = how;
    const counter = aCounter(1, { ...journal, ...broken });
    expect(await take(counter)).toMatchObject({ ok: false });
    expect(relay.open).toBe(1);
    await round();
    expect(relay.open).toBe(0);
    time = "good";
    expect(await take(await another())).toMatchObject({ ok: true });
  });
});
