import { describe, expect, it } from "vitest";
import { leftAfter } from "./after.ts";

const now = { free: 1_000n, left: new Map([[500, 300n]]) };
const one = (amount: bigint, category = 500, state = "open") => ({ id: 1, amount, category, state });

describe("what the house would have left", () => {
  it("falls by each open request, in its category too", () => {
    expect(leftAfter([one(100n), one(50n), one(700n, 510)], now)).toEqual({
      free: 150n,
      left: new Map([
        [500, 150n],
        [510, -700n],
      ]),
    });
  });

  it("does not fall by what is set aside already", () => {
    expect(leftAfter([one(100n, 500, "approved")], now)).toEqual({ free: 1_000n, left: new Map([[500, 300n]]) });
  });
});
