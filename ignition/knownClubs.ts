import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Club } from "./club.ts";
import { readClub } from "./readClub.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** The clubs from whose folders somebody may have copied: the repository's own and the examples, but for the one asked. */
export async function knownClubs(asked: Pick<Club, "folder">): Promise<Club[]> {
  const examples = join(root, "examples");
  const folders = existsSync(examples) ? readdirSync(examples).map((name) => join(examples, name)) : [];
  const read = [join(root, "club.config.ts"), ...folders].map((place) => readClub(place).catch(() => undefined));
  // One that somebody has taken apart tells nothing of another.
  return (await Promise.all(read)).filter((one) => one !== undefined && one.folder !== asked.folder) as Club[];
}
