import { describe, expect, it } from "vitest";
import { recoverKey } from "#protocol/voucher/p256Recover.ts";
import { payCodeDigest, payCodeFromDigits } from "#protocol/voucher/payCode.ts";
import { epochOfKey, giftLink, paperKey, readGiftLink, signSheet } from "./paperCodes.ts";

const domain = { chainId: 31_999, counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3" } as const;
const wish = { pocket: 7, keyEpoch: 0x8003, codes: 5, each: 2_800, acceptBy: 1_800_000_000 };

describe("given a sheet of codes", () => {
  it("has a number for each, signed by one key that cannot be read", async () => {
    const { privateKey, keyHash } = await paperKey();
    expect(privateKey.extractable).toBe(false);
    const codes = (await signSheet(privateKey, domain, wish)).map((digits) => {
      const reading = payCodeFromDigits(digits);
      if (!reading.ok) throw new Error(reading.reason);
      expect(recoverKey(payCodeDigest(domain, reading.code), reading.code, keyHash)).toBeDefined();
      return reading.code;
    });
    expect(codes.map(({ nonce }) => nonce)).toEqual([0, 1, 2, 3, 4]);
    for (const code of codes)
      expect(code).toMatchObject({ pocket: 7, keyEpoch: 0x8003, maxAmount: 2_800, acceptBy: wish.acceptBy });
  });

  it("is numbered by the contract: a node that is behind, or silent, is asked again", async () => {
    const sheets = [
      { paperEpoch: 2, paperKey: { keyHash: 1n } },
      undefined,
      { paperEpoch: 3, paperKey: { keyHash: 5n } },
    ];
    const read = async () => sheets.shift() ?? Promise.reject(new Error("silent"));
    expect(await epochOfKey(5n, read, 0)).toBe(3);
    expect(await epochOfKey(5n, async () => ({ paperEpoch: 2, paperKey: { keyHash: 1n } }), 0)).toBeUndefined();
  });

  it("gives each code an address that says whose it was", async () => {
    const [digits = ""] = await signSheet((await paperKey()).privateKey, domain, wish);
    const link = giftLink("https://house.example", digits, "Liu Yan & 42");
    const { hash, pathname } = new URL(link);
    expect(pathname).toBe("/for-you");
    expect(readGiftLink(hash)).toMatchObject({ digits, from: "Liu Yan & 42", code: { pocket: 7 } });
    expect(readGiftLink(hash.slice(0, 100))).toBeUndefined();
  });
});
