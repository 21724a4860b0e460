import { describe, expect, it } from "vitest";
import { type Calendar, phaseOf } from "./rotation.ts";

const calendar: Calendar = {
  term: 3,
  nominationsFrom: 100,
  nominationsUntil: 200,
  ballotFrom: 300,
  ballotUntil: 400,
  answersUntil: 500,
  start: 600,
  end: 1_000,
};

describe("given an election's dates", () => {
  it.each([
    [99, "before"],
    [100, "nominations"],
    [199, "nominations"],
    [200, "between"],
    [299, "between"],
    [300, "ballot"],
    [399, "ballot"],
    [400, "closing"],
    [700, "closing"],
    [900, "unseated"],
  ])("at %i it is %s while nobody is seated", (now, phase) => {
    expect(phaseOf(calendar, { seatedAt: 0 }, now, 900)).toBe(phase);
  });

  it("waits for answers once the table is seated, and no longer than until their end", () => {
    expect(phaseOf(calendar, { seatedAt: 410 }, 499)).toBe("answers");
    expect(phaseOf(calendar, { seatedAt: 410 }, 500)).toBe("seated");
  });
});
