import type { HouseFolder } from "../node/HouseFolder.ts";
import { holdLock } from "../node/holdLock.ts";

/** Lets nobody else build the same house at once: two would send two houses with one key. Gives the way to let go. */
export function lockDeployment(folder: HouseFolder, name: string): () => void {
  return holdLock(
    folder,
    `${name}.lock`,
    (pid) =>
      `Another deployment to "${name}" is running (process ${pid}). Wait until it ends: it goes on by itself. Nothing was sent by this one.`,
  );
}
