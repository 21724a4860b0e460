import { describe, expect, it } from "vitest";
import { breakable } from "./plainText.ts";

describe("a name as it is shown", () => {
  it("may be broken where it is long and has no space, never between a letter and its accent", () => {
    expect(breakable(`Jo ${"W".repeat(25)}`)).toBe(`Jo ${"W".repeat(10)}\u200b${"W".repeat(10)}\u200bWWWWW`);
    const accented = "e\u0301".repeat(11);
    expect(breakable(accented).split("\u200b")).toEqual(["e\u0301".repeat(10), "e\u0301"]);
    expect(breakable("🫖".repeat(20)).split("\u200b")[0]).toBe("🫖".repeat(10));
  });

  it("is left as it is where it fits", () => {
    for (const name of ["Anna Berg", "Maria-Magdalena Brandtstädter", "李小美", "مرحبا بالعالم من المقهى", ""]) {
      expect(breakable(name)).toBe(name);
    }
  });
});
