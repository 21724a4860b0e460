import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messages } from "../../frontend/src/i18n/en/index.ts";
import { root } from "./repository.ts";

/** For whom there is a page, beside founders, whose page walks the other club. */
const roles = ["member", "operator", "barista", "overseer", "registrar", "integrator", "auditor"];

/** The nouns of our own club, as its pages put them into sentences. */
const nouns: Record<string, string> = {
  house: "café",
  team: "café team",
  group: "table of ten",
  "a group": "a table of ten",
  owed: "coffee",
  unit: "coffee",
  "a unit": "a coffee",
};
const said = Object.values(messages)
  .map((text: string) => text.replace(/\[([a-z ]+)\]/g, (whole, noun: string) => nouns[noun] ?? whole))
  .join("\n");

/** What a page quotes from the screen stands in italics. */
function quoted(text: string): string[] {
  const plain = text.replace(/```[\s\S]*?```/g, "").replace(/\*\*[^*]+\*\*/g, "");
  return [...plain.matchAll(/\*([^*]+)\*/g)].map(([, words = ""]) => words.replace(/\s+/g, " "));
}

describe("the pages by role", () => {
  const pages = roles.map((role) => ({ role, text: readFileSync(join(root, `docs/${role}.md`), "utf8") }));

  it.each(pages)("quotes for the $role what the screen says, word for word", ({ text }) => {
    expect(quoted(text).filter((words) => !said.includes(words))).toEqual([]);
  });

  it("quote a lot, and would be caught quoting what is not there", () => {
    expect(pages.flatMap(({ text }) => quoted(text)).length).toBeGreaterThan(60);
    expect(said).not.toContain("Approve all payments");
    expect(quoted("Press *Approve all\npayments*, **never** *both*.")).toEqual(["Approve all payments", "both"]);
  });

  it("are found from the README", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect([...roles, "founder", "operate"].filter((role) => !readme.includes(`(docs/${role}.md)`))).toEqual([]);
  });

  it("ask founders before they open anything", () => {
    expect(readFileSync(join(root, "docs/founder.md"), "utf8")).toMatch(/^# [^\n]+\n\n\*\*Ask before you open\.\*\*/);
  });
});
