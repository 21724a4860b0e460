import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import {
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeErrorResult,
  encodeFunctionResult,
  type Hex,
  isAddressEqual,
} from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { counterAbi } from "#protocol/abi/counter.ts";
import { terminalsAbi } from "#protocol/abi/terminals.ts";
import { claimEndDigest, codeClaimDigest } from "#protocol/voucher/codeClaim.ts";
import { keyHashOf, makeKeyPair, publicKeyOf, signDigest } from "#protocol/voucher/p256.ts";
import { PAPER_BIT, payCodeDigest, payCodeToDigits } from "#protocol/voucher/payCode.ts";
import { aDeployment } from "../deployment.fixture.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { AddressLimits } from "../web/AddressLimits.ts";
import { Claims } from "./Claims.ts";
import { claimRoutes } from "./claimRoutes.ts";

const house = aDeployment({ practice: false });
const { Counter, Terminals } = house.contracts;
const domain = { chainId: house.chainId, counter: Counter };
const DAY = 86_400;
const phone = await aKey();
const thief = await aKey();
/** The tills that were let in, by number; the third one is shut out, and the fourth one's time is over. */
const tills = [await aKey(), await aKey(), await aKey(), await aKey()];
const SHUT_OUT = 3;
/** A phone, the one after it, and two sheets. */
const [PHONE, NEXT_PHONE, SHEET, NEXT_SHEET] = [1, 2, PAPER_BIT | 1, PAPER_BIT | 2];
const keyEpochs = new Set([PHONE, NEXT_PHONE, SHEET, NEXT_SHEET]);
const OVER = 4;

type Key = Awaited<ReturnType<typeof aKey>>;
async function aKey() {
  const { privateKey, publicKey } = await makeKeyPair();
  return { ...(await publicKeyOf(publicKey)), sign: (digest: Hex) => signDigest(privateKey, digest) };
}

let folder: string;
let store: RelayStore;
let app: Hono;
let now: number;
let isSilent: boolean;
/** Whose keys the tills have at this moment: a renewed one has another under its number. */
let keys: Key[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "runde claims "));
  [now, isSilent, keys] = [1_800_000_000, false, [...tills]];
  open();
});
afterEach(() => store.close());

function open(): void {
  store = new RelayStore(folder);
  const request = async ({ params }: { method: string; params?: unknown }) => {
    if (isSilent) throw new Error("silent");
    const [{ to, data }] = params as [{ to: Hex; data: Hex }];
    return isAddressEqual(to, Terminals) ? keyOfTill(data) : spendKey(data);
  };
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) });
  app = new Hono();
  app.onError((_, c) => c.text("", 503));
  const claims = new Claims(store, house, { client, block: "latest" });
  claimRoutes(app, { claims, limits: new AddressLimits(1), now: () => now });
}

function keyOfTill(data: Hex): Hex {
  const { args } = decodeFunctionData({ abi: terminalsAbi, data });
  const id = Number(args?.[0]);
  const key = keys[id - 1];
  if (key === undefined) {
    const words = encodeErrorResult({ abi: terminalsAbi, errorName: "UnknownTerminal", args: [id] });
    throw Object.assign(new Error("execution reverted"), { code: 3, data: words });
  }
  const result = {
    x: key.x,
    y: key.y,
    dayCap: 1n,
    expiry: now + (id === OVER ? -1 : DAY),
    revokedAt: id === SHUT_OUT ? now : 0,
  };
  return encodeFunctionResult({ abi: terminalsAbi, functionName: "keyOf", result });
}

function spendKey(data: Hex): Hex {
  const { args } = decodeFunctionData({ abi: counterAbi, data });
  // One pocket, and four keys of it.
  const keyHash = args?.[0] === 7 && keyEpochs.has(Number(args[1])) ? keyHashOf(phone) : 0n;
  const result = { keyHash, perPayment: 1, perDay: 1, expiry: now + DAY };
  return encodeFunctionResult({ abi: counterAbi, functionName: "spendKey", result });
}

interface Shown {
  nonce?: number;
  keyEpoch?: number;
  pocket?: number;
  /** Seconds for which it is good: the phone signs it anew every half minute. */
  lasts?: number;
  by?: Key;
  /** The till's key, where it is not the one that is in force. */
  key?: Key;
}

