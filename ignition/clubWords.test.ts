import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nounNames } from "#protocol/house/nouns.ts";
import { readClubIcon, readClubWords, readNouns } from "./clubWords.ts";

const own = new URL("../club/", import.meta.url);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "runde club "));
  cpSync(own, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = () => readClubWords(pathToFileURL(`${folder}/`), ["en", "de", "zh"]);

describe("the words of a club", () => {
  it("are read in each of its languages", () => {
    const words = read();
    expect(Object.keys(words)).toEqual(["en", "de", "zh"]);
    expect(words.en?.tagline).toBe("A café that two hundred people own in equal shares");
    expect(words.zh?.terms).toMatch(/^Runde：创始轮条款\n\n一、/);
  });

  it("may have their paragraphs on several lines", () => {
    for (const language of ["en", "zh"])
      writeFileSync(join(folder, language, "criteria.md"), "A\n   B\r\nC.\n\n1. D\nE\n");
    expect(read().en?.criteria).toBe("A B C.\n\n1. D E");
    expect(read().zh?.criteria).toBe("ABC.\n\n1. DE");
  });

  it("may have lists, headings and lines that end where they end", () => {
    const written = "# Terms\nOf us:\n- one\n  and more\n- two\n\n1. First\n2) Second\n\nHouse  \nStreet\\\nTown\n";
    writeFileSync(join(folder, "en", "terms.md"), written);
    expect(read().en?.terms).toBe(
      "# Terms\nOf us:\n- one and more\n- two\n\n1. First\n2) Second\n\nHouse\nStreet\nTown",
    );
  });

  it.each(["tagline", "welcome", "terms", "criteria", "nouns"])("are refused when the %s are missing", (name) => {
    rmSync(join(folder, "de", `${name}.md`));
    expect(read).toThrow(`The club speaks German, but its ${name} are missing in it: write ${join(folder, "de")}`);
  });

  it("name everything that is missing at once", () => {
    rmSync(join(folder, "zh"), { recursive: true });
    expect(() => read()).toThrow(/Chinese, but its tagline(.|\n)*Chinese, but its nouns/);
  });

  it.each(["terms", "criteria"])("are refused when the %s say nothing, or begin another language's version", (name) => {
    const path = join(folder, "de", `${name}.md`);
    writeFileSync(path, "\ufeff\n");
    expect(read).toThrow(`The club's ${name} are empty: write ${path}`);
    writeFileSync(path, "Erstens.\n\n[en]\n\nSomething else.\n");
    expect(read).toThrow(`The club's ${name} may hold no line of a language's sign alone, such as [de]: ${path}`);
  });

  it.each(["", "two\n\nparagraphs", "with {signs}"])("are refused when the welcome is %j", (line) => {
    writeFileSync(join(folder, "en", "welcome.md"), line);
    expect(read).toThrow("The club's welcome must be one paragraph");
  });
});

describe("the icon of a club", () => {
  it("lies beside its words", () => {
    expect(readClubIcon(own)).toMatch(/^<svg /);
    rmSync(join(folder, "icon.svg"));
    expect(() => readClubIcon(pathToFileURL(`${folder}/`))).toThrow(`no icon: draw ${join(folder, "icon.svg")}`);
  });

  it.each(["", "\u0089PNG", "<svg width='5'></svg>", "<html></html>"])(
    "is refused when it is no drawing: %j",
    (text) => {
      writeFileSync(join(folder, "icon.svg"), text);
      expect(() => readClubIcon(pathToFileURL(`${folder}/`))).toThrow(
        /^The club's icon is no SVG drawing .*icon\.svg$/,
      );
    },
  );

  it("may begin as drawing programs let it begin", () => {
    const drawing =
      '<?xml version="1.0"?>\n<!-- by hand -->\n<svg width="5"\n  xmlns="http://www.w3.org/2000/svg"></svg>';
    writeFileSync(join(folder, "icon.svg"), `\ufeff${drawing}`);
    expect(readClubIcon(pathToFileURL(`${folder}/`))).toBe(drawing);
  });
});

describe("the table of nouns", () => {
  const table = (head: string, ...rows: string[]) =>
    [`| ${head} |`, "| - |", ...rows.map((row) => `| ${row} |`)].join("\n");
  const english = "noun | singular | plural | article";
  const lines = nounNames.map((name) => `${name} | ${name} word | – | an`);

  it("says each noun once", () => {
    expect(readNouns(table(english, ...lines), "en").group).toEqual({
      singular: "group word",
      plural: undefined,
      article: "an",
    });
    expect(() => readNouns(table(english, ...lines.slice(1)), "en")).toThrow('there is no line for "house"');
    expect(() => readNouns(table(english, ...lines, lines[0]!), "en")).toThrow('two lines for "house"');
    expect(() => readNouns(table(english, ...lines, "cup | cup | – | a"), "en")).toThrow('"cup" is none of house');
  });

  it("is refused without the columns of its language", () => {
    expect(() => readNouns(table(english, ...lines), "de")).toThrow(/columns are noun, gender, nominative/);
    expect(() => readNouns("no table", "zh")).toThrow(/columns are noun, word, measure word/);
  });

  it("wants the forms that a sentence may ask for", () => {
    const german = "noun | gender | nominative | accusative | dative | genitive | plural | plural dative";
    const shop = (gender: string, genitive: string) =>
      table(german, ...nounNames.map((name) => `${name} | ${gender} | Laden | Laden | Laden | ${genitive} | – | –`));
    expect(readNouns(shop("m", "Laden&shy;s"), "de").house.genitive).toBe("Laden\u00ads");
    expect(() => readNouns(shop("x", "Ladens"), "de")).toThrow('"x" is none of m, f, n, pl');
    expect(() => readNouns(shop("m", "–"), "de")).toThrow('"house" has no genitive');
    expect(() => readNouns(shop("m", "{Ladens}"), "de")).toThrow('"{Ladens}" holds one of');
    expect(() => readNouns(table(english, ...lines.map((line) => line.replace(" an", " one"))), "en")).toThrow(
      '"one" is neither a nor an',
    );
  });
});
