import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anvilFile } from "#relay/anvilFile.ts";
import { HouseFolder } from "#scripts/node/HouseFolder.ts";
import { holdLock } from "#scripts/node/holdLock.ts";
import { ProcessBook } from "#scripts/node/ProcessBook.ts";
import { freePorts } from "#scripts/node/ports.fixture.ts";
import { isFree } from "#scripts/node/ports.ts";
import { root } from "#scripts/process/runTool.ts";
import { aliveOf, HouseProcess } from "./HouseProcess.ts";
import { stateIsWritten } from "./stateIsWritten.ts";

let folder: string;
let port: number;
let processes: HouseProcess[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "a house "));
  port = await freePorts();
  processes = [];
});

afterEach(async () => {
  for (const one of processes) one.kill();
  await new ProcessBook(new HouseFolder(folder)).endLeftovers();
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}, ...more: string[]): HouseProcess {
  const at = more.includes("--port") ? [] : ["--port", String(port)];
  const args = [join(root, "test/faults/standInHouse.ts"), ...at, ...more];
  const one = new HouseProcess(process.execPath, args, {
    cwd: root,
    env: { RUNDE_HOUSE: folder, ...env },
  });
  processes.push(one);
  return one;
}

const isQuiet = async () => [await isFree(port), await isFree(port + 1), aliveOf(folder).length === 0];
const rpcOf = async (address: string, method: string, params: unknown[]) => {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(`${address}/rpc`, { method: "POST", body });
  return ((await response.json()) as { result: unknown }).result;
};
const gift = (address: string) =>
  rpcOf(address, "eth_getBalance", ["0x00000000000000000000000000000000000000cc", "latest"]);

describe.skipIf(anvilFile() === undefined)("a started house", () => {
  it("opens, closes at Ctrl-C without leaving a process, and opens again as it was", async () => {
    const first = start();
    const address = await first.address();
    expect(address).toBe(`http://localhost:${port}`);
    expect(await (await fetch(address)).text()).toContain("<!doctype html>");
    expect(await gift(address)).toBe("0x5");
    first.interrupt();
    expect(await first.ended).toBe(0);
    expect(await isQuiet()).toEqual([true, true, true]);

    const second = start();
    expect(await gift(await second.address())).toBe("0x5");
    expect(second.said).toContain("The house as you left it");
    second.interrupt();
    await second.ended;
  });

  it("comes back after kill -9, and ends what that left behind", async () => {
    const first = start();
    await first.address();
    await stateIsWritten(folder);
    first.kill();
    await first.ended;
    // The node lives in a group of its own and is still there.
    expect(aliveOf(folder)).toEqual(["chain"]);
    const second = start();
    expect(await gift(await second.address())).toBe("0x5");
    expect(second.said).toContain("An earlier start was still there");
    second.interrupt();
    await second.ended;
    expect(await isQuiet()).toEqual([true, true, true]);
  });

  it("stops in the middle of its story, and tells it again", async () => {
    const first = start({ STORY_LASTS: "3600000" });
    await first.until(/Telling/);
    first.interrupt();
    expect(await first.ended).toBe(130);
    expect(await isQuiet()).toEqual([true, true, true]);
    const second = start();
    expect(await gift(await second.address())).toBe("0x5");
    expect(second.said).toContain("A new house");
    second.interrupt();
    await second.ended;
  });

  it("is taken over by a second start in the same folder", async () => {
    const first = start();
    await first.address();
    const second = start();
    await second.until(/An earlier start was still there/);
    await second.address();
    expect(await first.ended).toBe(0);
    expect(first.said).toContain("Closing: another start, or the system, has asked for it.");
    second.interrupt();
    await second.ended;
  });

  it("stays open when a second start asks for what it cannot be", async () => {
    const first = start();
    const address = await first.address();
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const taken = String((other.address() as AddressInfo).port);
    for (const [wish, why] of [
      [["--port", taken], `Port ${taken} is taken by another program`],
      [["--anchor", "2026-03-01"], "was told for"],
      [["--empty"], "has a story"],
      [["--phone-at", "nowhere"], "--phone-at wants an address"],
    ] as const) {
      const second = start({}, ...wish);
      expect(await second.ended).toBe(1);
      expect(second.said).toContain(why);
      expect(await gift(address)).toBe("0x5");
    }
    other.close();
    first.interrupt();
    await first.ended;
  });

  it("says so when another start begins there at the same moment", async () => {
    const letGo = holdLock(new HouseFolder(folder), "starting.lock", String);
    const late = start();
    expect(await late.ended).toBe(1);
    expect(late.said).toContain(`Another start is just beginning in ${folder} (process ${process.pid})`);
    letGo();
    // It has left the lock to its holder, and the next start finds it free.
    const next = start();
    await next.address();
    next.interrupt();
    await next.ended;
  });

  it("says in words what it cannot do", async () => {
    const wrong = new HouseProcess(process.execPath, [join(root, "test/faults/standInHouse.ts"), "--anchor", "soon"], {
      cwd: root,
      env: { RUNDE_HOUSE: folder },
    });
    processes.push(wrong);
    expect(await wrong.ended).toBe(1);
    expect(wrong.said.trim()).toBe("--anchor wants a day such as 2026-03-01");
  });
});
