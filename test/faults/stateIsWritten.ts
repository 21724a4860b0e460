import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

/** Waits until the node, which writes its state every few seconds, has written all that there is by now. */
export async function stateIsWritten(houseFolder: string): Promise<void> {
  const file = join(houseFolder, "chain.json");
  const writtenAt = () => (existsSync(file) ? statSync(file).mtimeMs : 0);
  const since = writtenAt();
  await expect.poll(writtenAt).toBeGreaterThan(since);
  // One that had begun before may be the one that was seen.
  const next = writtenAt();
  await expect.poll(writtenAt).toBeGreaterThan(next);
}
