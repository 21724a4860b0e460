import { execFileSync } from "node:child_process";
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

const made = /(^|\/)(node_modules|\.house|artifacts|cache|dist|coverage|types|\.git|\.vite)(\/|$)|^protocol\/abi\//;

/** Every file that is or could be committed; works in a copy without git's history too. */
export function filesOfTheRepository(): string[] {
  try {
    const list = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8" });
    const files = list.split("\0").filter(Boolean);
    if (files.length > 0) return files;
  } catch {
    // No git here.
  }
  return globSync("**/{*,.*}", { cwd: root, withFileTypes: true, exclude: (entry) => made.test(entry.name) })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
    .filter((file) => !made.test(file));
}
