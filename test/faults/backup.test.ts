import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeFunctionData, type Hex, keccak256, numberToHex, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { recordHash } from "#protocol/relay/records.ts";
import { callId } from "#protocol/relay/relayApi.ts";
import { type Anvil, fund, startAnvil } from "#relay/anvil.fixture.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { freePort } from "#relay/freePort.fixture.ts";
import { PaperShelf } from "#relay/papers/PaperShelf.ts";
import { folderOf } from "#relay/store/folderOf.ts";
import { RelayStore } from "#relay/store/RelayStore.ts";
import { root } from "#scripts/process/runTool.ts";

const CHAIN = 31_999;
/** As the house's contracts do: what a call means happens once (its fourth word says which), and again is refused. */
const ONCE = "0x6064358054600d5760019055005b60006000fd";
const house = aDeployment({ practice: false, chainId: CHAIN });
const paper = new TextEncoder().encode("%PDF-1.7 flour");

let folder: string;
let anvil: Anvil;
let port: number;
let relay: ChildProcess | undefined;

const at = (name: string) => join(folder, name);
const origin = () => `http://127.0.0.1:${port}`;
const keyOf = (name: string) => keccak256(stringToHex(name));
const accountOf = (name: string) => privateKeyToAccount(keyOf(name)).address;

async function start(data: string, key = "relay"): Promise<void> {
  const file = fileURLToPath(new URL("./chaosRelay.ts", import.meta.url));
  relay = spawn(process.execPath, [file, String(CHAIN), anvil.url, keyOf(key), at(data), String(port)], {
    stdio: "ignore",
  });
  await until(async () => (await fetch(`${origin()}/health`)).status > 0);
}