async function claimOf(
  terminal: number,
  { nonce = 5, keyEpoch = PHONE, pocket = 7, lasts = 90, by = phone, key = keys[terminal - 1] ?? thief }: Shown = {},
) {
  const code = { pocket, keyEpoch, nonce, maxAmount: 2_800, acceptBy: now + lasts };
  const digits = payCodeToDigits({ ...code, ...(await by.sign(payCodeDigest(domain, code))) });
  return { terminal, digits, ...(await key.sign(codeClaimDigest(domain, terminal, code))) };
}

async function claim(content: unknown): Promise<string> {
  const answer = await app.request("/relay/claims", { method: "POST", body: JSON.stringify(await content) });
  const { terminal, error } = (await answer.json().catch(() => ({}))) as {
    terminal?: number;
    error?: { code: string };
  };
  return terminal === undefined ? `${answer.status} ${error?.code ?? "silent"}` : `till ${terminal}`;
}

describe("given one code that two tills were shown", () => {
  it("gives it to who comes first, and says so to both as often as they ask", async () => {
    expect(await claim(claimOf(2))).toBe("till 2");
    // The phone has signed it anew meanwhile.
    expect(await claim(claimOf(1, { lasts: 120 }))).toBe("till 2");
    expect(await claim(claimOf(2, { lasts: 120 }))).toBe("till 2");
    expect(await claim(claimOf(1, { nonce: 6 }))).toBe("till 1");
  });

  it("knows it by its number, whichever phone of the pay balance signed it; a sheet has numbers of its own", async () => {
    expect(await claim(claimOf(1))).toBe("till 1");
    expect(await claim(claimOf(2, { keyEpoch: NEXT_PHONE }))).toBe("till 1");
    for (const keyEpoch of [SHEET, NEXT_SHEET]) expect(await claim(claimOf(2, { keyEpoch }))).toBe("till 2");
  });

  it("gives it to one of them when both come at the same moment", async () => {
    const answers = await Promise.all([claim(claimOf(1)), claim(claimOf(2)), claim(claimOf(1)), claim(claimOf(2))]);
    expect(new Set(answers).size).toBe(1);
  });

  it("still knows after it was killed, until no payment by it can arrive any more", async () => {
    expect(await claim(claimOf(1))).toBe("till 1");
    store.close();
    open();
    now += 14 * DAY;
    expect(await claim(claimOf(2))).toBe("till 1");
    now += 2 * DAY;
    await claim(claimOf(1, { nonce: 6 }));
    expect(await claim(claimOf(2))).toBe("till 2");
  });
});

/** A till's word that nothing was sold by a claim of its own. */
async function endOf(terminal: number, { r: mark }: { r: Hex }, key = keys[terminal - 1] ?? thief) {
  return { terminal, mark, ...(await key.sign(claimEndDigest(domain, { terminal, mark }))) };
}

async function end(content: unknown): Promise<number> {
  const request = { method: "POST", body: JSON.stringify(await content) };
  return (await app.request("/relay/claims/ended", request)).status;
}

