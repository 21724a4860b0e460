import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Club } from "./club.ts";

/** What a club's folder calls its figures. */
const CONFIG = "club.config.ts";
const ownClub = fileURLToPath(new URL(`../${CONFIG}`, import.meta.url));

/**
 * The file with a club's figures: the one that is named, by itself or by its folder, else the one that `RUNDE_CLUB`
 * names, else the repository's own. Throws with a sentence where there is none.
 */
function clubFile(named: string | undefined = process.env.RUNDE_CLUB): string {
  if (named === undefined || named === "") return ownClub;
  const path = resolve(named);
  if (!existsSync(path)) {
    throw new Error(`There is no club at ${path}. Name its folder or its ${CONFIG}: --club examples/cinema`);
  }
  if (!statSync(path).isDirectory()) return path;
  const file = join(path, CONFIG);
  if (!existsSync(file)) throw new Error(`The folder ${path} is no club: it has no ${CONFIG}.`);
  return file;
}

/** From here on this process and all that it starts build and run the club that a command line names. */
export function takeClub(named: string | undefined): void {
  if (named !== undefined) process.env.RUNDE_CLUB = clubFile(named);
}

/** How folders of builds and houses call the club: nothing for the repository's own. */
export function clubLabel(): string | undefined {
  const file = clubFile();
  if (file === ownClub) return undefined;
  return basename(basename(file) === CONFIG ? dirname(file) : file, ".ts").replace(/[^\w.-]/g, "-");
}

/** A club's file exports `club`, as `club.config.ts` does. Throws with a sentence when it cannot be read, or says a key twice. */
export async function readClub(named?: string): Promise<Club> {
  const path = clubFile(named);
  const { club } = await load(path);
  // Not at the top: most commands need the club's name alone, and a parser is slow to load.
  const { twiceNamed } = await import("./twiceNamed.ts");
  const twice = twiceNamed(path);
  if (twice.length > 0) throw new Error(twice.join("\n"));
  if (club === undefined) throw new Error(`${path} exports no club: export const club = defineClub(…)`);
  return club;
}

async function load(path: string): Promise<{ club?: Club }> {
  try {
    return (await import(pathToFileURL(path).href)) as { club?: Club };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === "ERR_PACKAGE_IMPORT_NOT_DEFINED") {
      throw new Error(
        `The club at ${path} lies outside of this repository, whose code its file uses ("#ignition/…"). Copy its folder into the repository, such as clubs/${basename(dirname(path))}, and name it there.`,
      );
    }
    // What the file itself says of its figures is told as it is; what no program can read, with its place.
    if (code === undefined && !(error instanceof SyntaxError)) throw error;
    throw new Error(`The club at ${path} cannot be read.`, { cause: error });
  }
}
