import { describe, expect, it } from "vitest";
import { ranEnough } from "./clubTests.ts";

describe("given the tests of another club", () => {
  it("names what did not run, and is content when four of five did", () => {
    const counts = [
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 0, failed: 1, skipped: 0 },
    ];
    expect(ranEnough(counts, ["a walk [not of this club: its founding succeeds]"])).toEqual({
      enough: true,
      lines: ["– a walk [not of this club: its founding succeeds]", "4 of 5 tests ran"],
    });
  });

  it("is not when fewer did, or none", () => {
    expect(ranEnough([{ passed: 3, failed: 0, skipped: 1 }], []).enough).toBe(false);
    expect(ranEnough([{ passed: 0, failed: 0, skipped: 0 }], []).enough).toBe(false);
  });
});
