import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A kill in the middle of a write leaves half a file, which Ignition cannot read. Its journal is the only one that matters:
 * of that the half line at the end is left out, since what it would say had not been said. Artifacts are written before
 * the journal names them, and the list of addresses is a copy of what the journal knows: half of them is none.
 */
export function leaveOutTornFiles(folder: string): void {
  for (const file of globSync("**/*.json", { cwd: folder })) {
    if (!isWhole(readFileSync(join(folder, file), "utf8"))) rmSync(join(folder, file));
  }
  const journal = join(folder, "journal.jsonl");
  if (!existsSync(journal)) return;
  const text = readFileSync(journal, "utf8");
  const end = text.trimEnd().lastIndexOf("\n") + 1;
  if (text.slice(end).trim() !== "" && !isWhole(text.slice(end))) writeFileSync(journal, text.slice(0, end));
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
