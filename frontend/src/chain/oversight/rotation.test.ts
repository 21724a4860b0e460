import { describe, expect, it } from "vitest";
import { type Calendar, type Chair, phaseOf, standings } from "./rotation.ts";

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

describe("given ordered chairs and reserves", () => {
  const chair = (yesAt: number, leftAt = 0): Chair => ({ seat: 1, elected: false, yesAt, leftAt });

  it("asks who is drawn, and lets the next reserve move up for who left", () => {
    const chairs = [chair(410), chair(0, 450), chair(0), chair(0), chair(0)];
    expect(standings(chairs, 3, calendar, 460)).toEqual(["holds", "left", "asked", "asked", "reserve"]);
  });

  it("takes silence for a no when the answers are over", () => {
    const chairs = [chair(410), chair(0), chair(420), chair(0)];
    expect(standings(chairs, 2, calendar, 500)).toEqual(["holds", "left", "holds", "left"]);
  });

  it("gives who says yes late a chair, and takes nobody's for it", () => {
    const chairs = [chair(410), chair(0), chair(420), chair(510)];
    expect(standings(chairs, 3, calendar, 520)).toEqual(["holds", "left", "holds", "holds"]);
  });

  it("knows who leaves tomorrow as sitting today", () => {
    expect(standings([chair(410, 700)], 1, calendar, 699)).toEqual(["holds"]);
    expect(standings([chair(410, 700)], 1, calendar, 700)).toEqual(["left"]);
  });
});
