/** What a sentence may name of one club; every club gives a noun for each, in each of its languages. */
export const nounNames = [
  /** Where it happens: bakery, cinema. */
  "house",
  /** What the vouchers are good for, uncounted: bread. */
  "owed",
  /** One of it, counted: a loaf. */
  "unit",
  /** The counter's key for one of it. */
  "tile",
  /** The members in office together. */
  "group",
  /** The outside team that runs the place. */
  "team",
  /** What money is counted in. */
  "currency",
] as const;
export type NounName = (typeof nounNames)[number];

export const clubLanguages = ["en", "de", "zh"] as const;
export type ClubLanguage = (typeof clubLanguages)[number];

export interface EnglishNoun {
  singular: string;
  plural?: string;
  article?: "a" | "an";
}

/** Four cases; `pl`: the word has no singular, and stands in the plural. */
export interface GermanNoun {
  gender: "m" | "f" | "n" | "pl";
  nominative: string;
  accusative: string;
  dative: string;
  genitive: string;
  /** Nominative, accusative and genitive of the plural are one form. */
  plural?: string;
  pluralDative?: string;
}

export interface ChineseNoun {
  word: string;
  /** The measure word one counts it with. */
  measure?: string;
}

export interface NounsBy {
  en: Record<NounName, EnglishNoun>;
  de: Record<NounName, GermanNoun>;
  zh: Record<NounName, ChineseNoun>;
}

/** What goes from a club into the sentences of one language. */
export interface SentenceWords<L extends ClubLanguage = ClubLanguage> {
  /** The club's own name. */
  club: string;
  tagline: string;
  welcome: string;
  nouns: NounsBy[L];
  /** Sentences that the club says otherwise, by their id in the catalogue. */
  sentences?: Readonly<Record<string, string>>;
}

/** True for one line that can stand in a sentence: it holds no sign of the sentences' own grammar. */
export function isPlainLine(text: string): boolean {
  return !/[[\]{}#'<>|\n]/.test(text);
}

/**
 * Puts a club's words into a sentence. They stand in brackets, written as for one model noun, and the club's own grammar
 * is put in: German as if it were masculine (`[der house]`, `[im house]`, `[eines group]`), English with `a`
 * (`[a unit]`), Chinese with 个 (`[个 unit]`); `[units]` is the plural, a capital begins with a capital. `[club]`,
 * `[tagline]` and `[welcome]` are the club's name and sentences. Throws for a word that no club gives.
 */
export function fillNouns<L extends ClubLanguage>(sentence: string, language: L, words: SentenceWords<L>): string {
  return sentence.replace(/\[([^\]]*)\]/g, (_all, asked: string) => {
    const parts = asked.split(" ");
    const name = parts.at(-1) ?? "";
    const plain = name.charAt(0).toLowerCase() + name.slice(1);
    const before = parts.slice(0, -1).join(" ");
    const phrase = ownWords(plain, before, words) ?? nounPhrase(plain, before, language, words.nouns);
    if (phrase === undefined) throw new Error(`"${sentence}" asks for [${asked}], which no club gives in ${language}`);
    return /^\p{Lu}/u.test(asked) ? phrase.charAt(0).toUpperCase() + phrase.slice(1) : phrase;
  });
}

function ownWords(name: string, before: string, words: SentenceWords): string | undefined {
  const own: Record<string, string> = { club: words.club, tagline: words.tagline, welcome: words.welcome };
  return before === "" ? own[name] : undefined;
}

function nounPhrase(
  asked: string,
  before: string,
  language: ClubLanguage,
  nouns: NounsBy[ClubLanguage],
): string | undefined {
  const singular = nounNames.find((name) => name === asked);
  const name = singular ?? nounNames.find((one) => `${one}s` === asked);
  if (name === undefined) return undefined;
  const isPlural = singular === undefined;
  const determiner = before.toLowerCase();
  if (language === "en") return englishPhrase((nouns as NounsBy["en"])[name], determiner, isPlural);
  if (language === "de") return germanPhrase((nouns as NounsBy["de"])[name], determiner, isPlural);
  return isPlural ? undefined : chinesePhrase((nouns as NounsBy["zh"])[name], determiner);
}

function englishPhrase(noun: EnglishNoun, determiner: string, isPlural: boolean): string | undefined {
  if (isPlural) return determiner === "" ? noun.plural : undefined;
  if (determiner === "") return noun.singular;
  return determiner === "a" && noun.article !== undefined ? `${noun.article} ${noun.singular}` : undefined;
}

function chinesePhrase(noun: ChineseNoun, determiner: string): string | undefined {
  if (determiner === "") return noun.word;
  return determiner === "个" && noun.measure !== undefined ? noun.measure + noun.word : undefined;
}

type GermanCase = "nominative" | "accusative" | "dative" | "genitive";
type Forms = Record<GermanNoun["gender"], string>;

/** What a writer puts before a masculine noun, and what it is for each gender and for the plural. */
const german: Record<string, [GermanCase, Forms]> = {
  der: ["nominative", { m: "der", f: "die", n: "das", pl: "die" }],
  den: ["accusative", { m: "den", f: "die", n: "das", pl: "die" }],
  dem: ["dative", { m: "dem", f: "der", n: "dem", pl: "den" }],
  des: ["genitive", { m: "des", f: "der", n: "des", pl: "der" }],
  ein: ["nominative", { m: "ein", f: "eine", n: "ein", pl: "" }],
  einen: ["accusative", { m: "einen", f: "eine", n: "ein", pl: "" }],
  einem: ["dative", { m: "einem", f: "einer", n: "einem", pl: "" }],
  im: ["dative", { m: "im", f: "in der", n: "im", pl: "in den" }],
  am: ["dative", { m: "am", f: "an der", n: "am", pl: "an den" }],
  beim: ["dative", { m: "beim", f: "bei der", n: "beim", pl: "bei den" }],
  vom: ["dative", { m: "vom", f: "von der", n: "vom", pl: "von den" }],
  zum: ["dative", { m: "zum", f: "zur", n: "zum", pl: "zu den" }],
};

/** Before a plural (`[den groups]`) the articles are the plural's own. */
const germanPlural: Record<string, GermanCase> = { die: "nominative", den: "dative", der: "genitive" };

function germanPhrase(noun: GermanNoun, determiner: string, isPlural: boolean): string | undefined {
  if (isPlural) {
    const asked = determiner === "" ? "nominative" : germanPlural[determiner];
    const word = asked === "dative" ? noun.pluralDative : noun.plural;
    return asked === undefined || word === undefined ? undefined : join(determiner, word);
  }
  if (determiner === "") return noun.nominative;
  // An adjective without article: "geschuldeter" of a masculine noun.
  if (!(determiner in german) && /..er$/.test(determiner)) {
    const ending = { m: "er", f: "e", n: "es", pl: "e" }[noun.gender];
    return join(determiner.replace(/er$/, ending), noun.nominative);
  }
  const [which, forms] = german[determiner] ?? [];
  return which === undefined || forms === undefined ? undefined : join(forms[noun.gender], noun[which]);
}

const join = (...words: string[]) => words.filter((word) => word !== "").join(" ");
