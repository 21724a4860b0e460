import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HouseFolder } from "#scripts/node/HouseFolder.ts";
import { ProcessBook } from "#scripts/node/ProcessBook.ts";
import { freePorts } from "#scripts/node/ports.fixture.ts";
import { root } from "#scripts/process/runTool.ts";
import { presentDay } from "#scripts/tests/fakedDay.ts";
import { HouseProcess } from "../faults/HouseProcess.ts";

export interface StartedHouse {
  address: string;
  /** Where it lies on the disk. */
  folder: string;
  /** Waits until it prints something, be it long ago. */
  until(words: RegExp): Promise<RegExpMatchArray>;
  close(): Promise<void>;
}

/** Opens a house as a person does, in a folder of its own: `npm start -- …`, on the day that the tests live in. */
export async function startedHouse(...args: string[]): Promise<StartedHouse> {
  const folder = mkdtempSync(join(tmpdir(), "an e2e house "));
  const port = await freePorts();
  const day = args.includes("--anchor") ? [] : ["--anchor", presentDay];
  const start = ["scripts/bootstrap.mjs", "start", ...day, "--port", String(port), ...args];
  const house = new HouseProcess(process.execPath, start, { cwd: root, env: { RUNDE_HOUSE: folder } });
  const close = async () => {
    house.interrupt();
    await Promise.race([house.ended, new Promise((resolve) => setTimeout(resolve, 10_000))]);
    house.kill();
    await new ProcessBook(new HouseFolder(folder)).endLeftovers();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const address = await house.address();
    await house.until(/npm start opens it again/);
    return { address, folder, until: (words) => house.until(words), close };
  } catch (error) {
    await close();
    throw error;
  }
}
