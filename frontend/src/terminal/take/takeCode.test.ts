import { describe, expect, it } from "vitest";
import { keyHashOf, makeKeyPair, publicKeyOf, signDigest } from "#protocol/voucher/p256.ts";
import { payCodeDigest, payCodeToDigits } from "#protocol/voucher/payCode.ts";
import { NotKept } from "../../chain/node/kept.ts";
import type { PocketView } from "../accept/accept.ts";
import type { PocketMemory } from "../offline/offlineRules.ts";
import { type Counter, takeCode } from "./takeCode.ts";

const NOW = 1_800_000_000;
/** When the till heard of the pockets last. */
const BEFORE = NOW - 200;
const domain = { chainId: 31_999, counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3" } as const;
const pair = await makeKeyPair();
const key = {
  keyHash: keyHashOf(await publicKeyOf(pair.publicKey)),
  perPayment: 5_000,
  perDay: 9_000,
  expiry: NOW + 99,
};
const none = { epoch: 0, key: { keyHash: 0n, perPayment: 0, perDay: 0, expiry: 0 }, used: 0 };
const code = { pocket: 7, keyEpoch: 2, nonce: 4, maxAmount: 5_000, acceptBy: NOW + 60 };

const digits = async () =>
  payCodeToDigits({ ...code, ...(await signDigest(pair.privateKey, payCodeDigest(domain, code))) });

/** A till that remembers some pockets; `answer`: what the house says, where it is reached. */
function aCounter(pockets: PocketMemory["pockets"], answer?: PocketView): Counter {
  const standing = { id: 1, label: "", dayCap: 100_000, expiry: NOW + 999, state: "paired" } as const;
  return {
    terminal: 1,
    caps: { member: 2_500, till: 6_000 },
    patience: 50,
    askStanding: async () => (answer === undefined ? undefined : standing),
    signClaim: async () => ({ terminal: 1, digits: "", r: "0x01", s: "0x01" }),
    claim: async () => (answer === undefined ? Promise.reject(new Error("nobody answers")) : 1),
    house: {
      ...{ domain, dayOffset: 0, now: () => NOW, time: () => "good" as const, lastKnown: () => standing },
      pocketView: async () => answer ?? Promise.reject(new Error("nobody answers")),
    },
    journal: {
      append: async () => undefined as never,
      noteClaim: async () => undefined,
      claimIsOver: () => undefined,
      remembered: async () => ({ asOf: BEFORE, pockets }),
      seenAt: async () => undefined,
      unsettled: async () => [],
      onDay: async () => [],
    },
  };
}

const known = {
  ...{ id: code.pocket, available: 4_000, spentToday: 0, spentDay: 0, paper: none },
  phone: { epoch: code.keyEpoch, key, nextNonce: code.nonce },
};

describe("a till that nobody answers", () => {
  it("takes what it remembers to be good", async () => {
    expect(await takeCode(aCounter([known]), await digits(), 1_000)).toMatchObject({ ok: true, blind: true });
  });

  it.each([
    ["a pay balance", []],
    ["a phone", [{ ...known, phone: { ...known.phone, epoch: code.keyEpoch - 1 } }]],
  ])("does not know yet %s that was set up since; it does not say that there is none", async (_, pockets) => {
    expect(await takeCode(aCounter(pockets), await digits(), 1_000)).toEqual({
      ...{ ok: false, part: 0, asOf: BEFORE },
      refusal: { reason: "offlineUnknown" },
    });
  });

  it.each([
    ["the balance", { available: 500 }, { reason: "notEnough", available: 500, asked: 1_000 }],
    [
      "the limits",
      { phone: { ...known.phone, key: { ...key, perPayment: 900 } } },
      { reason: "overPayment", allowed: 900, asked: 1_000 },
    ],
  ])("says of when it knows %s", async (_, change, refusal) => {
    const taken = await takeCode(aCounter([{ ...known, ...change }]), await digits(), 1_000);
    expect(taken).toEqual({ ok: false, part: 0, asOf: BEFORE, refusal });
  });
});

it("says of no time what the house itself has answered", async () => {
  const answer = { exists: false, available: 0, key: none.key, spentToday: 0, spentDay: 0, used: false };
  expect(await takeCode(aCounter([known], answer), await digits(), 1_000)).toEqual({
    ...{ ok: false, part: 0 },
    refusal: { reason: "unknownPocket" },
  });
});

describe("a till whose own journal cannot be read", () => {
  it("says that it could not save it, and takes nothing", async () => {
    const counter = aCounter([known]);
    counter.journal.seenAt = () => Promise.reject(new NotKept("broken"));
    expect(await takeCode(counter, await digits(), 1_000)).toMatchObject({ ok: false, refusal: { reason: "notKept" } });
  });
});

describe("a till that has no room for one more item", () => {
  it("claims nothing that it could not keep: the code is good at the next till", async () => {
    const answer = { exists: true, available: 4_000, key, spentToday: 0, spentDay: 0, used: false };
    const counter = aCounter([known], answer);
    let claims = 0;
    counter.claim = async () => {
      claims += 1;
      return 1;
    };
    expect(await takeCode(counter, await digits(), 1_000)).toMatchObject({ ok: true, blind: false });
    counter.journal.noteClaim = () => Promise.reject(new NotKept("full"));
    expect(await takeCode(counter, await digits(), 1_000)).toMatchObject({ ok: false, refusal: { reason: "notKept" } });
    expect(claims).toBe(1);
  });
});
