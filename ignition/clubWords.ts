import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type ChineseNoun,
  type ClubLanguage,
  type EnglishNoun,
  type GermanNoun,
  isPlainLine,
  type NounName,
  type NounsBy,
  nounNames,
} from "#protocol/house/nouns.ts";
import { splitVersions } from "#protocol/house/versions.ts";

/** What a club says in one language. */
export interface ClubWords {
  /** One line, for whoever sees the name alone. */
  tagline: string;
  /** The first sentence of the first page. */
  welcome: string;
  /** What every buyer of a founding share accepts. */
  terms: string;
  /** Who may join. */
  criteria: string;
  nouns: NounsBy[ClubLanguage];
  /** Who answers for the house by the law of the place, what is kept of visitors, and where one can write. */
  about: Partial<Record<PublicText, string>>;
  /** Sentences that this club says otherwise, by their id in the catalogue. */
  sentences: Record<string, string>;
}

/** What a house has to say of itself before strangers may enter it. */
const publicTexts = ["imprint", "privacy", "contact"] as const;
type PublicText = (typeof publicTexts)[number];

const languageNames: Record<ClubLanguage, string> = { en: "English", de: "German", zh: "Chinese" };
const textNames = ["tagline", "welcome", "terms", "criteria", "nouns"] as const;

/**
 * A club's words as Markdown, a folder for each language: `en/tagline.md`, `welcome.md`, `terms.md`, `criteria.md`,
 * `nouns.md`. Throws with a sentence for whoever writes them when one is missing or cannot be read.
 * @param folder `new URL("./club/", import.meta.url)` in the club's file.
 */
export function readClubWords(
  folder: URL,
  languages: readonly ClubLanguage[],
): Partial<Record<ClubLanguage, ClubWords>> {
  const missing = languages.flatMap((language) =>
    textNames.filter((name) => !existsSync(fileOf(folder, language, name))).map((name) => ({ language, name })),
  );
  if (missing.length > 0) {
    throw new Error(
      missing
        .map(({ language, name }) => {
          const file = fileOf(folder, language, name);
          return `The club speaks ${languageNames[language]}, but its ${name} are missing in it: write ${file}`;
        })
        .join("\n"),
    );
  }
  return Object.fromEntries(languages.map((language) => [language, wordsIn(folder, language)]));
}

