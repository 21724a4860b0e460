import { describe, expect, it } from "vitest";
import { PAPER_BIT, payCodeToDigits } from "#protocol/voucher/payCode.ts";
import { cameraMayTake, codeName, nothingSeen } from "./seenCode.ts";

const word = `0x${"11".repeat(32)}` as const;
const digits = (change: { keyEpoch?: number; acceptBy?: number } = {}) =>
  payCodeToDigits({ pocket: 7, keyEpoch: 1, nonce: 3, maxAmount: 100, acceptBy: 1_000, r: word, s: word, ...change });

describe("given a code that the camera has just seen", () => {
  const seen = { ...nothingSeen, digits: digits(), code: codeName(digits()), accepted: true, at: performance.now() };

  it("is the same one when the phone has signed it anew, or the next phone of that pay balance has", () => {
    for (const change of [{}, { acceptBy: 1_030 }, { keyEpoch: 2 }])
      expect(cameraMayTake(digits(change), { ...seen }, 0)).toBe(false);
  });

  it("is another one when a sheet has the same number", () => {
    for (const keyEpoch of [PAPER_BIT | 1, PAPER_BIT | 2])
      expect(cameraMayTake(digits({ keyEpoch }), { ...seen }, 0)).toBe(true);
    expect(cameraMayTake(digits({ keyEpoch: PAPER_BIT | 1 }), { ...seen, accepted: false, decidedAt: 5 }, 0)).toBe(
      true,
    );
  });
});
