import { mkdtempSync, rmSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { Chain } from "./Chain.ts";
import { HouseFolder } from "./HouseFolder.ts";
import { ProcessBook, startOf } from "./ProcessBook.ts";
import { freePorts } from "./ports.fixture.ts";
import { choosePorts, isFree } from "./ports.ts";
import { rpc } from "./rpc.ts";

const ACCOUNT = "0x00000000000000000000000000000000000000aa";
let folder: HouseFolder;
let port: number;
let chains: Chain[];

beforeEach(async () => {
  folder = new HouseFolder(mkdtempSync(join(tmpdir(), "a house ")));
  port = await freePorts();
  chains = [];
});

afterEach(async () => {
  for (const chain of chains) await chain.stop();
  rmSync(folder.path, { recursive: true, force: true });
});

async function start(more: Partial<Parameters<typeof Chain.start>[0]> = {}): Promise<Chain> {
  const chain = await Chain.start({ folder, processes: new ProcessBook(folder), port, chainId: 31337, ...more });
  chains.push(chain);
  return chain;
}

function pidOfChain(): number {
  const { pid } = JSON.parse(readProcesses())[0];
  return pid;
}

function readProcesses(): string {
  return JSON.stringify(folder.read("processes.json", { parse: (value: unknown) => value } as never));
}

describe.skipIf(anvilFile() === undefined)("given a chain that remembers", () => {
  it("begins in the past, ends in the present and knows both after a stop", async () => {
    const first = await start({ beginsAt: 1_700_000_000 });
    expect((await first.head()).timestamp).toBe(1_700_000_000);
    expect(await rpc(first.url, "eth_accounts")).toEqual([]);
    await rpc(first.url, "anvil_setBalance", [ACCOUNT, "0x7"]);
    await first.forwardTo(deviceTime() + 86_400);
    await first.stop();
    expect(await isFree(port)).toBe(true);

    const second = await start();
    expect(await rpc(second.url, "eth_getBalance", [ACCOUNT, "latest"])).toBe("0x7");
    const before = await second.head();
    await second.mine();
    // The node itself would go back by a day here; what a busy machine loses on the way is far less.
    expect((await second.head()).timestamp).toBeGreaterThan(before.timestamp);
    expect(Math.abs((await second.now()) - deviceTime() - 86_400)).toBeLessThan(3_600);
  });

  it("is taken up by the next start after kill -9, without leaving a process", async () => {
    const first = await start();
    first.onLoss = () => {};
    await rpc(first.url, "anvil_setBalance", [ACCOUNT, "0x9"]);
    await first.mine();
    const written = () =>
      JSON.stringify(folder.read("chain.json", { parse: (value: unknown) => value } as never) ?? "");
    await expect.poll(written).toContain(ACCOUNT);
    process.kill(pidOfChain(), "SIGKILL");
    const second = await start();
    expect(await rpc(second.url, "eth_getBalance", [ACCOUNT, "latest"])).toBe("0x9");
  });

  it("takes the older state when the newer is cut off", async () => {
    const first = await start();
    await first.mine();
    await first.stop();
    const { copyFileSync } = await import("node:fs");
    copyFileSync(folder.file("chain.json"), folder.file("chain.older.json"));
    truncateSync(folder.file("chain.json"), 300);
    const second = await start();
    expect((await second.head()).number).toBe(1);
  });

  it("ends what an earlier start left behind, and nothing whose start time is another", async () => {
    const first = await start();
    first.onLoss = () => {};
    const pid = pidOfChain();
    new ProcessBook(folder).add("not ours", process.pid);
    folder.write("processes.json", [
      ...JSON.parse(readProcesses()).filter((one: { pid: number }) => one.pid === pid),
      { name: "stranger", pid: process.ppid, started: "1" },
    ]);
    expect(await new ProcessBook(folder).endLeftovers()).toEqual(["chain"]);
    expect(startOf(pid)).toBeUndefined();
    expect(startOf(process.ppid)).toBeDefined();
  });

  it("mines when somebody looks at an old block, and only then", async () => {
    const chain = await start({ beginsAt: deviceTime() - 100 });
    await chain.forwardTo(deviceTime());
    const { number } = await chain.head();
    await chain.freshen(3_000);
    expect((await chain.head()).number).toBe(number);
    await rpc(chain.url, "evm_increaseTime", [4_000]);
    await chain.freshen(3_000);
    expect((await chain.head()).number).toBe(number + 1);
  });
});

describe("given the node that forgets", () => {
  it("starts at the asked time and says that it does not last", async () => {
    const chain = await start({ withoutAnvil: true, beginsAt: 1_800_000_000 });
    expect(chain.persists).toBe(false);
    expect((await chain.head()).timestamp).toBe(1_800_000_000);
    expect(await rpc(chain.url, "eth_chainId")).toBe("0x7a69");
  });
});

describe("given ports", () => {
  it("are chosen once and remembered", async () => {
    const ports = await choosePorts(folder, port);
    expect(ports).toEqual({ app: port, chain: port + 1 });
    expect(await choosePorts(folder)).toEqual(ports);
  });

  it("stop with the number and the way out when one is taken", async () => {
    await start();
    await expect(choosePorts(folder, port)).rejects.toThrow(new RegExp(`Port ${port} is taken.*--port`));
  });

  it("are waited for when a program that was ended gives one back a moment later", async () => {
    const ended = createServer();
    await new Promise<void>((resolve) => ended.listen({ port: port + 1, host: "127.0.0.1" }, resolve));
    setTimeout(() => ended.close(), 300);
    expect(await choosePorts(folder, port)).toEqual({ app: port, chain: port + 1 });
  });
});