/** The mark of the house: `icon.svg` beside its words. */
export function readClubIcon(folder: URL): string {
  const file = fileURLToPath(new URL("icon.svg", folder));
  if (!existsSync(file)) throw new Error(`The club has no icon: draw ${file}`);
  const drawing = readFileSync(file, "utf8").replace(/^\ufeff/, "");
  // Every browser, and what makes pictures of it, asks for the name of its language.
  if (/<svg\s[^>]*xmlns=["']http:\/\/www\.w3\.org\/2000\/svg["']/.test(drawing)) return drawing;
  throw new Error(`The club's icon is no SVG drawing (<svg xmlns="http://www.w3.org/2000/svg" …>): ${file}`);
}

function fileOf(folder: URL, language: ClubLanguage, name: string): string {
  return fileURLToPath(new URL(`${language}/${name}.md`, folder));
}

function wordsIn(folder: URL, language: ClubLanguage): ClubWords {
  const file = (name: string) =>
    readFileSync(fileOf(folder, language, name), "utf8")
      .replaceAll("\r\n", "\n")
      .trim();
  const read = (name: string) => paragraphsOf(file(name), language === "zh" ? "" : " ");
  const [tagline, welcome, terms, criteria] = [read("tagline"), read("welcome"), read("terms"), read("criteria")];
  for (const [name, line] of Object.entries({ tagline, welcome })) {
    if (line === "" || !isPlainLine(line)) {
      const path = fileOf(folder, language, name);
      throw new Error(`The club's ${name} must be one paragraph without [ ] { } # ' < > |: ${path}`);
    }
  }
  for (const [name, text] of Object.entries({ terms, criteria })) {
    const path = fileOf(folder, language, name);
    if (text === "") throw new Error(`The club's ${name} are empty: write ${path}`);
    // It would begin another language's version in the text that is hashed.
    if (splitVersions(text).some((version) => version.language !== undefined)) {
      throw new Error(`The club's ${name} may hold no line of a language's sign alone, such as [${language}]: ${path}`);
    }
  }
  const about = publicTexts
    .filter((name) => existsSync(fileOf(folder, language, name)))
    .map((name) => [name, read(name)]);
  const own = fileOf(folder, language, "sentences");
  return {
    tagline,
    welcome,
    terms,
    criteria,
    nouns: readNouns(file("nouns"), language),
    about: Object.fromEntries(about),
    sentences: existsSync(own) ? readSentences(file("sentences"), own) : {},
  };
}

/**
 * A paragraph may stand on several lines, as in any Markdown; Chinese has no space between two of them. An item of a list,
 * a heading and what follows two spaces or a \ begin a line of their own.
 */
function paragraphsOf(markdown: string, between: string): string {
  return markdown
    .replace(/(?<!\n| {2}|\\|^#{1,6} .*)\n(?!\n|\s*(?:[-*+] |\d+[.)] |#{1,6} )) */gm, between)
    .replace(/(?: {2,}|\\)\n */g, "\n");
}

/**
 * A club's own sentences, each below its id as a heading of Markdown (`## house.how.2`). Whether the ids exist the build
 * knows.
 */
function readSentences(markdown: string, file: string): Record<string, string> {
  const sentences: Record<string, string> = {};
  const [, ...parts] = `\n${markdown}`.split(/\n## /);
  for (const part of parts) {
    const [id = "", ...lines] = part.split("\n");
    const sentence = lines.join(" ").replace(/\s+/g, " ").trim();
    if (sentence === "") throw new Error(`The sentence "${id.trim()}" is empty: write it below its heading in ${file}`);
    if (sentences[id.trim()] !== undefined) throw new Error(`The sentence "${id.trim()}" stands twice in ${file}`);
    sentences[id.trim()] = sentence;
  }
  return sentences;
}

/** Throws with a sentence for each text that a house needs before strangers may enter it, and that is not written yet. */
export function requirePublicTexts({ folder, languages, words }: PublicClub): void {
  const missing = languages.flatMap((language) =>
    publicTexts
      .filter((name) => !words[language]?.about[name])
      .map((name) => {
        const file = fileOf(pathToFileURL(folder), language, name);
        return `The club has no ${name} in ${languageNames[language]}, and a house that strangers may enter needs one: write ${file}`;
      }),
  );
  if (missing.length > 0) throw new Error(`${missing.join("\n")}\nNothing was sent.`);
}

interface PublicClub {
  folder: string;
  languages: readonly ClubLanguage[];
  words: Partial<Record<ClubLanguage, ClubWords>>;
}

const columns = {
  en: ["noun", "singular", "plural", "article"],
  de: ["noun", "gender", "nominative", "accusative", "dative", "genitive", "plural", "plural dative"],
  zh: ["noun", "word", "measure word"],
} as const satisfies Record<ClubLanguage, readonly string[]>;

type Row = Record<string, string | undefined>;

/** Reads the table of nouns out of its Markdown; `–` is a form that the word does not have. */
export function readNouns<L extends ClubLanguage>(markdown: string, language: L): NounsBy[L] {
  const wanted: readonly string[] = columns[language];
  const refuse = (why: string) => new Error(`The club's nouns in ${languageNames[language]} cannot be read: ${why}`);
  const [head, rule, ...rows] = markdown
    .split("\n")
    .filter((line) => line.trim().startsWith("|"))
    .map((line) =>
      line
        .trim()
        .replace(/^\||\|$/g, "")
        .split("|")
        .map((cell) => cell.trim()),
    );
  if (head === undefined || rule === undefined || head.join() !== wanted.join()) {
    throw refuse(`the table's columns are ${wanted.join(", ")}.`);
  }
  const table = new Map<string, Row>();
  for (const cells of rows) {
    const known = nounNames.find((name) => name === cells[0]);
    if (known === undefined) throw refuse(`"${cells[0]}" is none of ${nounNames.join(", ")}.`);
    if (table.has(known)) throw refuse(`there are two lines for "${known}".`);
    table.set(known, Object.fromEntries(wanted.map((column, i) => [column, formIn(cells[i], refuse)])));
  }
  const needed = (row: Row, name: NounName, column: string): string => {
    const form = row[column];
    if (form === undefined) throw refuse(`"${name}" has no ${column}.`);
    return form;
  };
  const nouns = nounNames.map((name) => {
    const row = table.get(name);
    if (row === undefined) throw refuse(`there is no line for "${name}".`);
    return [name, nounOf(language, row, (column) => needed(row, name, column), refuse)];
  });
  return Object.fromEntries(nouns) as NounsBy[L];
}

function formIn(cell: string | undefined, refuse: (why: string) => Error): string | undefined {
  if (cell === undefined || cell === "" || cell === "–") return undefined;
  if (!isPlainLine(cell)) throw refuse(`"${cell}" holds one of [ ] { } # ' < >.`);
  // Where a long word may break: Markdown shows the sign, the page breaks there.
  return cell.replaceAll("&shy;", "\u00ad");
}

function nounOf(
  language: ClubLanguage,
  row: Row,
  needed: (column: string) => string,
  refuse: (why: string) => Error,
): EnglishNoun | GermanNoun | ChineseNoun {
  if (language === "en") {
    const { article } = row;
    if (article !== undefined && article !== "a" && article !== "an") throw refuse(`"${article}" is neither a nor an.`);
    return { singular: needed("singular"), plural: row.plural, article };
  }
  if (language === "zh") return { word: needed("word"), measure: row["measure word"] };
  const gender = needed("gender");
  if (gender !== "m" && gender !== "f" && gender !== "n" && gender !== "pl") {
    throw refuse(`"${gender}" is none of m, f, n, pl.`);
  }
  const [nominative, accusative] = [needed("nominative"), needed("accusative")];
  const [dative, genitive] = [needed("dative"), needed("genitive")];
  return { gender, nominative, accusative, dative, genitive, plural: row.plural, pluralDative: row["plural dative"] };
}
