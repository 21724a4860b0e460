import { describe, expect, it } from "vitest";
import { type ClubLanguage, clubLanguages } from "./nouns.ts";
import { saidToPrevail } from "./prevailing.ts";

describe("the version that a text says prevails", () => {
  it.each<[ClubLanguage, string, ClubLanguage]>([
    ["en", "Where the languages of this text differ, the English version prevails.", "en"],
    ["en", "Your signature refers to this text.\n\nIf they differ, the text in German is binding.", "de"],
    ["de", "Weichen die Sprachen dieses Textes voneinander ab, gilt die englische Fassung.", "en"],
    ["de", "Im Zweifel ist die Fassung auf Deutsch maßgeblich.", "de"],
    ["zh", "如本文各语言版本有出入，以英文版本为准。", "en"],
    ["zh", "各语言版本如有出入，以中文文本为准。", "zh"],
  ])("is read in %s: %s", (language, text, prevails) => {
    expect(saidToPrevail(text, language)).toBe(prevails);
  });

  it.each<[ClubLanguage, string]>([
    ["en", "We speak English and German."],
    ["en", "The English version and the German version prevail."],
    ["en", "The decision of the members prevails."],
    ["de", "Es gilt deutsches Recht."],
    ["de", "Die englische Fassung liegt bei. Ein Beschluss gilt sofort."],
    ["zh", "以成员表决为准。"],
    ["zh", ""],
  ])("is none in %s: %s", (language, text) => {
    expect(saidToPrevail(text, language)).toBeUndefined();
  });

  it("is none in a language that the house does not speak", () => {
    const texts = clubLanguages.map(() => "La version anglaise prévaut.");
    for (const text of texts) expect(saidToPrevail(text, "fr")).toBeUndefined();
  });
});
