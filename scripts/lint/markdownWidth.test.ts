import { describe, expect, it } from "vitest";
import { narrowed } from "./markdownWidth.ts";

const long = (count: number) => Array.from({ length: count }, (_, at) => `word${at % 10}`).join(" ");

describe("a text in Markdown", () => {
  it("is left alone where no line is too wide", () => {
    const text = "# A title\n\nA short line\nand another.\n\n- a point\n  that goes on\n";
    expect(narrowed(text)).toBe(text);
  });

  it("has its wide paragraph broken, and no word of it changes", () => {
    const text = `Before.\n\n${long(60)}\n\nAfter.\n`;
    const lines = narrowed(text).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(lines.slice(2, -3).join(" ")).toBe(long(60));
    expect([lines[0], lines.at(-2)]).toEqual(["Before.", "After."]);
  });

  it("keeps a point of a list under its mark", () => {
    const lines = narrowed(`1. ${long(30)}\n2. short\n`).split("\n");
    expect(lines[1]).toMatch(/^ {3}word/);
    expect(lines.at(-2)).toBe("2. short");
  });

  it("leaves tables, code and headings as wide as they are", () => {
    const wide = long(40);
    const text = `# ${wide}\n\n| ${wide} |\n|---|\n\n\`\`\`sh\n${wide}\n\`\`\`\n`;
    expect(narrowed(text)).toBe(text);
  });

  it("leaves a word that has no place to break", () => {
    const address = `https://example.org/${"a".repeat(130)}`;
    expect(narrowed(`See\n${address}\n`)).toBe(`See\n${address}\n`);
  });

  it("begins no line with a sign that makes a list", () => {
    const text = `${"a".repeat(115)} bc + def\n${"a".repeat(115)} bc 1. def\n${"x".repeat(121)}\n`;
    expect(narrowed(text)).not.toMatch(/^(\+|1\.)/m);
  });

  it("keeps code in one line, and puts it together where it was broken", () => {
    expect(narrowed("- Run `npm run\n  draw` and look.\n")).toBe("- Run `npm run draw` and look.\n");
    const lines = narrowed(`${"a".repeat(110)} \`npm run draw -- --term 2\`\n`).split("\n");
    expect(lines[1]).toBe("`npm run draw -- --term 2`");
  });

  it("is not changed by a second time", () => {
    const text = `> ${long(50)}\n\n- ${long(50)}\n`;
    expect(narrowed(narrowed(text))).toBe(narrowed(text));
  });
});
