import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinVersions, splitVersions } from "./versions.ts";

describe("a text in several languages", () => {
  it("is one text, with each version behind its language", () => {
    const terms = [
      { language: "de", text: "Bedingungen\n\n1. Brot." },
      { language: "en", text: "Terms\n\n1. Bread." },
    ];
    expect(joinVersions(terms)).toBe("[de]\n\nBedingungen\n\n1. Brot.\n\n[en]\n\nTerms\n\n1. Bread.");
    expect(splitVersions(joinVersions(terms))).toEqual(terms);
  });

  it("comes apart into what it was made of", () => {
    const line = fc
      .string({ unit: "grapheme", minLength: 1 })
      .filter((text) => !/[\n\r[]/.test(text) && text.trim() !== "");
    const text = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join("\n").trim());
    const version = fc.record({ language: fc.constantFrom("en", "de", "zh"), text });
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 3 }), (versions) => {
        expect(splitVersions(joinVersions(versions))).toEqual(versions);
      }),
    );
  });

  it("names no language where nobody wrote one", () => {
    expect(splitVersions("Only words\n\nas they are [en]")).toEqual([
      { language: undefined, text: "Only words\n\nas they are [en]" },
    ]);
  });
});
