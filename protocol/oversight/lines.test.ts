import { describe, expect, it } from "vitest";
import { type Bench, holding, inOffice, type ListedChair, standings, timeHeld } from "./lines.ts";

const chair = (seat: number, yesAt = 0, leftAt = 0): ListedChair => ({ seat, yesAt, leftAt });
/** Two chairs; answers until second 100. */
const bench = (...list: ListedChair[]): Bench => ({ list, chairs: 2, answersUntil: 100 });

describe("who sits", () => {
  it("keeps a chair free for who may still answer", () => {
    const list = bench(chair(1), chair(2, 10), chair(3, 10));
    expect(inOffice(list, 50)).toEqual([2]);
    expect([...holding(list, 50)]).toEqual([0, 1]);
    expect(inOffice(list, 100)).toEqual([2, 3]);
  });

  it("goes on to the next in the second in which somebody leaves", () => {
    const list = bench(chair(1, 10, 200), chair(2, 10), chair(3, 10));
    expect(inOffice(list, 199)).toEqual([1, 2]);
    expect(inOffice(list, 200)).toEqual([2, 3]);
  });

  it("seats somebody late from the yes on", () => {
    const list = bench(chair(1, 10), chair(2), chair(3, 300));
    expect(inOffice(list, 299)).toEqual([1]);
    expect(inOffice(list, 300)).toEqual([1, 3]);
  });

  it("counts the time in office from the term's start, the call or the late yes", () => {
    const list = bench(chair(1, 10, 500), chair(2), chair(3, 10), chair(4, 10), chair(5, 700));
    expect(timeHeld(list, 120, 1_000)).toEqual([380, 0, 880, 500, 300]);
  });

  it("tells how each stands: asked, called later, silent, late, gone", () => {
    const list = bench(chair(1, 10), chair(2, 0, 50), chair(3), chair(4), chair(5, 120));
    expect(standings(list, 49)).toEqual(["holds", "asked", "reserve", "reserve", "reserve"]);
    expect(standings(list, 60)).toEqual(["holds", "left", "asked", "reserve", "reserve"]);
    expect(standings(list, 100)).toEqual(["holds", "left", "left", "left", "left"]);
    expect(standings(list, 120)).toEqual(["holds", "left", "left", "left", "holds"]);
  });
});
