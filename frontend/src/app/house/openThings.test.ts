import { describe, expect, it } from "vitest";
import { nextOpening, type Opening, openThings } from "./openThings.ts";

const calendar = {
  term: 3,
  nominationsFrom: 100,
  nominationsUntil: 199,
  ballotFrom: 300,
  ballotUntil: 399,
  answersUntil: 500,
  start: 600,
  end: 900,
};
const election = { term: 3, seatedAt: 0, calendar };
const name = { n: 2, attempt: 0 };
const round = { id: 3, name, state: "open", sold: 97, maxSeats: 100, opensAt: 50, sellingEnds: 350 };
const motion = {
  number: 4,
  state: "active",
  snapshot: 100,
  deadline: 320,
  content: { description: "# A new roaster\nWhy" },
};
const opening = { rounds: [round], election, motions: [motion] } as unknown as Opening;

describe("given a round, an election and a motion", () => {
  it("lists what is open, the soonest end first", () => {
    expect(openThings(opening, 310)).toEqual([
      { kind: "motion", number: 4, title: "A new roaster", until: 320 },
      { kind: "round", id: 3, n: 2, sold: 97, places: 100, until: 350 },
      { kind: "ballot", term: 3, until: 399 },
    ]);
  });

  it("goes by the clock, not by the last block", () => {
    expect(openThings(opening, 360).map(({ kind }) => kind)).toEqual(["ballot"]);
    expect(openThings(opening, 150).map(({ kind }) => kind)).toEqual(["nominations", "motion", "round"]);
    expect(openThings(opening, 420)).toEqual([]);
  });

  it("asks the drawn to answer once they are seated", () => {
    const seated = { ...opening, election: { ...election, seatedAt: 410 } };
    expect(openThings(seated, 420)).toEqual([{ kind: "answers", term: 3, until: 500 }]);
  });

  it("leaves out a round that is full", () => {
    const full = { ...opening, rounds: [{ ...round, sold: 100 }] } as unknown as Opening;
    expect(openThings(full, 310).map(({ kind }) => kind)).toEqual(["motion", "ballot"]);
  });

  it("says what opens next", () => {
    expect(nextOpening(opening, 50)).toEqual({ kind: "nominations", at: 100 });
    expect(nextOpening(opening, 250)).toEqual({ kind: "ballot", at: 300 });
    expect(nextOpening(opening, 450)).toBeUndefined();
    expect(nextOpening({ ...opening, election: null }, 50)).toBeUndefined();
  });

  it("names the first round of a house that has not begun", () => {
    const upcoming = { ...round, state: "upcoming", opensAt: 80 };
    const begins = { rounds: [upcoming], election: null, motions: [] } as unknown as Opening;
    expect(nextOpening(begins, 50)).toEqual({ kind: "round", at: 80 });
  });
});
