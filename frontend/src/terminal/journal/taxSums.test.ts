import { describe, expect, it } from "vitest";
import type { OrderLine } from "../prices/orderLine.ts";
import { sharesOf, taxIn, taxSums } from "./taxSums.ts";

const [full, reduced] = [
  { label: "A", rate: 1_900 },
  { label: "B", rate: 700 },
];
const line = (amount: number, tax?: { label: string; rate: number }, n = 1): OrderLine => ({
  name: { en: "Thing" },
  amount,
  n,
  ...(tax && { tax }),
});
const paid = (amount: number, ...lines: OrderLine[]) => ({ amount, lines });

describe("the tax in a sum", () => {
  it("is gross × rate ÷ (100 % + rate), to the nearest hundredth, half of one upwards", () => {
    expect(taxIn(11_900, 1_900)).toBe(1_900);
    expect(taxIn(10_000, 1_900)).toBe(1_597);
    expect(taxIn(420, 700)).toBe(27);
    expect(taxIn(2_800, 600)).toBe(158);
    expect([taxIn(2_800, 0), taxIn(0, 1_900)]).toEqual([0, 0]);
    // 3 × 100 ÷ 200 is one and a half.
    expect(taxIn(3, 10_000)).toBe(2);
  });

  it("is rounded once over the day's sum, not at each sale", () => {
    const day = Array.from({ length: 100 }, () => paid(99, line(99, reduced)));
    expect(taxSums(day)).toEqual([{ tax: reduced, gross: 9_900, contained: 648 }]);
    expect(100 * taxIn(99, 700)).toBe(600);
  });
});

describe("the sums of a day", () => {
  it("are by class, several in one order, typed amounts and things of no class last", () => {
    expect(
      taxSums([
        { amount: 500 },
        paid(1_300, line(400, reduced, 2), line(500, full)),
        paid(620, line(420, reduced), line(200)),
      ]),
    ).toEqual([
      { tax: reduced, gross: 1_220, contained: 80 },
      { tax: full, gross: 500, contained: 80 },
      { tax: undefined, gross: 700, contained: 0 },
    ]);
  });

  it("keep a class apart from the same one at another rate", () => {
    const raised = { label: "A", rate: 2_000 };
    expect(taxSums([paid(100, line(100, full)), paid(100, line(100, raised))]).map(({ tax }) => tax)).toEqual([
      full,
      raised,
    ]);
  });

  it("add up to what was paid, whatever part of an order that was", () => {
    const order = [line(333, full), line(333, reduced), line(334)];
    for (let amount = 0; amount <= 1_000; amount += 7) {
      const shares = sharesOf(paid(amount, ...order));
      expect(shares.reduce((sum, { gross }) => sum + gross, 0)).toBe(amount);
      for (const { gross } of shares) expect(Math.abs(gross - amount / 3)).toBeLessThan(2);
    }
    expect(sharesOf(paid(1_000, ...order)).map(({ gross }) => gross)).toEqual([333, 333, 334]);
  });

  it("are none of nothing, and of what went back", () => {
    expect(taxSums([])).toEqual([]);
    expect(taxSums([paid(0, line(400, reduced))])).toEqual([]);
  });
});
