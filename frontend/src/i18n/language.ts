import type { ClubLanguage } from "#protocol/house/nouns.ts";

export type Language = ClubLanguage;

/** What the club speaks; the first is the default. */
export const languages: readonly Language[] = __LANGUAGES__;

/** Each language in its own words: whoever looks for it reads no other. */
export const languageNames: Record<Language, string> = { en: "English", de: "Deutsch", zh: "中文" };

/** The regional forms used for numbers and dates. */
export const localeOf: Record<Language, string> = { en: "en-GB", de: "de-DE", zh: "zh-CN" };

const key = "runde.language";

/** The stored language, else the first of the browser's that the house speaks, else the house's own first. */
export function pickLanguage(stored: string | null, wanted: readonly string[]): Language {
  const known = (tag: string | null): Language | undefined =>
    languages.find((language) => tag?.toLowerCase().split("-")[0] === language);
  return known(stored) ?? wanted.map(known).find((language) => language !== undefined) ?? languages[0] ?? "en";
}

export function readLanguage(): Language {
  return pickLanguage(readStored(), navigator.languages);
}

export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage may be forbidden (private window): the choice then lasts as long as the page.
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
