import type { ClubLanguage } from "#protocol/house/nouns.ts";
import type { Club } from "./club.ts";

const DAY = 86_400;

/** A figure that every buyer must find in the terms. */
interface Promised {
  place: string;
  number: number;
}

/** What the terms promise in numbers, with its place in the configuration. */
function promised({ founding, maxMembers, treasury, budget, rotation }: Club): Promised[] {
  const lines = Object.entries(budget).map(([category, limit]) => ({
    place: `budget.${category}`,
    number: Number(limit),
  }));
  return [
    { place: "founding.price", number: Number(founding.price) },
    { place: "founding.minSeats", number: founding.minSeats },
    { place: "founding.maxSeats", number: founding.maxSeats },
    { place: "founding.length (days)", number: founding.length / DAY },
    { place: "founding.coolOff (days)", number: founding.coolOff / DAY },
    { place: "maxMembers", number: maxMembers },
    { place: "treasury.voteThreshold", number: Number(treasury.voteThreshold) },
    { place: "treasury.reserveBps (percent)", number: treasury.reserveBps / 100 },
    { place: "rotation.leadTime (days)", number: rotation.leadTime / DAY },
    { place: "rotation.termLength (days)", number: rotation.termLength / DAY },
    { place: "budget, all together", number: lines.reduce((sum, { number }) => sum + number, 0) },
    ...lines,
  ].filter(({ number }) => Number.isFinite(number) && number > 0);
}

const english = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const englishTeens = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const englishTens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const german = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];
const germanTeens = ["dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"];
const germanTens = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
const CHINESE_DIGITS = "零一二三四五六七八九十百千万两";
const chinese = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** A whole number below a thousand as people write it out; undefined for one that nobody would. */
const spelled: Record<ClubLanguage, (number: number) => string | undefined> = {
  en(number) {
    if (number > 999 || !Number.isInteger(number)) return undefined;
    const [hundreds, rest] = [Math.floor(number / 100), number % 100];
    const small =
      [...english, ...englishTeens][rest] ??
      [englishTens[Math.floor(rest / 10)], english[rest % 10]].filter(Boolean).join("-");
    const head = hundreds > 0 ? `${english[hundreds]} hundred` : "";
    return [head, small].filter(Boolean).join(" and ");
  },
  de(number) {
    if (number > 999 || !Number.isInteger(number)) return undefined;
    const [hundreds, rest] = [Math.floor(number / 100), number % 100];
    const one = german[rest % 10] ?? "";
    const small =
      [...german, ...germanTeens][rest] ?? `${one === "" ? "" : `${one}und`}${germanTens[Math.floor(rest / 10)]}`;
    return `${hundreds > 0 ? `${german[hundreds]}hundert` : ""}${small}`;
  },
  zh(number) {
    if (number > 999 || !Number.isInteger(number)) return undefined;
    const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
    const hundred = hundreds > 0 ? `${chinese[hundreds]}百` : "";
    const ten =
      tens === 0 ? (hundreds > 0 && ones > 0 ? "零" : "") : `${tens === 1 && hundreds === 0 ? "" : chinese[tens]}十`;
    return hundred + ten + chinese[ones];
  },
};

/** Every way in which a text may name a number: in digits with or without groups, or written out. */
function isNamed(text: string, language: ClubLanguage, number: number): boolean {
  const digits = text.replace(/(?<=\d)[.,'’\u00a0\u202f ](?=\d{3}(?!\d))/g, "");
  const whole = String(number);
  const local = number.toLocaleString({ en: "en-GB", de: "de-DE", zh: "zh-CN" }[language], { useGrouping: false });
  const stands = (written: string) =>
    new RegExp(`(?<![\\d.,])${written.replaceAll(".", "\\.")}(?!\\d|[.,]\\d)`).test(digits);
  if (stands(whole) || stands(local)) return true;
  const words = spelled[language](number);
  return words !== undefined && words !== "" && wholeWord(words, language).test(text);
}

/** A number that is written out, and not a part of another word or number: ten is not in "often", nor 十 in 二十. */
function wholeWord(words: string, language: ClubLanguage): RegExp {
  if (language === "zh") return new RegExp(`(?<![${CHINESE_DIGITS}])${words}(?![${CHINESE_DIGITS}])`);
  // German bends "ein", and builds "zehnköpfig" from ten heads; English goes on to "forty-two".
  const after = language === "de" ? "(?:e[mnrs]?|köpfig\\p{L}*)?" : `(?!-(?:${english.slice(1, 10).join("|")})\\b)`;
  return new RegExp(`(?<![\\p{L}-])${words}${after}(?!\\p{L})`, "iu");
}

/**
 * Where the terms do not name a figure of the configuration, a sentence for each: whoever signs them must read what the
 * contracts do. A whole text says more than numbers, so that a number is there proves nothing; that it is missing does.
 */
export function termsComplaints(club: Club): string[] {
  return club.languages.flatMap((language) => {
    // The number of a paragraph promises nothing.
    const terms = (club.words[language]?.terms ?? "").replace(/^\s*\d+[.)]\s/gm, "");
    return promised(club)
      .filter(({ number }) => !isNamed(terms, language, number))
      .map(
        ({ place, number }) =>
          `The terms (${language}) nowhere name ${number}, which is ${place}: change the text or the figure.`,
      );
  });
}
