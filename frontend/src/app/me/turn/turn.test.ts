import { describe, expect, it } from "vitest";
import { isDuty, type TurnFacts, turnsOf } from "./turn.ts";

const election = {
  term: 3,
  phase: "ballot",
  nominationsFrom: 100,
  nominationsUntil: 200,
  ballotFrom: 300,
  ballotUntil: 400,
  start: 600,
  end: 6_600,
  candidates: [] as readonly number[],
  hasVoted: false,
} as const;
const facts: TurnFacts = { now: 350, seat: 7, bornAt: 50, pool: 1, motions: [], election };

const turns = (change: Partial<TurnFacts>, about: Partial<TurnFacts["election"] & object> = {}) =>
  turnsOf({ ...facts, ...change, election: { ...election, ...about } });
const words = (list: ReturnType<typeof turns>) => list.map(({ is }) => is);

describe("given an open ballot", () => {
  it("is a member's turn to vote until it closes", () => {
    expect(turns({})).toEqual([
      { is: "vote", term: 3, until: 400 },
      { is: "waiting", term: 3, from: 600 },
    ]);
  });

  it("leaves alone who voted, and tells them until when they can change it", () => {
    expect(turns({}, { hasVoted: true })[0]).toEqual({ is: "voted", term: 3, until: 400 });
  });

  it("does not ask who became a member in its first second or later", () => {
    expect(words(turns({ bornAt: 300 }))).not.toContain("vote");
    expect(words(turns({ bornAt: 299 }))).toContain("vote");
  });

  it("comes after a chair that was drawn for one, and before everything else", () => {
    const office = { term: 2, seats: [7], caretakers: false, end: 600 };
    const motions = [
      { id: 1n, number: 1, deadline: 390 },
      { id: 2n, number: 2, deadline: 360 },
    ];
    expect(turns({ motions, office })).toEqual([
      { is: "vote", term: 3, until: 400 },
      { is: "motion", id: 2n, number: 2, until: 360 },
      { is: "motion", id: 1n, number: 1, until: 390 },
      { is: "office", term: 2, until: 600 },
    ]);
  });
});

describe("given a seated table", () => {
  it("asks who was drawn, until the answers end", () => {
    const call = { is: "answer", term: 3, until: 500 } as const;
    expect(turns({ now: 450, calls: [call] }, { phase: "answers", standing: "asked" })[0]).toEqual(call);
    expect(words(turns({ now: 500, calls: [call] }, { phase: "answers", standing: "left" }))).not.toContain("answer");
  });

  it("asks for a table that was seated late before it tells of the election that runs", () => {
    const call = { is: "answer", term: 2, until: 380 } as const;
    expect(words(turns({ calls: [call] }))).toEqual(["answer", "vote", "waiting"]);
  });

  it("offers a free chair to who was silent, after what has to be decided", () => {
    const free = { is: "free", term: 2, until: 600 } as const;
    expect(turns({ calls: [free] }).slice(0, 2)).toEqual([{ is: "vote", term: 3, until: 400 }, free]);
  });

  it("tells who said yes when it begins, and a reserve that they may be called", () => {
    expect(turns({}, { phase: "answers", standing: "holds" })).toEqual([{ is: "seated", term: 3, from: 600 }]);
    expect(turns({}, { phase: "seated", standing: "reserve" })).toEqual([{ is: "reserve", term: 3, from: 600 }]);
  });

  it("leads everybody else to the table after it", () => {
    expect(turns({}, { phase: "seated" })).toEqual([{ is: "waiting", term: 4, from: 6_600 }]);
  });
});

describe("given nominations", () => {
  it("lets stand who has not served, and no one else", () => {
    expect(words(turns({}, { phase: "nominations" }))).toEqual(["stand", "nextBallot", "waiting"]);
    expect(words(turns({}, { phase: "nominations", candidates: [7] }))).toEqual(["standing", "nextBallot"]);
    expect(words(turns({ pool: 2 }, { phase: "nominations" }))).toEqual(["nextBallot", "served"]);
  });
});

describe("given an office of the house, beside which there is no chair", () => {
  it.each(["nominations", "ballot", "answers", "seated"] as const)("offers none, and says why, during %s", (phase) => {
    const found = words(turns({ works: true, pool: 1 }, { phase, hasVoted: true }));
    expect(found).toContain("works");
    for (const one of ["stand", "waiting", "served"]) expect(found).not.toContain(one);
    expect(words(turns({ works: true, pool: 2 }, { phase }))).not.toContain("served");
  });

  it("leaves the vote and the motions as they are", () => {
    const motions = [{ id: 1n, number: 1, deadline: 390 }];
    expect(words(turns({ works: true, motions }))).toEqual(["vote", "motion", "works"]);
  });
});

describe("given a table that only takes care", () => {
  it("says so", () => {
    const office = { term: 2, seats: [7], caretakers: true, end: 0 };
    expect(turns({ office }, { phase: "closing" })[0]).toEqual({ is: "caretaker", term: 2 });
  });
});

describe("given a house before its first term", () => {
  it("has nobody's turn, but for an open vote", () => {
    const before = { ...facts, election: undefined };
    expect(turnsOf(before)).toEqual([{ is: "noTerms" }]);
    const motion = { id: 5n, number: 5, deadline: 360 };
    expect(words(turnsOf({ ...before, motions: [motion] }))).toEqual(["motion"]);
    expect(words(turnsOf({ ...before, now: 361, motions: [motion] }))).toEqual(["noTerms"]);
  });
});

describe("given somebody whom the house's money waits for", () => {
  it("asks for the votes first, then for payments and reports, before what is only to know", () => {
    const asked = {
      payments: 2,
      toSign: [{ term: 2 }],
      toWrite: [{ term: 1, due: 900 }],
      motions: [{ id: 1n, number: 4, deadline: 390 }],
      office: { term: 2, seats: [7], caretakers: false, end: 600 },
    };
    const found = turns(asked);
    expect(words(found).slice(0, 6)).toEqual(["vote", "motion", "approve", "sign", "write", "office"]);
    expect(found.filter(isDuty).slice(2)).toEqual([
      { is: "approve", count: 2 },
      { is: "sign", term: 2 },
      { is: "write", term: 1, until: 900 },
    ]);
  });

  it("asks nothing of who has nothing to do", () => {
    expect(turns({}, { hasVoted: true }).filter(isDuty)).toEqual([]);
  });
});
