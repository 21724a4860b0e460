import { describe, expect, it } from "vitest";
import { termsOf } from "./calendar.ts";

const DAY = 86_400;
const start = 1_800_000_000;

describe("given one era", () => {
  const { spanOf, termAt } = termsOf(start, [{ firstTerm: 1, length: 60 * DAY }]);

  it("counts terms from the first second of term 1", () => {
    expect(termAt(start - 1)).toBe(0);
    expect(termAt(start)).toBe(1);
    expect(termAt(start + 60 * DAY)).toBe(2);
    expect(spanOf(3)).toEqual({ start: start + 120 * DAY, end: start + 180 * DAY });
  });
});

describe("given eras that were decided in any order", () => {
  const eras = [
    { firstTerm: 1, length: 60 * DAY },
    { firstTerm: 10, length: 366 * DAY },
    { firstTerm: 4, length: 35 * DAY },
    { firstTerm: 10, length: 90 * DAY },
  ];
  const { spanOf, termAt } = termsOf(start, eras);

  it("begins each where the term before it ends, without a gap and without an overlap", () => {
    for (let term = 1; term < 30; term++) {
      const { start: begins, end } = spanOf(term);
      expect(spanOf(term + 1).start).toBe(end);
      expect([termAt(begins - 1), termAt(begins), termAt(end - 1)]).toEqual([term - 1, term, term]);
    }
    expect(spanOf(4).end - spanOf(4).start).toBe(35 * DAY);
    expect(spanOf(10).end - spanOf(10).start).toBe(90 * DAY);
  });

  it("moves no earlier term", () => {
    const before = termsOf(start, eras.slice(0, 1));
    for (const term of [1, 2, 3]) expect(spanOf(term)).toEqual(before.spanOf(term));
  });
});
