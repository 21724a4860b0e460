import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/**
 * Keys that stand twice in one object, in a club's file and in what it takes from its own folder, each with its place.
 * JavaScript counts the last and says nothing; whoever wrote 800 may found a house with 8000.
 */
export function twiceNamed(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) found.push(...twiceIn(node, source));
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const { text } = node.moduleSpecifier;
      if (text.startsWith("./")) found.push(...twiceNamed(join(dirname(file), text), seen));
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

function twiceIn({ properties }: ts.ObjectLiteralExpression, source: ts.SourceFile): string[] {
  const lines = new Map<string, number>();
  return properties.flatMap((property) => {
    const key = property.name && writtenKey(property.name);
    if (key === undefined) return [];
    const line = source.getLineAndCharacterOfPosition(property.getStart(source)).line + 1;
    const earlier = lines.get(key);
    lines.set(key, line);
    if (earlier === undefined) return [];
    const where = earlier === line ? `in line ${line}` : `in lines ${earlier} and ${line}`;
    return [`${source.fileName} names a key twice, and only the last would count: ${key}, ${where}`];
  });
}

/** What is computed has no name that can be read here. */
function writtenKey(name: ts.PropertyName): string | undefined {
  if (!ts.isComputedPropertyName(name)) return name.text;
  return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
}
