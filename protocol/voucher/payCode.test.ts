import { p256 } from "@noble/curves/nist.js";
import fc from "fast-check";
import { bytesToHex, hexToBytes } from "viem";
import { describe, expect, it } from "vitest";
import { keyHashOf, lowS, makeKeyPair, publicKeyOf, signDigest } from "./p256.ts";
import { recoverKey } from "./p256Recover.ts";
import {
  businessDayOf,
  payCodeDigest,
  payCodeFromDigits,
  payCodeToDigits,
  type SignedPayCode,
  unitsPerHundredth,
} from "./payCode.ts";

const code: SignedPayCode = {
  pocket: 42,
  keyEpoch: 1,
  nonce: 7,
  maxAmount: 20_000,
  acceptBy: 1_800_000_000,
  r: `0x${"ab".repeat(32)}`,
  s: `0x${"01".repeat(32)}`,
};
const domain = { chainId: 31337, counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3" } as const;
const ORDER = p256.Point.Fn.ORDER;
const hex32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => bytesToHex(bytes));
const anyCode = fc.record({
  pocket: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  keyEpoch: fc.integer({ min: 0, max: 65_535 }),
  nonce: fc.integer({ min: 0, max: 65_535 }),
  maxAmount: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  acceptBy: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  r: hex32,
  s: hex32,
});

describe("given a signed code", () => {
  it("becomes 196 digits, which QR version 5-M holds (202)", () => {
    expect(payCodeToDigits(code)).toMatch(/^\d{196}$/);
  });

  it("comes back the same from its digits", () => {
    fc.assert(
      fc.property(anyCode, (any) => {
        expect(payCodeFromDigits(payCodeToDigits(any))).toEqual({ ok: true, code: any });
      }),
    );
  });

  it("survives line breaks and spaces of a paste", () => {
    const digits = payCodeToDigits(code);
    expect(payCodeFromDigits(` ${digits.slice(0, 90)}\n${digits.slice(90)}\r\n`)).toEqual({ ok: true, code });
  });

  it("refuses a field that does not fit instead of cutting it", () => {
    expect(() => payCodeToDigits({ ...code, nonce: 65_536 })).toThrow("nonce 65536 does not fit in 2 bytes");
    expect(() => payCodeToDigits({ ...code, maxAmount: 1.5 })).toThrow("maxAmount 1.5");
    expect(() => payCodeToDigits({ ...code, r: "0x12" })).toThrow("32 bytes");
  });
});

describe("given something else under the scanner", () => {
  it("says what is wrong with it", () => {
    const digits = payCodeToDigits(code);
    expect(payCodeFromDigits("https://example.org")).toEqual({ ok: false, reason: "notDigits" });
    expect(payCodeFromDigits("")).toEqual({ ok: false, reason: "notDigits" });
    expect(payCodeFromDigits(digits.slice(1))).toEqual({ ok: false, reason: "length" });
    expect(payCodeFromDigits(`${digits}0`)).toEqual({ ok: false, reason: "length" });
    expect(payCodeFromDigits(digits + digits)).toEqual({ ok: false, reason: "length" });
    expect(payCodeFromDigits(`https://pay.example/?code=${digits}`)).toEqual({ ok: false, reason: "notDigits" });
    const fullWidth = digits.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    expect(payCodeFromDigits(fullWidth)).toEqual({ ok: false, reason: "notDigits" });
    expect(payCodeFromDigits("4006381333931")).toEqual({ ok: false, reason: "length" });
    expect(payCodeFromDigits("9".repeat(196))).toEqual({ ok: false, reason: "version" });
    expect(payCodeFromDigits("0".repeat(196))).toEqual({ ok: false, reason: "version" });
  });
});

describe("given the digest of a code", () => {
  it("changes with every field, the chain and the counter", () => {
    const digest = payCodeDigest(domain, code);
    const others = [
      payCodeDigest(domain, { ...code, pocket: 43 }),
      payCodeDigest(domain, { ...code, keyEpoch: 2 }),
      payCodeDigest(domain, { ...code, nonce: 8 }),
      payCodeDigest(domain, { ...code, maxAmount: 20_001 }),
      payCodeDigest(domain, { ...code, acceptBy: code.acceptBy + 1 }),
      payCodeDigest({ ...domain, chainId: 1 }, code),
      payCodeDigest({ ...domain, counter: "0x0000000000000000000000000000000000000001" }, code),
    ];
    expect(new Set([digest, ...others]).size).toBe(8);
  });
});

describe("given a key made by the browser", () => {
  it("signs with s in the lower half, and the key is found again by its hash", async () => {
    const pair = await makeKeyPair();
    const key = await publicKeyOf(pair.publicKey);
    expect(pair.privateKey.extractable).toBe(false);
    for (let nonce = 0; nonce < 12; nonce++) {
      const digest = payCodeDigest(domain, { ...code, nonce });
      const signature = await signDigest(pair.privateKey, digest);
      expect(BigInt(signature.s) <= ORDER / 2n).toBe(true);
      expect(recoverKey(digest, signature, keyHashOf(key))).toEqual(key);
    }
  });

  it("is not found for another message, another hash or the mirrored signature", async () => {
    const pair = await makeKeyPair();
    const key = await publicKeyOf(pair.publicKey);
    const digest = payCodeDigest(domain, code);
    const signature = await signDigest(pair.privateKey, digest);
    const mirrored = {
      r: signature.r,
      s: `0x${(ORDER - BigInt(signature.s)).toString(16).padStart(64, "0")}` as const,
    };
    expect(recoverKey(payCodeDigest(domain, { ...code, nonce: 8 }), signature, keyHashOf(key))).toBeUndefined();
    expect(recoverKey(digest, signature, keyHashOf(key) + 1n)).toBeUndefined();
    expect(recoverKey(digest, mirrored, keyHashOf(key))).toBeUndefined();
    expect(recoverKey(digest, { r: `0x${"00".repeat(32)}`, s: signature.s }, keyHashOf(key))).toBeUndefined();
  });

  it("flips s only when it is high", () => {
    const signature = p256.sign(new Uint8Array(32), hexToBytes(`0x${"11".repeat(32)}`), { lowS: true });
    const half = lowS(signature);
    const high = new Uint8Array(signature);
    high.set(hexToBytes(`0x${(ORDER - BigInt(half.s)).toString(16).padStart(64, "0")}`), 32);
    expect(lowS(high)).toEqual(half);
    expect(bytesToHex(signature)).toBe(half.r + half.s.slice(2));
  });
});

describe("given the club's clock", () => {
  it("starts a business day at its own midnight", () => {
    const midnightInShanghai = 1_764_000_000; // 2025-11-24 16:00 UTC = 2025-11-25 00:00 UTC+8
    expect(businessDayOf(midnightInShanghai, 28_800)).toBe(20_417);
    expect(businessDayOf(midnightInShanghai - 1, 28_800)).toBe(20_416);
    expect(businessDayOf(midnightInShanghai, 0)).toBe(20_416);
  });

  it("counts hundredths for tokens with two decimals and more", () => {
    expect(unitsPerHundredth(6)).toBe(10_000n);
    expect(unitsPerHundredth(2)).toBe(1n);
    expect(() => unitsPerHundredth(1)).toThrow("two decimals");
  });
});
