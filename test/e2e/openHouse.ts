import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { root } from "#scripts/process/runTool.ts";
import { startedHouse } from "./startedHouse.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the house that all files of this folder visit. */
    house: string;
    /** Where it lies on the disk. */
    houseFolder: string;
  }
}

/**
 * Opens one house for the whole run, as a person does: same command, same story. Who is at work on a test visits a
 * house of their own instead: RUNDE_E2E_HOUSE=http://localhost:PORT (its chain on the port after it).
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const open = process.env.RUNDE_E2E_HOUSE;
  if (open) {
    project.provide("house", open);
    project.provide("houseFolder", process.env.RUNDE_HOUSE ?? join(root, ".house"));
    return async () => {};
  }
  const { address, folder, close } = await startedHouse();
  project.provide("house", address);
  project.provide("houseFolder", folder);
  return close;
}
