import { describe, expect, it } from "vitest";
import { groupOf, type Motion, splitDescription, stateAt, verdict } from "./motion.ts";

const motion: Motion = {
  id: 7n,
  number: 1,
  proposerSeat: 4,
  sponsors: 5,
  blockNumber: 100,
  snapshot: 1_000,
  deadline: 2_000,
  eta: 0,
  expiresAt: 9_000,
  state: "pending",
  twoThirds: false,
  inFavour: 12,
  against: 5,
  abstained: 3,
  quorum: 20,
  electorate: 100,
};

describe("given a motion as the last block left it", () => {
  it.each([
    [1_000, "pending"],
    [1_001, "active"],
    [2_000, "active"],
    [2_001, "succeeded"],
    [9_001, "expired"],
  ] as const)("at %i it is %s by the clock", (now, state) => {
    expect(stateAt(motion, now)).toBe(state);
  });

  it("falls when too few voted, or not more for than against", () => {
    expect(stateAt({ ...motion, abstained: 2 }, 2_001)).toBe("defeated");
    expect(stateAt({ ...motion, against: 12 }, 2_001)).toBe("defeated");
  });

  it("stays what is settled", () => {
    expect(stateAt({ ...motion, state: "executed" }, 99_999)).toBe("executed");
    expect(stateAt({ ...motion, state: "defeated" }, 99_999)).toBe("defeated");
    expect(stateAt({ ...motion, state: "queued" }, 9_000)).toBe("queued");
    expect(stateAt({ ...motion, state: "queued" }, 9_001)).toBe("expired");
  });

  it("stands in one of three groups", () => {
    expect(["active", "pending", "queued", "defeated"].map((state) => groupOf(state as Motion["state"]))).toEqual([
      "now",
      "soon",
      "decided",
      "decided",
    ]);
  });
});

describe("given the votes so far", () => {
  it("says what would become of it if it closed now", () => {
    expect(verdict(motion)).toEqual({ is: "adopted", missing: 0 });
    expect(verdict({ ...motion, inFavour: 5, abstained: 10 })).toEqual({ is: "rejected", missing: 0 });
    expect(verdict({ ...motion, abstained: 0 })).toEqual({ is: "tooFew", missing: 3 });
  });
});

describe("given a proposer's text", () => {
  it("takes the first line as the title, and the rest by paragraphs", () => {
    const { title, paragraphs } = splitDescription("# Open round 2\n\nWhy: a\nroastery.\n\nRisks: \u202enone\n");
    expect(title).toBe("Open round 2");
    expect(paragraphs).toEqual(["Why: a roastery.", "Risks: none"]);
  });

  it("leaves out the line that names the proposer, and survives an empty one", () => {
    expect(splitDescription(`Buy\n\n#proposer=0x${"ab".repeat(20)}`)).toEqual({ title: "Buy", paragraphs: [] });
    expect(splitDescription("")).toEqual({ title: "", paragraphs: [] });
  });
});
