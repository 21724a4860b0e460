import { describe, expect, it } from "vitest";
import { languageOf } from "./languageOf.ts";

describe("the language of somebody's own words", () => {
  it.each([
    ["我会看好账目。", "zh"],
    ["Rent for 12月, with thanks", "en"],
    ["Ich schaue auf das Geld und bin am Morgen da.", "de"],
    ["Grüße", "de"],
    ["I look after the money and am there at eight.", "en"],
    ["李伟 and the others of our table", "en"],
    ["OK", undefined],
    ["", undefined],
    ["42", undefined],
  ])("%s is %s", (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});
