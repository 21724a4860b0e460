import { beforeAll, describe, expect, it } from "vitest";
import { keyHashOf, makeKeyPair, publicKeyOf, signDigest } from "#protocol/voucher/p256.ts";
import { type PayCode, payCodeDigest, type SignedPayCode } from "#protocol/voucher/payCode.ts";
import { judge, type PocketView, type Refusal, type TillView } from "./accept.ts";

const NOW = 1_800_000_000;
const TODAY = 20_833;
const domain = { chainId: 31337, counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3" } as const;
const till: TillView = { pendingOfPocket: 0, takenToday: 0, dayCap: 1_000_000, expiry: NOW + 86_400 };

let pair: CryptoKeyPair;
let pocket: PocketView;

async function aCode(changes: Partial<PayCode> = {}, keys = pair): Promise<SignedPayCode> {
  const code = { pocket: 7, keyEpoch: 1, nonce: 3, maxAmount: 10_000, acceptBy: NOW + 45, ...changes };
  return { ...code, ...(await signDigest(keys.privateKey, payCodeDigest(domain, code))) };
}

beforeAll(async () => {
  pair = await makeKeyPair();
  const keyHash = keyHashOf(await publicKeyOf(pair.publicKey));
  const key = { keyHash, perPayment: 20_000, perDay: 40_000, expiry: NOW + 86_400 };
  pocket = { exists: true, available: 30_000, key, spentToday: 0, spentDay: TODAY, used: false };
});

interface Changes {
  code?: SignedPayCode;
  amount?: number;
  now?: number;
  pocket?: Partial<PocketView>;
  key?: Partial<PocketView["key"]>;
  till?: Partial<TillView>;
  domain?: typeof domain | { chainId: number; counter: typeof domain.counter };
}

async function verdict(changes: Changes = {}) {
  return judge({
    code: changes.code ?? (await aCode()),
    amount: changes.amount ?? 2_800,
    now: changes.now ?? NOW,
    businessDay: TODAY,
    domain: changes.domain ?? domain,
    pocket: { ...pocket, ...changes.pocket, key: { ...pocket.key, ...changes.key } },
    till: { ...till, ...changes.till },
  });
}

async function refused(changes: Changes, refusal: Refusal) {
  expect(await verdict(changes)).toMatchObject({ ok: false, refusal });
}

describe("given a good code and an amount", () => {
  it("is accepted with the key that signed it and the time", async () => {
    const code = await aCode();
    const { x, y } = await publicKeyOf(pair.publicKey);
    expect(await verdict({ code })).toEqual({ ok: true, item: { ...code, amount: 2_800, acceptedAt: NOW, x, y } });
  });

  // Finding the key that signed takes nearly all the time of a check, so nothing that is known without it waits for it.
  it.each<[string, Changes]>([
    ["shown after the till's own end", { now: till.expiry + 1 }],
    ["out of date", { now: NOW + 46 }],
    ["seen before", { till: { seenAt: NOW - 60 } }],
    ["of no pocket", { pocket: { exists: false } }],
    ["of a pocket without a key", { key: { keyHash: 0n } }],
  ])("is refused without a look at its signature when it is %s", async (_, changes) => {
    const code = Object.defineProperty(await aCode(), "r", {
      get: () => {
        throw new Error("The signature was looked at");
      },
    });
    expect(await verdict({ ...changes, code })).toMatchObject({ ok: false });
    await expect(verdict({ code })).rejects.toThrow("looked at");
  });
});

describe("given something wrong at the till", () => {
  it("refuses a scan at amount 0", () => refused({ amount: 0 }, { reason: "amountMissing" }));
  it("refuses after the till's own end", () =>
    refused({ now: till.expiry + 1 }, { reason: "tillOver", at: till.expiry }));
  it("refuses at a tablet that was shut out, whatever else is wrong", () =>
    refused({ till: { shutOutSince: NOW - 5 }, now: till.expiry + 1 }, { reason: "tillShutOut", at: NOW - 5 }));
  it("refuses beyond the till's day", () =>
    refused({ till: { takenToday: 998_000 } }, { reason: "tillDayFull", left: 2_000, asked: 2_800 }));
});

describe("given a code that was seen before", () => {
  it("says when this till accepted it", () =>
    refused({ till: { seenAt: NOW - 60 } }, { reason: "alreadyUsed", at: NOW - 60 }));
  it("refuses what another till was paid with", () => refused({ pocket: { used: true } }, { reason: "alreadyUsed" }));
});

describe("given an old, a foreign or a changed code", () => {
  it("accepts in the last second and refuses in the next", async () => {
    expect((await verdict({ now: NOW + 45 })).ok).toBe(true);
    await refused({ now: NOW + 46 }, { reason: "expired", at: NOW + 45 });
  });
  it("refuses an unknown pocket and an unknown key", async () => {
    await refused({ pocket: { exists: false } }, { reason: "unknownPocket" });
    await refused({ key: { keyHash: 0n } }, { reason: "unknownKey" });
  });
  it("refuses a code that another key signed", async () => {
    await refused({ code: await aCode({}, await makeKeyPair()) }, { reason: "notSigned" });
  });
  it("refuses a code that was changed", async () => {
    await refused({ code: { ...(await aCode()), maxAmount: 99_999 } }, { reason: "notSigned" });
  });
  it("refuses a code of another house or chain", () =>
    refused({ domain: { ...domain, chainId: 1 } }, { reason: "notSigned" }));
  it("refuses a phone that was taken out", () =>
    refused({ key: { expiry: NOW - 1 } }, { reason: "keyOver", at: NOW - 1 }));
});

describe("given a phone whose clock is fast", () => {
  it("refuses what ends further ahead than a phone's code does, and says by how much", async () => {
    expect((await verdict({ code: await aCode({ acceptBy: NOW + 600 }) })).ok).toBe(true);
    await refused({ code: await aCode({ acceptBy: NOW + 690 }) }, { reason: "phoneClock", fastBy: 90 });
  });
  it("lets a sheet's code last for its ninety days", async () => {
    const paper = { keyEpoch: 0x8001, acceptBy: NOW + 90 * 86_400 };
    expect((await verdict({ code: await aCode(paper) })).ok).toBe(true);
    await refused(
      { code: await aCode({ ...paper, acceptBy: paper.acceptBy + 1 }) },
      { reason: "phoneClock", fastBy: 1 },
    );
  });
});

describe("given an amount that is too large", () => {
  it("names what the code is good for", async () => {
    await refused({ amount: 10_001 }, { reason: "overCode", allowed: 10_000, asked: 10_001 });
  });
  it("names the limit itself, not the code that carries the tightest of them: balance, day, cap, code", async () => {
    const all = { pocket: { available: 2_000 }, key: { perDay: 1_900, perPayment: 1_800 }, amount: 2_100 };
    const code = await aCode({ maxAmount: 1_800 });
    await refused({ ...all, code }, { reason: "notEnough", available: 2_000, asked: 2_100 });
    await refused({ ...all, code, amount: 1_950 }, { reason: "overDay", left: 1_900, asked: 1_950 });
    await refused({ ...all, code, amount: 1_850 }, { reason: "overPayment", allowed: 1_800, asked: 1_850 });
    const lower = await aCode({ maxAmount: 1_700 });
    await refused({ ...all, code: lower, amount: 1_750 }, { reason: "overCode", allowed: 1_700, asked: 1_750 });
  });
  it("offers exactly what would be accepted", async () => {
    const many: Changes[] = [
      { pocket: { available: 2_000 } },
      { key: { perDay: 2_500 } },
      { key: { perPayment: 2_200 } },
      { till: { takenToday: till.dayCap - 2_100 } },
      { code: await aCode({ maxAmount: 2_700 }) },
      { pocket: { available: 0 } },
    ];
    const parts: number[] = [];
    for (const changes of many) {
      const no = await verdict(changes);
      if (no.ok) throw new Error("2,800 was accepted");
      parts.push(no.part);
      if (no.part > 0) expect((await verdict({ ...changes, amount: no.part })).ok).toBe(true);
      expect((await verdict({ ...changes, amount: no.part + 1 })).ok).toBe(false);
    }
    expect(parts).toEqual([2_000, 2_500, 2_200, 2_100, 2_700, 0]);
  });
  it("names the phone's cap for one payment", () =>
    refused({ key: { perPayment: 2_000 } }, { reason: "overPayment", allowed: 2_000, asked: 2_800 }));
  it("names what is left today, counting what waits here", () =>
    refused(
      { key: { perDay: 5_000 }, pocket: { spentToday: 1_000 }, till: { pendingOfPocket: 1_500 } },
      { reason: "overDay", left: 2_500, asked: 2_800 },
    ));
  it("forgets yesterday's spending", async () => {
    const changes = { key: { perDay: 5_000 }, pocket: { spentToday: 4_000, spentDay: TODAY - 1 } };
    expect((await verdict(changes)).ok).toBe(true);
  });
  it("names the balance without what waits here", () =>
    refused(
      { pocket: { available: 4_000 }, till: { pendingOfPocket: 2_800 } },
      { reason: "notEnough", available: 1_200, asked: 2_800 },
    ));
});
