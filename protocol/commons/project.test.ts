import { stringToHex, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { projectReference, projectWord } from "./project.ts";

describe("given what a gift is for", () => {
  it.each(["roastery", "Spülmaschine", "烘豆机", "new chairs"])("keeps the word %s", (word) => {
    expect(projectWord(projectReference(` ${word} `)!)).toBe(word);
  });

  it("knows the house itself, and refuses a word that does not fit", () => {
    expect(projectReference("  ")).toBe(zeroHash);
    expect(projectWord(zeroHash)).toBe("");
    expect(projectReference("x".repeat(31))).toBeDefined();
    expect(projectReference("x".repeat(32))).toBeUndefined();
    expect(projectReference("咖".repeat(11))).toBeUndefined();
  });

  it("shows digits for what is no word: controls, or a hash", () => {
    expect(projectWord(`0x${"ff".repeat(32)}`)).toBe("0xffffffff");
    expect(projectWord(stringToHex("a\u202eb", { size: 32 }))).toBe("0x61e280ae");
  });
});
