import { describe, expect, it } from "vitest";
import { LATE_BIT } from "#protocol/voucher/payCode.ts";
import { atMost, isWithin } from "./closing.ts";

const none = { batch: 0, late: 0, exact: 0 };

describe("given what a till has taken since its last closing", () => {
  it("reaches to the last of each kind", () => {
    const all = { batch: 12, late: 1, exact: 3 };
    expect(atMost(1_000, none, all)).toEqual(all);
    expect(atMost(1_000, all, all)).toEqual(all);
  });

  it("closes a longer day in steps that hold at most so many together, and leave nothing out", () => {
    const all = { batch: 7, late: 2, exact: 4 };
    const first = atMost(5, none, all);
    const second = atMost(5, first, all);
    const third = atMost(5, second, all);
    expect([first, second, third]).toEqual([{ batch: 5, late: 0, exact: 0 }, { batch: 7, late: 2, exact: 1 }, all]);
  });

  it("counts each batch in one closing and in no other, late ones by their own numbers", () => {
    const before = { batch: 3, late: 1, exact: 0 };
    const reach = { batch: 5, late: 2, exact: 0 };
    expect([1, 3, 4, 5, 6].filter((seq) => isWithin(seq, before, reach))).toEqual([4, 5]);
    expect([1, 2, 3].filter((n) => isWithin(LATE_BIT + n, before, reach))).toEqual([2]);
  });
});
