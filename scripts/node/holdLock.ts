import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { z } from "zod";
import type { HouseFolder } from "./HouseFolder.ts";
import { startOf } from "./ProcessBook.ts";

const holder = z.object({ pid: z.int().positive(), started: z.string() });

/**
 * Holds a file of a folder while something is done that nobody else may do at once. Gives the way to let go; whoever was
 * killed holds nothing.
 *
 * @param refusal What is said to whoever comes second, of the process that holds it.
 */
export function holdLock(folder: HouseFolder, name: string, refusal: (pid: number) => string): () => void {
  const file = folder.file(name);
  for (let tried = 0; ; tried++) {
    try {
      const lock = openSync(file, "wx");
      writeSync(lock, JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? "" }));
      closeSync(lock);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || tried > 0) throw error;
      const other = holderOf(file);
      if (other !== undefined && startOf(other.pid) === other.started) throw new Error(refusal(other.pid));
      rmSync(file, { force: true });
    }
  }
}

/** Nothing for a file that was torn in the middle of being written. */
function holderOf(file: string) {
  try {
    return holder.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}
