import { describe, expect, it } from "vitest";
import { messages as de } from "./de/index.ts";
import { messages as en } from "./en/index.ts";
import { messages as zh } from "./zh/index.ts";

const languages = { en, de, zh } as const;
type Spoken = keyof typeof languages;

/** One thing has one word in each language. These are the others, and what reads as translated. */
const never: Readonly<Record<Spoken, readonly RegExp[]>> = {
  en: [
    /\b(seats?|proposals?|gifts?|pockets?|terminals?|tills?|messenger|registrar|credentials?|clubs?|operator)\b/i,
    /\b(fingerprint|square code|funding rounds?|coins? of the network|to the cent)\b/i,
    /\b(stands?|stood|standing|reckons?|fetch(es|ed)?|somebody else)\b/i,
    /set aside|shut out|let (it|this tablet) in|lets? a tablet in|taken back|comes? true|came true|(is|are) born/i,
    /house does not answer|cannot be one/i,
    // What has a number is the tablet: there are several of them at the one counter.
    /\bcounters\b|\bcounter (\{|\d|with)|\b(this|each) counter\b/i,
  ],
  de: [
    /St[uü]hle?\b|Terminal|Tasche|\bBoten?\b|Registerstelle|\bClubs?\b|Betreibers?\b|Hauskonto|Finanzierungs|Münzen/,
    /Zulassung|zulassen|zugelassen|ausschließen|ausgeschlossen|\b[Zz]u(ge)?stimm|Fingerabdruck|Quadrat|Umlauf/,
    /beiseite|bereitgelegt|zurückgelegt|zurücknehmen|zurückgenommen|dahinter|gedient|öffentlichen? Verzeichnis/,
    /Vorführung|Demo-Pl[aä]tze?|Schluss wäre|Haus antwortet|\bgeholt\b|geht vor\b|Platz (nehmen|genommen)|\bbitte\b/i,
    /\bJeder (kann|kommt|darf|hat)\b|\bEiner fehlt|Tisch\u00a0|Zehnertisch beginnt/,
    /\bTheken\b|Theke[ \u00a0]([{\d]|mit)|\b[Dd]iese[rs]? Theke/,
    // Members are addressed as Sie.
    /\b(du|dich|dir|deine?[mnrs]?|euch|euer|eure[mnrs]?)\b/i,
  ],
  zh: [
    /座位|会员|柜台|终端|零用袋|口袋|钥匙|传递服务|登记员|准入|俱乐部|经营团队|运营方|公账|账簿|公共账本|原生币/,
    /参选|提名|看守|应允|封印|指纹|演练|练习|募资|方形|号席位|席位号|一席|每席|待命|现在决定|若现在结束|接受了?付款/,
    /号收银台|收银台[{\d]|[该本]收银台|编号的收银台/,
    // Members are addressed as 您.
    /你/,
  ],
};

/** What must not break over a line in German, and what must not stand in front of a bare number. */
const numbered =
  /(Nr\.|Nummer|Antrag|Anteil|Mitglied|Ersatzmitglied|Amtszeit|Bericht|Konto|Zahlungsanfrage|Durchgang|Tablet|Runde|Zehnertisch) [{#…]/;
const bareCounts = {
  en: /\{\w+\} (members|people|persons|shares|votes|approvals|signatures|confirmations|motions|candidates|payments|names|lines|reserves)\b/,
  de: /\{\w+\} (Mitglieder|Personen|Anteile|Stimmen|Genehmigungen|Unterschriften|Bestätigungen|Anträge|Kandidaturen|Zahlungen|Namen|Zeilen)/,
};

const cjk = String.raw`[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]`;

/** A sentence without the names of what fills it: `{seat}` and `[club]` are the code's words, not the house's. */
function spoken(message: string): string {
  return message.replace(/\{\w+([,}])/g, "{$1").replace(/\[[^\]]*\]/g, "[]");
}

function sentences(language: Spoken): [string, string][] {
  return Object.entries<string>(languages[language]);
}

describe.each(["en", "de", "zh"] as const)("the words of the house in %s", (language) => {
  it("are there to be read", () => expect(sentences(language).length).toBeGreaterThan(500));

  it("are one for one thing, and none that reads as translated", () => {
    for (const [key, message] of sentences(language)) {
      for (const words of never[language]) expect(spoken(message), key).not.toMatch(words);
    }
  });
});

// A Chinese noun has one form.
it.each(["en", "de"] as const)("counts in the plural, or behind a colon, in %s", (language) => {
  for (const [key, message] of sentences(language)) expect(message, key).not.toMatch(bareCounts[language]);
});

describe("the signs between words", () => {
  it("keep a German number by its noun, and three dots by their word", () => {
    for (const [key, message] of sentences("de")) {
      expect(message, key).not.toMatch(numbered);
      expect(message, key).not.toMatch(/ …/);
    }
  });

  it("are no space before three dots in English, but for a number that is cut off", () => {
    for (const [key, message] of sentences("en")) expect(message, key).not.toMatch(/(?<!no\.)[ \u00a0]…/);
  });

  it("are no spaces around what fills a Chinese sentence: the style sheet sets them", () => {
    for (const [key, message] of sentences("zh")) {
      expect(message, key).not.toMatch(new RegExp(`${cjk} [{#]|[}#] ${cjk}|\\} – \\{`));
    }
  });
});
