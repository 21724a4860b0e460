import { describe, expect, it } from "vitest";
import { LATE_BIT } from "#protocol/voucher/payCode.ts";
import { isWithin } from "./closing.ts";

describe("given what a till has taken since its last closing", () => {
  it("counts each batch in one closing and in no other, late ones by their own numbers", () => {
    const before = { batch: 3, late: 1, exact: 0 };
    const reach = { batch: 5, late: 2, exact: 0 };
    expect([1, 3, 4, 5, 6].filter((seq) => isWithin(seq, before, reach))).toEqual([4, 5]);
    expect([1, 2, 3].filter((n) => isWithin(LATE_BIT + n, before, reach))).toEqual([2]);
  });
});
