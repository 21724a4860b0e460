import { setupI18n } from "@lingui/core";
import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { describe, expect, it } from "vitest";
import { sentenceWords } from "#ignition/club.ts";
import { readClub } from "#ignition/readClub.ts";
import type { ClubLanguage, GermanNoun } from "#protocol/house/nouns.ts";
import { clubSentences } from "../../build/catalogues.ts";
import { messages as de } from "./de/index.ts";
import { messages as en } from "./en/index.ts";
import { localeOf } from "./language.ts";
import { messages as zh } from "./zh/index.ts";

const catalogues = { en, de, zh } as Record<ClubLanguage, Record<string, string>>;
const languages = Object.keys(catalogues) as ClubLanguage[];
const clubs = {
  café: await readClub("club.config.ts"),
  bakery: await readClub("test/fixtures/clubs/bakery.ts"),
  // `npm test -- --club FOLDER` gives another.
  cinema: await readClub(process.env.RUNDE_CLUB ?? "examples/cinema"),
};
const speaking = (language: ClubLanguage, ...names: (keyof typeof clubs)[]) =>
  names.filter((name) => clubs[name].languages.includes(language));

/** What belongs to the café alone beside its own table of nouns: what one does with them, its numbers. */
const ofTheCafé: Record<ClubLanguage, RegExp> = {
  en: /caf[eé]|coffee|\b(ten|twenty|yuan|cups?|barista|roast\w*|beans?|espresso|cakes?|drink\w*|drank)\b/i,
  de: /café|kaffee|zehn|zwanzig|yuan|tasse|kuchen|barista|bohne|röst|trink|trank|trunk/i,
  zh: /咖啡|十|廿|(?<!欧)元|杯|喝|饮|豆|烘豆/,
};

/** Every form of every noun in a club's table. */
function formsOf(club: keyof typeof clubs, language: ClubLanguage): string[] {
  const { nouns } = sentenceWords(clubs[club], language)!;
  return Object.values(nouns)
    .flatMap(({ gender: _gender, article: _article, measure: _measure, ...forms }: Record<string, string>) =>
      Object.values(forms),
    )
    .filter((form) => form !== undefined);
}

const named = (text: string, forms: readonly string[]) =>
  forms.filter((form) => new RegExp(`(?<!\\p{Script=Latin})${form}(?!\\p{Script=Latin})`, "iu").test(text));

/** Every value that a sentence asks for, as a page might give it: counts that meet each plural form, words elsewhere. */
function valuesFor(message: string, count: number): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  const walk = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      const [name, kind, cases] = token as [string, string?, object?];
      values[name] = kind === undefined ? (values[name] ?? "X1") : count;
      if (cases !== null && typeof cases === "object") Object.values(cases).forEach(walk);
    }
  };
  walk(compileMessageOrThrow(message));
  return values;
}

/** Every sentence of a club in a language, said with none, one and several of whatever it counts. */
function said(club: keyof typeof clubs, language: ClubLanguage): { key: string; text: string }[] {
  const words = sentenceWords(clubs[club], language);
  if (words === undefined) throw new Error(`${club} does not speak ${language}`);
  const messages = clubSentences(catalogues[language], language, words);
  const i18n = setupI18n({ locale: language, locales: localeOf[language], messages: { [language]: messages } });
  i18n.setMessagesCompiler(compileMessageOrThrow);
  return Object.entries(messages).flatMap(([key, message]) =>
    [0, 1, 12].map((count) => ({ key, text: i18n._(key, valuesFor(message, count)) })),
  );
}

describe.each(languages)("the sentences in %s", (language) => {
  it("name nothing that belongs to one club", () => {
    const forms = formsOf("café", language);
    expect(forms.length).toBeGreaterThan(6);
    for (const [key, message] of Object.entries(catalogues[language])) {
      const rest = message.replace(/\[[^\]]*\]/g, "");
      expect(rest, key).not.toMatch(ofTheCafé[language]);
      expect(named(rest, forms), `${key}: ${rest}`).toEqual([]);
    }
  });

  it.each(speaking(language, "café", "bakery", "cinema"))("read whole for a %s", (club) => {
    const all = said(club, language);
    expect(all.length).toBeGreaterThan(2_000);
    for (const { key, text } of all) {
      expect(text, key).not.toMatch(/[[\]{}]|undefined|NaN|\bother\b.*\{/);
      expect(text, key).not.toMatch(/ {2}|^ | $| [,.;:!?。，；：]/);
      // A sentence begins with a capital, also where it begins with a noun of the club.
      if (/[.?]$/.test(text)) expect(text, key).not.toMatch(/^\p{Ll}/u);
      expect(text.replace(/\b(no|Nr)\. /g, ""), key).not.toMatch(/[.?] \p{Ll}/u);
    }
  });

  it.each(speaking(language, "bakery", "cinema"))("hold no noun of the café for a %s", (club) => {
    const own = formsOf(club, language);
    const others = formsOf("café", language).filter((form) => !own.some((one) => one.includes(form)));
    for (const { key, text } of said(club, language)) {
      expect(named(text, others), `${key}: ${text}`).toEqual([]);
      expect(
        own.reduce((rest, form) => rest.replaceAll(form, ""), text),
        key,
      ).not.toMatch(ofTheCafé[language]);
    }
  });
});

describe("the sentences in German", () => {
  const articles = "der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|im|am|beim|vom|zum|zur";

  /** The articles that may stand before a form of a noun, by its own table. */
  function allowed({ gender, nominative, accusative, dative, genitive, plural, pluralDative }: GermanNoun) {
    const forms = new Map<string, Set<string>>();
    const may = (word: string | undefined, ...before: string[]) => {
      if (word === undefined) return;
      const known = forms.get(word) ?? new Set();
      for (const one of before) known.add(one);
      forms.set(word, known);
    };
    const isPlural = gender === "pl";
    const [m, f, n] = [gender === "m", gender === "f", gender === "n"];
    if (m) may(nominative, "der", "ein");
    if (m) may(accusative, "den", "einen");
    if (n) may(nominative, "das", "ein");
    if (m || n) may(dative, "dem", "einem", "im", "am", "beim", "vom", "zum");
    if (m || n) may(genitive, "des", "eines");
    if (f) may(nominative, "die", "eine");
    if (f) may(dative, "der", "einer", "zur");
    may(isPlural ? nominative : plural, "die", "der");
    may(isPlural ? dative : pluralDative, "den");
    return forms;
  }

  it.each(speaking("de", "café", "bakery", "cinema"))("have the articles of the nouns' own tables for a %s", (club) => {
    const { nouns } = sentenceWords(clubs[club], "de")!;
    let seen = 0;
    for (const noun of Object.values(nouns)) {
      for (const [form, before] of allowed(noun)) {
        const phrase = new RegExp(`(?<![\\p{L}-])(${articles}) ${form}(?![\\p{L}-])`, "giu");
        for (const { key, text } of said(club, "de")) {
          for (const [all, article = ""] of text.matchAll(phrase)) {
            expect(before, `${key}: ${all} in "${text}"`).toContain(article.toLowerCase());
            seen += 1;
          }
        }
      }
    }
    expect(seen).toBeGreaterThan(10);
  });
});
