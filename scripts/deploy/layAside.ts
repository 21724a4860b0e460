import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { HouseFolder } from "../node/HouseFolder.ts";
import { readDeployment } from "../node/readDeployment.ts";
import { SENT_FILE } from "./deployHouse.ts";

/**
 * A house that stands there is not forgotten: whatever points to it is kept beside under the day and its registry. Nor is
 * what was begun: all of it may stand already, and only the file was not written yet.
 */
export function layAside(folder: HouseFolder, name: string): void {
  const file = folder.file(`${name}.json`);
  if (existsSync(file)) {
    const { deployedAt, contracts } = readDeployment(file);
    const kept = `${name}.${dayOf(deployedAt)}.${contracts.Registry.slice(0, 10)}`;
    renameSync(file, folder.file(`${kept}.json`));
    if (existsSync(folder.file(name))) renameSync(folder.file(name), folder.file(kept));
    console.log(
      `  The house that stands there is kept in ${folder.file(`${kept}.json`)}: its members and its money stay where they are.`,
    );
  } else if (existsSync(join(folder.file(name), SENT_FILE))) {
    let count = 1;
    while (existsSync(folder.file(`${name}.begun-${count}`))) count += 1;
    const kept = folder.file(`${name}.begun-${count}`);
    renameSync(folder.file(name), kept);
    console.log(`  What was begun there is kept in ${kept}: put it back under its old name to go on with it.`);
  }
  rmSync(folder.file(name), { recursive: true, force: true });
}

/** The day of a second, UTC: 2026-01-31. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
