import { describe, expect, it } from "vitest";
import { byMonth, type Gift } from "./gifts.ts";

describe("given gifts, newest first", () => {
  it("heaps them by month, oldest month first", () => {
    const gift = (id: number, givenAt: number) => ({ id, givenAt, amount: 1n }) as Gift;
    const months = byMonth([gift(3, 30), gift(2, 11), gift(1, 10)], (at) => (at < 20 ? "May" : "June"));
    expect(months.map(({ label, grains }) => [label, grains.map(({ id }) => id)])).toEqual([
      ["May", [1, 2]],
      ["June", [3]],
    ]);
  });
});
