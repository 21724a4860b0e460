import { describe, expect, it } from "vitest";
import { stirredCup, swirlOf } from "./stirredCupShape.ts";

const dotsIn = (path: string) => path.split("M").length - 1;
const club = { places: 200, taken: 197, inOffice: 10, chairs: 10, term: 3 };

/** The swirl, or a failed test. */
function drawn(change: Partial<typeof club> = {}) {
  const swirl = swirlOf({ ...club, ...change });
  if (swirl === undefined) throw new Error("This one is not drawn");
  return { ...swirl, counts: [swirl.taken, swirl.inOffice, swirl.free].map(dotsIn) };
}

describe("given a house of two hundred places", () => {
  it("draws a dot for each, of the kind that it is", () => {
    expect(drawn().counts).toEqual([187, 10, 3]);
    expect(drawn({ inOffice: 9 }).counts).toEqual([188, 9, 3]);
    expect(drawn({ taken: 0, inOffice: 0, term: 0 }).counts).toEqual([0, 0, 200]);
  });

  it("puts those in office one ring further out with every term, as the emblem does", () => {
    expect(drawn().ring).toEqual(stirredCup(20, 10, 2).ring);
    expect(drawn({ term: 4 }).ring).toEqual(stirredCup(20, 10, 3).ring);
  });

  it("comes back to the middle when all whole rings have had their turn", () => {
    expect(drawn({ term: 20 }).ring).toEqual(drawn({ term: 1 }).ring);
  });

  it("has no ring while nobody is in office", () => {
    expect(drawn({ inOffice: 0 }).ring).toBeNull();
  });

  it("stays within the disc", () => {
    const numbers = (drawn().free.match(/M(-?[\d.]+) (-?[\d.]+)/g) ?? []).flatMap((one) => one.slice(1).split(" "));
    expect(numbers.every((one) => Math.abs(Number(one)) < 100)).toBe(true);
  });
});

describe("given other houses", () => {
  it.each([
    { places: 1, taken: 1, inOffice: 1, chairs: 1, term: 1 },
    { places: 7, taken: 7, inOffice: 3, chairs: 5, term: 9 },
    { places: 1_000, taken: 400, inOffice: 12, chairs: 12, term: 40 },
    // A vote may lower the most members below those who are there.
    { places: 5, taken: 9, inOffice: 3, chairs: 3, term: 2 },
  ])("draws every place of $places, $taken taken", (house) => {
    const { counts } = drawn(house);
    expect(counts).toEqual([
      house.taken - house.inOffice,
      house.inOffice,
      Math.max(house.places, house.taken) - house.taken,
    ]);
  });

  it("draws no dust", () => {
    expect(swirlOf({ ...club, places: 100_000 })).toBeUndefined();
  });
});
