import { describe, expect, it } from "vitest";
import { mayFile } from "./dueReports.ts";

const term = { term: 2, end: 1_000, table: [5, 6], standing: 0 };
const clock = { now: 1_000, inTheirPlaceAfter: 350 };

describe("given a term's table and the one that sits", () => {
  it("lets its own table file from its end on, and correct what stands", () => {
    expect(mayFile(term, 5, [7], clock)).toBe("own");
    expect(mayFile(term, 5, [7], { ...clock, now: 999 })).toBeUndefined();
    expect(mayFile({ ...term, standing: 3 }, 5, [7], clock)).toBe("own");
  });

  it("lets the sitting table file in its place once that is late, and nobody else", () => {
    expect(mayFile(term, 7, [7], { ...clock, now: 1_349 })).toBeUndefined();
    expect(mayFile(term, 7, [7], { ...clock, now: 1_350 })).toBe("inPlace");
    expect(mayFile({ ...term, standing: 3 }, 7, [7], { ...clock, now: 1_350 })).toBeUndefined();
    expect(mayFile(term, 8, [7], { ...clock, now: 1_350 })).toBeUndefined();
    expect(mayFile(term, 0, [0], { ...clock, now: 1_350 })).toBeUndefined();
  });
});
