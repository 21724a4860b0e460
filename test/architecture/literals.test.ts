import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { filesOfTheRepository, root } from "./repository.ts";

/** What people read or hear comes from the catalogues, in every language of the club. */

/** Attributes whose value is read or heard. */
const spoken = new Set([
  "title",
  "alt",
  "placeholder",
  "aria-label",
  "aria-description",
  "label",
  "hint",
  "lead",
  "note",
]);

/** Words that stand in a component itself, each with its line. */
function wordsIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const note = (node: ts.Node, words: string) => {
    if (!/\p{L}{2}/u.test(words)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${file}:${line + 1}: ${words.trim()}`);
  };
  const look = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression !== undefined) {
      if (ts.isStringLiteralLike(node.expression)) note(node, node.expression.text);
    }
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText())) {
      const { initializer } = node;
      if (initializer !== undefined && ts.isStringLiteral(initializer)) note(node, initializer.text);
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

/** Arrows, ticks and the like, each with its line: the letters of the pages do not have them, and each device has its own. */
function signsIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const words =
      ts.isJsxText(node) || ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) ? node.text : "";
    for (const [sign] of words.matchAll(/[\u2190-\u21ff\u2500-\u27bf]/gu)) {
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getEnd()).line + 1}: ${sign}`);
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

describe("a component", () => {
  it("holds no words of its own", () => {
    // The page that shows all parts is for whoever builds them, in English.
    const files = filesOfTheRepository().filter((file) =>
      /^frontend\/src\/(?!app\/kit\/).*(?<!\.test)\.tsx$/.test(file),
    );
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap((file) => wordsIn(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
  });

  it("draws its signs, in place of writing them", () => {
    const files = filesOfTheRepository().filter((file) =>
      /^frontend\/src\/(?!terminal\/).*(?<!\.test)\.tsx?$/.test(file),
    );
    expect(files.flatMap((file) => signsIn(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
    for (const text of ["<b>→</b>", "<b>{`✓`}</b>", '<b>{is ? "✓" : ""}</b>'])
      expect(signsIn("x.tsx", text), text).toHaveLength(1);
  });

  it.each([
    "<p>Pay now</p>",
    '<p>{"Pay now"}</p>',
    '<button aria-label="Pay now">{t("pay")}</button>',
    '<Figure label="Pay now" />',
  ])("is told that these are words: %s", (text) => {
    expect(wordsIn("x.tsx", text)).toEqual(["x.tsx:1: Pay now"]);
  });

  it.each(["<p>{t('pay')} · (3)</p>", '<i title={t("pay")}>–</i>', '<a href="/pay" className="now" />'])(
    "may hold this: %s",
    (text) => {
      expect(wordsIn("x.tsx", text)).toEqual([]);
    },
  );
});
