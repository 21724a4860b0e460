import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOfTheRepository, root } from "./repository.ts";

/** The nouns and numbers of the club that this repository runs: they lie in `club/`, in its figures and its story. */
const nouns =
  /caf[eé]|coffee|kaffee|咖啡|yuan|barista|\btables? of ten\b|\bthe ten\b|zehn(?=er|\b)|zwanzig|tassen?\b|十人|二十|杯/i;
const numbers = /\b(ten|twenty|cups?)\b/i;

// One file spells out the numbers of any club, to find them in its terms.
const club = /^(club|examples|test)\/|^club\.config\.ts$|^ignition\/termsFigures\.ts$/;
/** The catalogues have a test of their own, beside them. */
const catalogue = /^frontend\/src\/i18n\/(en|de|zh)\//;
const isTest = /\.(test|fixture)\.tsx?$/;

const texts = filesOfTheRepository()
  .filter((file) => !club.test(file) && !catalogue.test(file) && !isTest.test(file))
  .map((file) => ({ file, text: () => readFileSync(join(root, file), "utf8") }));
const inFiles = (pattern: RegExp) => texts.filter(({ file }) => pattern.test(file));

/** What a program says: the text between its quotes, and between its tags. */
function said(code: string): string[] {
  const withoutComments = code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/[^\n]*/g, "$1");
  const quoted = withoutComments.matchAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g);
  const tagged = withoutComments.matchAll(/>([^<>{}=;]*\p{L}[^<>{}=;]*)<\//gu);
  return [...quoted, ...tagged].flatMap((match) => match.slice(1).filter((one) => one !== undefined));
}

const typeScript = /^(frontend|protocol|relay|scripts|ignition)\/.*\.(tsx?|mjs|js)$/;

describe("a club's nouns", () => {
  it("stand in no code, not in a comment either", () => {
    const code = inFiles(typeScript);
    expect(code.length).toBeGreaterThan(250);
    expect(code.filter(({ text }) => nouns.test(text())).map(({ file }) => file)).toEqual([]);
  });

  it("and its numbers stand in nothing that a program says", () => {
    const code = inFiles(typeScript);
    const all = code.flatMap(({ file, text }) => said(text()).map((one) => `${file}: ${one}`));
    expect(all.length).toBeGreaterThan(3_000);
    expect(all.filter((one) => numbers.test(one.slice(one.indexOf(": "))))).toEqual([]);
  });

  it("stand in no name, no error and no string of a contract", () => {
    const contracts = inFiles(/^contracts\/.*\.sol$/);
    expect(contracts.length).toBeGreaterThan(40);
    for (const { file, text } of contracts) {
      const code = text()
        .replace(/\/\*[\s\S]*?\*\//g, "")
        .replace(/\/\/[^\n]*/g, "");
      expect(code, file).not.toMatch(nouns);
      expect(code, file).not.toMatch(/"[^"\n]*\b(ten|twenty|cups?)\b[^"\n]*"/i);
    }
  });

  it("stand in no page, manifest or picture that comes before the program", () => {
    const pages = inFiles(/^frontend\/.*\.(html|webmanifest|svg|css|json)$/);
    expect(pages.length).toBeGreaterThan(30);
    for (const { file, text } of pages) expect(text(), file).not.toMatch(nouns);
  });

  it("would be found", () => {
    for (const one of [
      "The café pays",
      "Kaffee",
      "咖啡馆",
      "at the table of ten",
      "Zehnertisch",
      "zwei Tassen",
      "两杯",
    ])
      expect(one).toMatch(nouns);
    expect(said('const a = "ten of them"; // ten\n<p>twenty cups</p>')).toEqual(["ten of them", "twenty cups"]);
    expect("often").not.toMatch(numbers);
  });
});
