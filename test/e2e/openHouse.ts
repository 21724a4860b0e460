import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { HouseFolder } from "#scripts/node/HouseFolder.ts";
import { ProcessBook } from "#scripts/node/ProcessBook.ts";
import { aFreePair } from "#scripts/node/ports.fixture.ts";
import { root } from "#scripts/process/runTool.ts";
import { presentDay } from "#scripts/tests/fakedDay.ts";
import { HouseProcess } from "../faults/HouseProcess.ts";

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
  const folder = mkdtempSync(join(tmpdir(), "an e2e house "));
  const port = await aFreePair();
  const args = ["scripts/bootstrap.mjs", "start", "--anchor", presentDay, "--port", String(port)];
  const house = new HouseProcess(process.execPath, args, { cwd: root, env: { RUNDE_HOUSE: folder } });
  const close = async () => {
    house.interrupt();
    await Promise.race([house.ended, new Promise((resolve) => setTimeout(resolve, 10_000))]);
    house.kill();
    await new ProcessBook(new HouseFolder(folder)).endLeftovers();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    project.provide("house", await house.address());
    project.provide("houseFolder", folder);
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}
