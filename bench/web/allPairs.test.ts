import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allPairs } from "./allPairs.ts";

const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 6 });

describe("given choices", () => {
  it("lets any two values of any two of them meet, in far fewer rows than there are combinations", () => {
    fc.assert(
      fc.property(sizes, (counts) => {
        const factors = Object.fromEntries(counts.map((n, i) => [`f${i}`, Array.from({ length: n }, (_, v) => v)]));
        const rows = allPairs(factors);
        for (const a of Object.keys(factors)) {
          for (const b of Object.keys(factors).filter((one) => one !== a)) {
            for (const x of factors[a]!)
              for (const y of factors[b]!) {
                expect(rows.some((row) => row[a] === x && row[b] === y)).toBe(true);
              }
          }
        }
        const [most = 1, second = 1] = counts.toSorted((one, other) => other - one);
        expect(rows.length).toBeGreaterThanOrEqual(most * second);
        expect(rows.length).toBeLessThanOrEqual(counts.reduce((all, n) => all * n, 1));
        expect(rows.length).toBeLessThanOrEqual(most * second * counts.length);
      }),
    );
  });

  it("gives what was to choose from, as it was", () => {
    expect(allPairs({ width: [320], look: ["light", "dark"] })).toEqual([
      { width: 320, look: "light" },
      { width: 320, look: "dark" },
    ]);
  });
});
