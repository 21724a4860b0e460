import { describe, expect, it } from "vitest";
import { atMost, NOTHING } from "./openDay.ts";

describe("given what a till has taken since its last closing", () => {
  it("reaches to the last of each kind", () => {
    const all = { batch: 12, late: 1, exact: 3 };
    expect(atMost(1_000, NOTHING, all)).toEqual(all);
    expect(atMost(1_000, all, all)).toEqual(all);
  });

  it("closes a longer day in steps that hold at most so many together, and leave nothing out", () => {
    const all = { batch: 7, late: 2, exact: 4 };
    const first = atMost(5, NOTHING, all);
    const second = atMost(5, first, all);
    const third = atMost(5, second, all);
    expect([first, second, third]).toEqual([{ batch: 5, late: 0, exact: 0 }, { batch: 7, late: 2, exact: 1 }, all]);
  });
});
