import { setupI18n } from "@lingui/core";
import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { keccak256, stringToBytes } from "viem";
import { describe, expect, it } from "vitest";
import { sentenceWords } from "#ignition/club.ts";
import { readClub } from "#ignition/readClub.ts";
import { splitVersions } from "#protocol/house/versions.ts";
import { charactersOver, plainLines } from "#protocol/relay/plainText.ts";
import { MAX_RECORD_BYTES, recordHash } from "#protocol/relay/records.ts";
import { clubSentences } from "../../../../build/catalogues.ts";
import { governance as de } from "../../../i18n/de/governance.ts";
import { governance as en } from "../../../i18n/en/governance.ts";
import { type Language, localeOf } from "../../../i18n/language.ts";
import { textOf } from "../../../i18n/text.ts";
import { governance as zh } from "../../../i18n/zh/governance.ts";
import { composeTerms, type Voice } from "./roundTerms.ts";

const currency = { code: "CNY", symbol: "¥", decimals: 6 };
const languages: Language[] = ["en", "de", "zh"];
const club = { name: "Runde", timeZone: "Asia/Shanghai", currency, languages };
const ownClub = await readClub();
const figures = {
  price: 45_000_000_000n,
  minSeats: 40,
  maxSeats: 1_200,
  opensAt: Date.UTC(2026, 4, 10) / 1000,
  deadline: Date.UTC(2026, 5, 9) / 1000,
  coolOff: 5 * 86_400,
};
const messages = { en, de, zh };

/** A language's sentences as the build makes them. */
function voiceOf(language: Language): Voice {
  const sentences = clubSentences(messages[language], language, sentenceWords(ownClub, language)!);
  const i18n = setupI18n({ locale: language, locales: localeOf[language], messages: { [language]: sentences } });
  i18n.setMessagesCompiler(compileMessageOrThrow);
  return { language, t: textOf(i18n) };
}

/** The terms as buyers sign them. */
function termsInAll(changed: Partial<typeof figures> = {}): string {
  return plainLines(composeTerms({ ...figures, ...changed }, languages.map(voiceOf), club));
}

/** The terms as a buyer reads them. */
function termsIn(language: Language, changed: Partial<typeof figures> = {}): string {
  return splitVersions(termsInAll(changed)).find((version) => version.language === language)?.text ?? "";
}

describe("given the figures of a round", () => {
  it("makes terms of them in English", () => {
    const [title, offer, goal, thinking, ...rest] = termsIn("en").split("\n\n");
    expect(title).toBe("Runde: terms of this round");
    expect(offer).toBe(
      "1. What is offered. Up to 1,200 places at ¥45,000 each. Each place becomes one equal share of the house. " +
        "The sale begins on 10 May 2026 at 08:00 and ends on 4 June 2026 at 08:00. " +
        "All times in this text: China Standard Time.",
    );
    expect(goal).toContain("At least 40 places must be taken when the round is over.");
    expect(thinking).toContain("After the sale 5 days remain, until 9 June 2026 at 08:00;");
    expect(rest).toHaveLength(5);
  });

  it.each([
    ["de", ["Bis zu 1.200 Plätze zu je 45.000 ¥.", "10. Mai 2026 um 08:00", "5 Tage", "mindestens 40 Plätze"]],
    ["zh", ["最多1,200个名额，每个¥45,000。", "2026年5月10日 08:00", "5天", "至少认购40个名额"]],
  ] as const)("says the same in %s", (language, parts) => {
    const text = termsIn(language);
    for (const part of parts) expect(text).toContain(part);
    expect(text.split("\n\n")).toHaveLength(9);
  });

  it.each(["en", "de", "zh"] as const)(
    "names no price and no round of the founding in %s, and leaves no gap",
    (language) => {
      const text = termsIn(language);
      expect(text).not.toMatch(/30[.,]000/);
      expect(text).not.toMatch(/[{}#]|undefined|NaN/);
      expect(charactersOver(text, MAX_RECORD_BYTES)).toBe(0);
    },
  );

  it("counts to one as people do", () => {
    const text = termsIn("en", { minSeats: 1, maxSeats: 1 });
    expect(text).toContain("One place at ¥45,000 each.");
    expect(text).toContain("At least one place must be taken");
  });

  it("does not round a price that is finer than a cent", () => {
    expect(termsIn("en", { price: 45_000_000_001n })).toContain("at 45,000.000001 CNY each");
    expect(termsIn("en", { price: 45_000_500_000n })).toContain("at ¥45,000.50 each");
  });

  it.each([
    { price: 45_000_000_001n },
    { minSeats: 41 },
    { maxSeats: 1_201 },
    { opensAt: figures.opensAt + 86_400 },
    { deadline: figures.deadline + 86_400 },
    { coolOff: 6 * 86_400 },
  ])("has another hash when a figure is another one: %o", (changed) => {
    expect(recordHash(termsInAll(changed))).not.toBe(recordHash(termsInAll()));
  });

  it("has the hash that the chain would reckon from the bytes", () => {
    expect(recordHash(termsInAll())).toBe(keccak256(stringToBytes(termsInAll())));
  });

  it("is one text in the club's languages, and each says that the first prevails", () => {
    expect(splitVersions(termsInAll()).map(({ language }) => language)).toEqual(languages);
    expect(charactersOver(termsInAll(), MAX_RECORD_BYTES)).toBe(0);
    expect(termsIn("en")).toContain("the version in English prevails");
    expect(termsIn("de")).toContain("gilt die Fassung auf Englisch");
    expect(termsIn("zh")).toContain("以英语版本为准");
  });

  it("speaks of no other language where a club has one", () => {
    const alone = composeTerms(figures, [voiceOf("de")], { ...club, languages: ["de"] });
    expect(alone).not.toContain("Fassung");
    expect(splitVersions(alone)).toHaveLength(1);
  });
});
