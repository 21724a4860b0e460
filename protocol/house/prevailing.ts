import { type ClubLanguage, clubLanguages } from "./nouns.ts";

/** How a sentence says that a version prevails: each of these must stand in it. */
const says: Record<ClubLanguage, readonly RegExp[]> = {
  en: [/\b(version|text|wording)\b/i, /\b(prevails?|takes precedence|is (binding|authoritative))\b/i],
  de: [/Fassung|Version|Wortlaut/, /\b(gilt|verbindlich|Vorrang|geht vor)(?!\p{L})|maßgeb/u],
  zh: [/版|文本/, /为准/],
};

/** What each language is called in the others, also as an adjective. */
const names: Record<ClubLanguage, Record<ClubLanguage, RegExp>> = {
  en: { en: /\bEnglish\b/, de: /\bGerman\b/, zh: /\bChinese\b/ },
  de: { en: /englisch/i, de: /deutsch/i, zh: /chinesisch/i },
  zh: { en: /英[文语]/, de: /德[文语]/, zh: /[中汉][文语]/ },
};

/**
 * Which version a text itself says prevails; undefined: it says nothing of it, or not so that a program could tell. What
 * prevails is the first, whatever it says.
 *
 * @param language In which the text is written.
 */
export function saidToPrevail(text: string, language: string | undefined): ClubLanguage | undefined {
  const spoken = clubLanguages.find((one) => one === language);
  if (spoken === undefined) return undefined;
  const sentence = text.split(/(?<=[.。])|\n/).find((one) => says[spoken].every((sign) => sign.test(one)));
  if (sentence === undefined) return undefined;
  const named = clubLanguages.filter((one) => names[spoken][one].test(sentence));
  return named.length === 1 ? named[0] : undefined;
}
