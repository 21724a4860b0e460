import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { type PracticePerson, practicePeopleSchema } from "#protocol/house/practice.ts";
import { HouseFolder } from "#scripts/node/HouseFolder.ts";
import { ProcessBook } from "#scripts/node/ProcessBook.ts";
import { freePorts } from "#scripts/node/ports.fixture.ts";
import { HouseProcess } from "../../test/faults/HouseProcess.ts";

export interface OpenHouse {
  address: string;
  deployment: Deployment;
  people: readonly PracticePerson[];
}

/** Opens a house as `npm start` does, with the demo club in it, and closes it again. */
export async function withHouse<T>(run: (house: OpenHouse) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "runde bench "));
  const port = await freePorts();
  const args = ["scripts/bootstrap.mjs", "start", "--port", String(port)];
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const house = new HouseProcess(process.execPath, args, { cwd, env: { RUNDE_HOUSE: folder } });
  try {
    const address = await house.address();
    const deployment = parseDeployment(await (await fetch(`${address}/deployment.json`)).json());
    const people = v.parse(practicePeopleSchema, await (await fetch(`${address}/practice/people`)).json());
    return await run({ address, deployment, people });
  } finally {
    house.interrupt();
    await Promise.race([house.ended, new Promise((resolve) => setTimeout(resolve, 10_000))]);
    house.kill();
    await new ProcessBook(new HouseFolder(folder)).endLeftovers();
    rmSync(folder, { recursive: true, force: true });
  }
}
