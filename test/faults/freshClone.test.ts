import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HouseFolder } from "#scripts/node/HouseFolder.ts";
import { ProcessBook } from "#scripts/node/ProcessBook.ts";
import { freePorts } from "#scripts/node/ports.fixture.ts";
import { isFree } from "#scripts/node/ports.ts";
import { filesOfTheRepository, root } from "../architecture/repository.ts";
import { aliveOf, HouseProcess } from "./HouseProcess.ts";
import { stateIsWritten } from "./stateIsWritten.ts";

let parent: string;
let clone: string;
let port: number;
const started: HouseProcess[] = [];

function npmStart(...args: string[]): HouseProcess {
  const one = new HouseProcess("npm", ["start", "--", ...args], { cwd: clone });
  started.push(one);
  return one;
}

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), "fresh clone "));
  clone = join(parent, "a café");
  for (const file of filesOfTheRepository()) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(root, file), join(clone, file));
  }
  // Whoever runs this has just had them installed by the same bootstrap; all else is made anew.
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  port = await freePorts();
});

afterAll(async () => {
  for (const one of started) one.kill();
  await new ProcessBook(new HouseFolder(join(clone, ".house"))).endLeftovers();
  rmSync(parent, { recursive: true, force: true });
});

describe("a fresh clone, without git, in a path with spaces", () => {
  it("opens by npm start alone, and closes without leaving a process", async () => {
    const house = npmStart("--port", String(port));
    const address = await house.address();
    expect(await (await fetch(address)).text()).toContain("<!doctype html>");
    expect(await (await fetch(`${address}/terminal/`)).text()).toContain("<!doctype html>");
    const deployment = await (await fetch(`${address}/deployment.json`)).json();
    expect(deployment).toMatchObject({ format: 1, practice: true, chainId: 31337 });
    house.interrupt();
    await house.ended;
    expect([await isFree(port), await isFree(port + 1), aliveOf(join(clone, ".house"))]).toEqual([true, true, []]);
  });

  it("remembers its port and its house", async () => {
    const house = npmStart();
    expect(await house.address()).toBe(`http://localhost:${port}`);
    expect(house.said).toContain("The house as you left it");
    await stateIsWritten(join(clone, ".house"));
    house.kill();
    await house.ended;
  });

  it("opens again after kill -9", async () => {
    const house = npmStart();
    expect(await house.address()).toBe(`http://localhost:${port}`);
    house.interrupt();
    await house.ended;
    expect(aliveOf(join(clone, ".house"))).toEqual([]);
    const listening = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
    expect(listening).not.toContain(clone);
  });
});
