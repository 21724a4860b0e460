import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Club } from "./club.ts";

const ownClub = fileURLToPath(new URL("../club.config.ts", import.meta.url));

/** Which club this process builds and runs: the repository's own, or the file that `RUNDE_CLUB` names. */
function clubFile(): string {
  const named = process.env.RUNDE_CLUB;
  return named === undefined || named === "" ? ownClub : resolve(named);
}

/** A club's file exports `club`, as `club.config.ts` does. */
export async function readClub(file: string = clubFile()): Promise<Club> {
  const path = resolve(file);
  if (!existsSync(path)) throw new Error(`There is no file ${path}`);
  const { club } = (await import(pathToFileURL(path).href)) as { club?: Club };
  if (club === undefined) throw new Error(`${path} exports no club: export const club = defineClub({ … })`);
  return club;
}
