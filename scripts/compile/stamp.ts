import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../process/runTool.ts";

/** What a build depends on beside its own sources. */
export const LOCKFILE = "package-lock.json";

/** One value for the content of many files: names and bytes. Times of change mean nothing in a fresh clone. */
export function stampOf(patterns: string[]): string {
  const hash = createHash("sha256");
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  for (const file of files) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

/** Does the work unless it was done for the same stamp and its results are still there. The stamp is written last. */
export async function unlessStamped(
  name: string,
  stamp: string,
  results: string[],
  work: () => Promise<void>,
): Promise<"done" | "up to date"> {
  const folder = join(root, "cache/stamps");
  const file = join(folder, name);
  const known = existsSync(file) && readFileSync(file, "utf8") === stamp;
  if (known && results.every((result) => existsSync(join(root, result)))) return "up to date";
  await work();
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, stamp);
  return "done";
}