describe("given a claim by which nothing was sold: the till was killed before it had written the payment down", () => {
  it("gives the same till the same code again, without a word", async () => {
    expect(await claim(claimOf(1))).toBe("till 1");
    expect(await claim(claimOf(1, { lasts: 120 }))).toBe("till 1");
    expect(await claim(claimOf(2))).toBe("till 1");
  });

  it("gives it to any other as soon as its till has said so, and to nobody else before that", async () => {
    const made = await claimOf(1);
    expect(await claim(made)).toBe("till 1");
    expect(await claim(claimOf(2))).toBe("till 1");
    expect(await end(endOf(1, made))).toBe(200);
    // The answer was lost, and it is said once more.
    expect(await end(endOf(1, made))).toBe(200);
    expect(await claim(claimOf(2))).toBe("till 2");
    expect(await claim(claimOf(1))).toBe("till 2");
    expect(await end(endOf(1, made))).toBe(200);
    expect(await claim(claimOf(1))).toBe("till 2");
  });

  it("stays with the till that claimed it anew before the end of its first claim arrived", async () => {
    const [first, second] = [await claimOf(1), await claimOf(1, { lasts: 120 })];
    for (const one of [first, second]) expect(await claim(one)).toBe("till 1");
    expect(await end(endOf(1, first))).toBe(200);
    expect(await claim(claimOf(2))).toBe("till 1");
    expect(await end(endOf(1, second))).toBe(200);
    expect(await claim(claimOf(2))).toBe("till 2");
  });

  it("is not taken by a claim that was on its way while its till ended it", async () => {
    const late = await claimOf(1);
    expect(await end(endOf(1, late))).toBe(200);
    expect(await claim(late)).toBe("till 0");
    expect(await claim(claimOf(2))).toBe("till 2");
  });

  it("still knows what was ended after the relay was killed", async () => {
    const [made, late] = [await claimOf(1), await claimOf(1, { nonce: 6 })];
    expect(await claim(made)).toBe("till 1");
    for (const one of [made, late]) expect(await end(endOf(1, one))).toBe(200);
    store.close();
    open();
    expect(await claim(late)).toBe("till 0");
    expect(await claim(claimOf(2))).toBe("till 2");
  });

  it.each<[string, (made: { r: Hex }) => unknown, number]>([
    ["another till", (made) => endOf(2, made), 200],
    ["another till in its name", (made) => endOf(1, made, tills[1]), 403],
    ["a till that was never let in", (made) => endOf(9, made), 403],
    ["nobody", () => "nonsense", 400],
    ["its till, of another claim", async () => endOf(1, await claimOf(1, { nonce: 9 })), 200],
  ])("is not ended by %s", async (_, content, status) => {
    const made = await claimOf(1);
    expect(await claim(made)).toBe("till 1");
    expect(await end(content(made))).toBe(status);
    expect(await claim(claimOf(2))).toBe("till 1");
  });
});

describe("given a till that was renewed under its number", () => {
  it("does not take the code that the tablet before it has claimed, which may have sold by it", async () => {
    const before = await claimOf(1);
    expect(await claim(before)).toBe("till 1");
    keys[0] = await aKey();
    expect(await claim(claimOf(1))).toBe("till 0");
    expect(await claim(claimOf(2))).toBe("till 1");
    // Who has the number now cannot end what another tablet claimed, and that one's word counts no more.
    expect(await end(endOf(1, before))).toBe(200);
    expect(await end(endOf(1, before, tills[0]))).toBe(403);
    expect(await claim(claimOf(1))).toBe("till 0");
    expect(await claim(claimOf(1, { nonce: 6 }))).toBe("till 1");
  });
});

describe("given a claim by who may not make it", () => {
  it.each<[string, () => unknown, string]>([
    ["no JSON object", () => "nonsense", "400 malformed"],
    ["something else than a code", async () => ({ ...(await claimOf(1)), digits: "12" }), "400 malformed"],
    ["a till that is shut out", () => claimOf(SHUT_OUT), "403 notATill"],
    ["a till whose time is over", () => claimOf(OVER), "403 notATill"],
    ["a till that was never let in", () => claimOf(9), "403 notATill"],
    ["a number that no till can have", async () => ({ ...(await claimOf(1)), terminal: 2 ** 32 }), "400 malformed"],
    ["another till's signature", async () => ({ ...(await claimOf(1)), terminal: 2 }), "403 notATill"],
    [
      "a signature for another code",
      async () => ({ ...(await claimOf(1)), digits: (await claimOf(1, { nonce: 9 })).digits }),
      "403 notATill",
    ],
    ["a code that no phone has signed", () => claimOf(1, { by: thief }), "403 notACode"],
    ["a code of no pay balance", () => claimOf(1, { pocket: 8 }), "403 notACode"],
  ])("refuses %s, and the code stays free", async (_, content, refusal) => {
    expect(await claim(content())).toBe(refusal);
    expect(await claim(claimOf(2))).toBe("till 2");
  });

  it("lets one address ask no more at once than it works through beside everything else", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const request = { method: "POST", headers: { "x-forwarded-for": "192.0.2.7" }, body: "nonsense" };
    let heard = 0;
    while ((await app.request("/relay/claims", request)).status !== 429) heard += 1;
    vi.useRealTimers();
    // Each costs up to seven milliseconds in which nobody else is served; a full counter takes one in a second or two.
    expect(heard).toBeGreaterThan(100);
    expect(heard).toBeLessThan(200);
  });

  it("promises nothing while the chain is silent", async () => {
    isSilent = true;
    expect(await claim(claimOf(1))).toBe("503 silent");
    isSilent = false;
    expect(await claim(claimOf(2))).toBe("till 2");
  });
});
