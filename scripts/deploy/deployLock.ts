import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { z } from "zod";
import type { HouseFolder } from "../node/HouseFolder.ts";
import { startOf } from "../node/ProcessBook.ts";

const holder = z.object({ pid: z.int().positive(), started: z.string() });

/**
 * Lets nobody else build the same house at once: two would send two houses with one key. Gives the way to let go; whoever
 * was killed holds nothing.
 */
export function lockDeployment(folder: HouseFolder, name: string): () => void {
  const file = folder.file(`${name}.lock`);
  for (let tried = 0; ; tried++) {
    try {
      const lock = openSync(file, "wx");
      writeSync(lock, JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? "" }));
      closeSync(lock);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || tried > 0) throw error;
      const other = holderOf(file);
      if (other !== undefined && startOf(other.pid) === other.started) {
        throw new Error(
          `Another deployment to "${name}" is running (process ${other.pid}). Wait until it ends: it goes on by itself. Nothing was sent by this one.`,
        );
      }
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
