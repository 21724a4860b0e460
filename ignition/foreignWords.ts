import type { ClubLanguage } from "#protocol/house/nouns.ts";
import { saidToPrevail } from "#protocol/house/prevailing.ts";
import type { Club } from "./club.ts";

/** What a club's words and names say of another club, a sentence for each. */
export interface Foreign {
  /** Cannot be meant: a house that strangers may enter is not built with it. */
  wrong: string[];
  /** May be meant: whoever reads it decides. */
  doubtful: string[];
}

/** What stands before an everyday word, and hardly ever before a name. */
const before: Partial<Record<ClubLanguage, string>> = {
  en: "the|an?|this|that|each|every|our|same",
  de: "d(?:ie|er|as|en|em|es)(?:selben?)?|(?:k?ein|dies|jed|ihr|unser)\\p{L}*|im|am|vom|zum|zur|beim|auf",
};
const languageNames: Record<ClubLanguage, string> = { en: "English", de: "German", zh: "Chinese" };

/** Letters of a beginning that is told. */
const TOLD = 60;

/** A name as a word of its own; Chinese has no space before what is written in Latin letters. */
function wordOf(name: string, head = ""): RegExp {
  const plain = name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(`${head}(?<![\\p{Script=Latin}\\d])${plain}(?![\\p{Script=Latin}\\d])`, "iu");
}
/** The same as an everyday word: "the round", "die Runde". */
const everyday = (name: string, language: ClubLanguage) =>
  before[language] === undefined ? undefined : wordOf(name, `(?<!\\p{L})(?:${before[language]})\\s+`);

/**
 * Where a club's words are another's: of a folder that was copied and not written anew. That nothing is found proves
 * nothing.
 *
 * @param known The clubs from which it may have been copied.
 */
export function foreignWords(club: Club, known: readonly Club[]): Foreign {
  const own = wordOf(club.name);
  // Whose name is a part of its own may be named.
  const others = known.filter(({ name }) => !wordOf(name).test(club.name));
  const inEach = club.languages.map((language) => inLanguage(club, others, own, language));
  const named = (["share", "voucher"] as const).flatMap((what) => {
    const { name } = club[what];
    return others.some((other) => wordOf(other.name).test(name))
      ? [`${what}.name is "${name}", with the name of another club: write "${club.name}".`]
      : [];
  });
  return {
    wrong: [...inEach.flatMap(({ wrong }) => wrong), ...named],
    doubtful: inEach.flatMap(({ doubtful }) => doubtful),
  };
}

function inLanguage(club: Club, others: readonly Club[], own: RegExp, language: ClubLanguage): Foreign {
  const found: Foreign = { wrong: [], doubtful: [] };
  const words = club.words[language];
  if (words === undefined) return found;
  for (const name of ["terms", "criteria"] as const) {
    const text = words[name];
    const [first = ""] = text.split("\n");
    const other = others.find((one) => new RegExp(`^${wordOf(one.name).source} ?[:：–—-]`, "iu").test(first));
    if (other !== undefined) {
      found.wrong.push(
        `The ${name} (${language}) begin with "${other.name}", the name of another club: write "${club.name}".`,
      );
    } else if (!own.test(text)) {
      found.doubtful.push(`The ${name} (${language}) nowhere say "${club.name}". They begin: "${beginning(first)}"`);
    }
    const [prevails] = club.languages;
    const said = saidToPrevail(text, language);
    if (said !== undefined && prevails !== undefined && said !== prevails) {
      found.wrong.push(
        `The ${name} (${language}) say that the version in ${languageNames[said]} prevails, but ${languageNames[prevails]} is the first of languages and does: change the text or the order.`,
      );
    }
  }
  for (const name of ["imprint", "contact"] as const) {
    const text = words.about[name];
    const same = text && others.find((one) => one.words[language]?.about[name] === text);
    if (same) found.wrong.push(`The ${name} (${language}) is word for word that of ${same.name}: write your own.`);
  }
  const { terms, criteria, tagline, welcome, about } = words;
  for (const [name, text] of Object.entries({ terms, criteria, tagline, welcome, ...about })) {
    if (found.wrong.some((one) => one.startsWith(`The ${name} (`))) continue;
    const other = others.find((one) => isNamed(one, text, language));
    if (other === undefined) continue;
    const [verb, it] = name === "terms" || name === "criteria" ? ["name", "the text"] : ["names", "it"];
    found.doubtful.push(
      `The ${name} (${language}) ${verb} ${other.name}, another club: was ${it} copied? Write "${club.name}" where you are meant.`,
    );
  }
  return found;
}

const beginning = (line: string) => (line.length <= TOLD ? line : `${line.slice(0, TOLD).trimEnd()}…`);

/** Whether a text names another club, and not a thing that is called so every day. */
function isNamed(other: Club, text: string, language: ClubLanguage): boolean {
  const daily = everyday(other.name, language);
  const { terms = "", criteria = "" } = other.words[language] ?? {};
  if (daily?.test(`${terms}\n${criteria}`)) return false;
  return wordOf(other.name).test(daily === undefined ? text : text.replace(new RegExp(daily, "giu"), ""));
}
