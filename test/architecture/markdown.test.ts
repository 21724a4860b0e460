import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { narrowed } from "#scripts/lint/markdownWidth.ts";
import { filesOfTheRepository, root } from "./repository.ts";

const pages = filesOfTheRepository()
  .filter((file) => file.endsWith(".md") && existsSync(join(root, file)))
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

interface Link {
  file: string;
  target: string;
}

function withoutCode(text: string): string {
  return text.replace(/^\s*```[\s\S]*?^\s*```/gm, "").replace(/`[^`\n]*`/g, "");
}

/** Every link and picture that leads to a file, as the page writes it. */
const links = pages.flatMap(({ file, text }) =>
  [...withoutCode(text.replace(/\[`([^`\n]*)`\]/g, "[$1]")).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)]
    .map(([, target = ""]): Link => ({ file, target }))
    .filter(({ target }) => !/^(https?|mailto):/.test(target)),
);

/** The heading's anchor, as the places that show Markdown make it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[`*]/g, "")
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .trim()
    .replace(/ /g, "-");
}

function leadsSomewhere({ file, target }: Link): boolean {
  const [path = "", anchor] = target.split("#");
  const found = path === "" ? file : normalize(join(dirname(file), path));
  if (!existsSync(join(root, found))) return false;
  if (anchor === undefined) return true;
  const headings = readFileSync(join(root, found), "utf8").matchAll(/^#+ (.+)$/gm);
  return [...headings].some(([, heading = ""]) => anchorOf(heading) === anchor);
}

describe("our pages in Markdown", () => {
  it("are seen, and their links", () => {
    expect(pages.length).toBeGreaterThan(30);
    expect(links.length).toBeGreaterThan(50);
  });

  it("link to files and headings that are there", () => {
    expect(links.filter((link) => !leadsSomewhere(link))).toEqual([]);
  });

  it("would be told if one led nowhere", () => {
    expect(leadsSomewhere({ file: "README.md", target: "docs/noSuchPage.md" })).toBe(false);
    expect(leadsSomewhere({ file: "README.md", target: "CONTRIBUTING.md#no-such-heading" })).toBe(false);
  });

  it("have one width (npm run fix)", () => {
    expect(pages.filter(({ text }) => narrowed(text) !== text).map(({ file }) => file)).toEqual([]);
  });

  it("name files of ours that are there", () => {
    const files = filesOfTheRepository();
    const named = pages.flatMap(({ file, text }) =>
      [...text.matchAll(/`([\w./-]+\.(?:tsx?|mjs|sol|md|grit))`/g)].map(([, path = ""]) => ({ file, path })),
    );
    // A page may name a file by its path or, where it is clear which, by its name alone.
    const isThere = ({ file, path }: { file: string; path: string }) =>
      files.some((one) => one === path || one === join(dirname(file), path) || one.endsWith(`/${path}`));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((one) => !isThere(one))).toEqual([]);
  });
});

describe("the README", () => {
  it("makes five promises, each with the test that holds it", () => {
    const story = (pages.find(({ file }) => file === "README.md")?.text ?? "").split(/^## /m);
    const promises = (story.find((part) => part.startsWith("How it works")) ?? "").split(/^(?=\d\. )/m).slice(1);
    expect(promises).toHaveLength(5);
    for (const promise of promises) expect(promise).toMatch(/\]\(test\/[\w/]+\.(t\.sol|test\.ts|ts)\)/);
  });
});

describe("the decisions", () => {
  const decisions = pages.map(({ file }) => file).filter((file) => /^docs\/decisions\/\d{4}-/.test(file));
  const index = pages.find(({ file }) => file === "docs/decisions/README.md")?.text ?? "";

  it("are numbered without a gap, each number once", () => {
    expect(decisions.map((file) => Number(file.slice(15, 19))).sort((a, b) => a - b)).toEqual(
      decisions.map((_, at) => at + 1),
    );
  });

  it("stand in the index, each with its title", () => {
    for (const file of decisions) {
      const [, number, title] = /^# (\d{4}) (.+)$/m.exec(readFileSync(join(root, file), "utf8")) ?? [];
      expect(index).toContain(`| [${number}](${file.slice("docs/decisions/".length)}) | ${title} |`);
    }
  });

  it("say where they stand, and the index says the same", () => {
    for (const file of decisions) {
      const status = /^\*\*Status\.\*\* (\w+)/m.exec(readFileSync(join(root, file), "utf8"))?.[1]?.toLowerCase();
      const row = index.split("\n").find((line) => line.includes(`(${file.slice("docs/decisions/".length)})`)) ?? "";
      expect({ file, status }).toEqual({ file, status: expect.stringMatching(/^(stands|final|superseded)$/) });
      expect({ file, row: row.toLowerCase() }).toEqual({ file, row: expect.stringContaining(`| ${status}`) });
    }
  });
});

describe("the faults that were found", () => {
  const text = pages.find(({ file }) => file === "docs/faults.md")?.text ?? "";
  const [contracts = "", relay = "", ofPages = "", shape = ""] = text.split(/^## (?:Relay|Pages|Shape)$/m);
  /** Numbers 8 and 17 to 20 were missing doors. */
  const numbersOfPages = Array.from({ length: 25 }, (_, at) => at + 1).filter((n) => n !== 8 && (n < 17 || n > 20));
  const rows = (part: string) =>
    part
      .split("\n")
      .filter((line) => /^\| \d+ \|/.test(line))
      .map((line) => line.split("|").map((cell) => cell.trim()))
      .map(([, number, fault = "", test = "", end = ""]) => ({ number: Number(number), fault, test, end }));

  it("have a row each: 35 in the contracts, eleven in the relay, twenty in the pages, ten in the shape", () => {
    const counted = [contracts, relay, ofPages, shape].map((part) => rows(part).map(({ number }) => number));
    const upTo = (length: number) => Array.from({ length }, (_, at) => at + 1);
    expect(counted).toEqual([upTo(35), upTo(11), numbersOfPages, upTo(10)]);
  });

  it("are mended with the test that was red, or say when that comes, or why not", () => {
    const wrong = [contracts, relay, ofPages, shape]
      .flatMap(rows)
      .filter(({ test, end }) => (/^(open: |left )/.test(end) ? test !== "" : test === "" || end === ""));
    expect(wrong).toEqual([]);
  });
});

describe("our words", () => {
  const table = (pages.find(({ file }) => file === "docs/words.md")?.text ?? "").split("## For who writes")[0] ?? "";
  const sources = filesOfTheRepository()
    .filter((file) => /^contracts\/.*\.sol$/.test(file) && existsSync(join(root, file)))
    .map((file) => ({ name: basename(file, ".sol"), text: readFileSync(join(root, file), "utf8") }));
  // `Share` and `Share.mint`: a contract, and what stands in it or in its interface.
  const named = [...table.matchAll(/`([A-Z]\w+)(?:\.(\w+))?`/g)].map(([, name = "", member]) => ({ name, member }));

  it("name contracts, and what stands in them", () => {
    expect(named.length).toBeGreaterThan(40);
    const isThere = ({ name, member }: { name: string; member: string | undefined }) => {
      const text = sources
        .filter((one) => one.name === name || one.name === `I${name}` || one.text.includes(`interface ${name} `))
        .map((one) => one.text)
        .join("\n");
      return text !== "" && (member === undefined || new RegExp(`\\b${member}\\b`).test(text));
    };
    expect(named.filter((one) => !isThere(one))).toEqual([]);
  });
});
