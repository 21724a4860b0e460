import { describe, expect, it } from "vitest";
import { type ChineseNoun, type EnglishNoun, fillNouns, type GermanNoun, type NounName, nounNames } from "./nouns.ts";

const forAll = <T>(noun: T) => Object.fromEntries(nounNames.map((name) => [name, noun])) as Record<NounName, T>;
const own = { club: "Runde", tagline: "Ours", welcome: "Come in" };

function german(gender: GermanNoun["gender"], nominative: string, genitive: string, plural: string) {
  const cases = { nominative, accusative: nominative, dative: nominative, genitive };
  const noun = { gender, ...cases, plural, pluralDative: /[ns]$/.test(plural) ? plural : `${plural}n` };
  return (sentence: string) => fillNouns(sentence, "de", { ...own, nouns: forAll<GermanNoun>(noun) });
}

describe("German", () => {
  const genders = {
    shop: german("m", "Laden", "Ladens", "Läden"),
    bakery: german("f", "Bäckerei", "Bäckerei", "Bäckereien"),
    café: german("n", "Café", "Cafés", "Cafés"),
    baths: german("pl", "Thermen", "Thermen", "Thermen"),
  };

  it.each([
    ["[Der house] gehört allen", "Der Laden", "Die Bäckerei", "Das Café", "Die Thermen"],
    ["für [den house]", "den Laden", "die Bäckerei", "das Café", "die Thermen"],
    ["mit [dem house]", "dem Laden", "der Bäckerei", "dem Café", "den Thermen"],
    ["das Team [des house]", "des Ladens", "der Bäckerei", "des Cafés", "der Thermen"],
    ["[Ein house]", "Ein Laden", "Eine Bäckerei", "Ein Café", "Thermen"],
    ["für [einen house]", "einen Laden", "eine Bäckerei", "ein Café", "Thermen"],
    ["in [einem house]", "einem Laden", "einer Bäckerei", "einem Café", "Thermen"],
    ["[im house]", "im Laden", "in der Bäckerei", "im Café", "in den Thermen"],
    ["[am house]", "am Laden", "an der Bäckerei", "am Café", "an den Thermen"],
    ["[beim house]", "beim Laden", "bei der Bäckerei", "beim Café", "bei den Thermen"],
    ["[vom house]", "vom Laden", "von der Bäckerei", "vom Café", "von den Thermen"],
    ["[zum house]", "zum Laden", "zur Bäckerei", "zum Café", "zu den Thermen"],
    ["[geschuldeter house]", "geschuldeter Laden", "geschuldete Bäckerei", "geschuldetes Café", "geschuldete Thermen"],
    ["in [house]", "Laden", "Bäckerei", "Café", "Thermen"],
    ["drei [houses]", "Läden", "Bäckereien", "Cafés", "Thermen"],
    ["mit [den houses]", "den Läden", "den Bäckereien", "den Cafés", "den Thermen"],
    ["[Die houses]", "Die Läden", "Die Bäckereien", "Die Cafés", "Die Thermen"],
  ])("puts gender, case and number into %s", (sentence, shop, bakery, café, baths) => {
    const said = Object.values(genders).map((say) => say(sentence));
    for (const [i, phrase] of [shop, bakery, café, baths].entries()) {
      expect(said[i]).toBe(sentence.replace(/\[.*\]/, phrase));
    }
  });
});

describe("English", () => {
  const nouns = { ...forAll<EnglishNoun>({ singular: "coffee", plural: "coffees", article: "a" }) };
  nouns.house = { singular: "ice rink", plural: "ice rinks", article: "an" };
  const say = (sentence: string) => fillNouns(sentence, "en", { ...own, nouns });

  it("knows a from an, one from many, and how a sentence begins", () => {
    expect(say("[A house] has [a unit], the [units] and [House]")).toBe(
      "An ice rink has a coffee, the coffees and Ice rink",
    );
    expect(say("[club]: [tagline]. [Welcome]")).toBe("Runde: Ours. Come in");
  });

  it("leaves what a caller gives", () => {
    expect(say("{n, plural, one {# [unit]} other {# [units]}} in the [house]")).toBe(
      "{n, plural, one {# coffee} other {# coffees}} in the ice rink",
    );
  });

  it.each(["[haus]", "[the house]", "[a units]", "[]", "[a club]"])("refuses %s, which no club gives", (sentence) => {
    expect(() => say(sentence)).toThrow(`asks for ${sentence}`);
  });
});

describe("Chinese", () => {
  const nouns = { ...forAll<ChineseNoun>({ word: "咖啡", measure: "杯" }), currency: { word: "元" } };
  const say = (sentence: string) => fillNouns(sentence, "zh", { ...own, nouns });

  it("counts with the noun's own measure word", () => {
    expect(say("{n, plural, other {#[个 unit]}}，[owed]")).toBe("{n, plural, other {#杯咖啡}}，咖啡");
    expect(() => say("[个 currency]")).toThrow("asks for");
    expect(() => say("[units]")).toThrow("asks for");
  });
});