async function kill(): Promise<void> {
  const ended = new Promise((resolve) => relay?.once("exit", resolve));
  relay?.kill("SIGKILL");
  await ended;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A command beside the relay, as on a server. */
function command(name: string, data: string, ...args: string[]): string {
  const file = join(root, `relay/commands/${name}.ts`);
  const env = { PATH: process.env.PATH, RUNDE_DEPLOYMENT: at("house.json"), RUNDE_DATA: at(data) };
  return execFileSync(process.execPath, [file, ...args], { env, encoding: "utf8", stdio: "pipe" });
}

function nomination(item: number, statement: Hex = numberToHex(item, { size: 32 })): { to: Hex; data: Hex } {
  const message = { term: 1, seat: item, epoch: 0, statement, nonce: 1n, deadline: 2_000_000_000 };
  const args = [message, "0x"] as const;
  const data = encodeFunctionData({ abi: electionsAbi, functionName: "nominate", args });
  return { to: house.contracts.Elections, data };
}

const post = (path: string, body: string) => fetch(origin() + path, { method: "POST", body });
const handIn = async (call: { to: Hex; data: Hex }) =>
  expect((await post("/relay/calls", JSON.stringify(call))).status).toBe(202);
const stateOf = async (call: { to: Hex; data: Hex }) =>
  ((await (await fetch(`${origin()}/relay/calls/${callId(call)}`)).json()) as { state: string }).state;
const included = (...calls: { to: Hex; data: Hex }[]) =>
  until(async () => (await Promise.all(calls.map(stateOf))).every((state) => state === "included"));
const waiting = async () => ((await (await fetch(`${origin()}/health`)).json()) as { waiting: number }).waiting;
/** Transactions of a key that are in blocks, those that failed included. */
const sentBy = async (key: string) => Number(await anvil.rpc("eth_getTransactionCount", [accountOf(key), "latest"]));
const mine = () => anvil.rpc("anvil_mine", ["0x1"]);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "runde backup "));
  writeFileSync(at("house.json"), JSON.stringify(house));
  anvil = await startAnvil(CHAIN);
  port = await freePort();
  for (const key of ["relay", "another"]) await fund(anvil, accountOf(key));
  await anvil.rpc("anvil_setCode", [house.contracts.Elections, ONCE]);
});
afterEach(async () => {
  relay?.kill("SIGKILL");
  anvil.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(anvilFile() === undefined)("given a relay with texts, papers and calls", () => {
  it("is found again elsewhere, all of it, from a backup that was made while it worked", async () => {
    // A paper that lies there already; who may hand one in is another test's.
    const store = new RelayStore(folderOf(at("one"), house.houseId));
    new PaperShelf(store, folderOf(at("one"), house.houseId)).put(
      paper,
      { hash: keccak256(paper), audience: "public", whose: "operator" },
      1_800_000_000,
    );
    store.close();
    await start("one");
    const text = "I would look after the books.";
    await post("/records", text);
    const call = nomination(1, recordHash(text));
    await handIn(call);
    await included(call);
    command("records", "one", "hide", `0x${"ab".repeat(32)}`, "--reason", "A name that must not be here");

    expect(command("backup", "one", "--to", at("kept"))).toContain("with 1 papers");
    expect(statSync(at("kept")).mode & 0o077).toBe(0);
    // It overwrites nothing.
    expect(() => command("backup", "one", "--to", at("kept"))).toThrow(/is there already/);
    const later = nomination(2);
    await handIn(later);
    await included(later);
    await kill();
    rmSync(at("one"), { recursive: true });

    expect(command("restore", "two", "--from", at("kept"))).toContain("with 1 papers. Start the relay as usual");
    await start("two");
    expect(await (await fetch(`${origin()}/records/${recordHash(text)}`)).text()).toBe(text);
    expect(await stateOf(call)).toBe("included");
    expect((await fetch(`${origin()}/papers/${keccak256(paper)}`)).status).toBe(200);
    expect((await fetch(`${origin()}/records/0x${"ab".repeat(32)}`)).status).toBe(451);
    expect(await sentBy("relay")).toBe(2);
    // Where a relay works nothing is put over it.
    expect(() => command("restore", "two", "--from", at("kept"))).toThrow(/a relay has worked already/);
  });

  it("sends nothing twice from a backup that is old by now", async () => {
    await anvil.rpc("evm_setAutomine", [false]);
    await start("one");
    const [onTheWay, queued] = [nomination(1), nomination(2)];
    await handIn(onTheWay);
    await until(async () => (await stateOf(onTheWay)) === "sent");
    // 30 gwei, and the relay pays 20: what comes now waits without a place.
    await anvil.rpc("anvil_setNextBlockBaseFeePerGas", ["0x6fc23ac00"]);
    await mine();
    await handIn(queued);
    expect(await stateOf(queued)).toBe("queued");
    command("backup", "one", "--to", at("kept"));
    await anvil.rpc("anvil_setNextBlockBaseFeePerGas", ["0x3b9aca00"]);
    await mine();
    await until(async () => {
      await mine();
      return (await waiting()) === 0;
    });
    const later = nomination(3);
    await handIn(later);
    await until(async () => {
      await mine();
      return (await stateOf(later)) === "included";
    });
    const sent = await sentBy("relay");
    expect(sent).toBe(3);
    await kill();

    command("restore", "two", "--from", at("kept"));
    await anvil.rpc("evm_setAutomine", [true]);
    await start("two");
    await until(async () => (await waiting()) === 0);
    expect(await stateOf(onTheWay)).toBe("included");
    const next = nomination(4);
    await handIn(next);
    await included(next);
    expect(await sentBy("relay")).toBe(sent + 1);
  });

  it("goes on with another key: what was done stays done, what waits is sent once", async () => {
    await start("one");
    const [done, waits] = [nomination(1), nomination(2)];
    await handIn(done);
    await included(done);
    await anvil.rpc("evm_setAutomine", [false]);
    await handIn(waits);
    await until(async () => (await stateOf(waits)) === "sent");
    await kill();
    // The old key's transaction never arrives.
    await anvil.rpc("anvil_dropAllTransactions");
    await anvil.rpc("evm_setAutomine", [true]);
    await start("one", "another");
    await included(waits);
    expect(await stateOf(done)).toBe("included");
    const next = nomination(3);
    await handIn(next);
    await included(next);
    expect([await sentBy("relay"), await sentBy("another")]).toEqual([1, 2]);
    // And it remembers so.
    await kill();
    await start("one", "another");
    expect([await stateOf(done), await stateOf(waits), await waiting()]).toEqual(["included", "included", 0]);
    expect(await sentBy("another")).toBe(2);
  });
});

describe.skipIf(anvilFile() === undefined)("a backup", () => {
  it("is refused in words where there is none, where it is damaged, and for another house", async () => {
    expect(() => command("backup", "nowhere", "--to", at("kept"))).toThrow(/no relay has kept anything yet/);
    expect(() => command("restore", "two", "--from", at("none"))).toThrow(/There is no file/);
    writeFileSync(at("damaged"), "not a backup");
    expect(() => command("restore", "two", "--from", at("damaged"))).toThrow(/is no backup of a relay, or is damaged/);
    new RelayStore(folderOf(at("one"), house.houseId)).close();
    const store = new RelayStore(folderOf(at("one"), house.houseId));
    new PaperShelf(store, folderOf(at("one"), house.houseId));
    store.close();
    command("backup", "one", "--to", at("kept"));
    const bytes = readFileSync(at("kept"));
    writeFileSync(at("cut"), bytes.subarray(0, bytes.length / 2));
    expect(() => command("restore", "two", "--from", at("cut"))).toThrow(/is no backup of a relay, or is damaged/);
    mkdirSync(at("other"));
    writeFileSync(at("house.json"), JSON.stringify({ ...house, houseId: `0x${"cd".repeat(32)}` }));
    expect(() => command("restore", "other", "--from", at("kept"))).toThrow(/is of another house/);
    expect(existsSync(at("two"))).toBe(false);
  });
});
