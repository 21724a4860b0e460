import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { encodeFunctionData, type Hex, keccak256, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { recordHash } from "#protocol/relay/records.ts";
import { callId } from "#protocol/relay/relayApi.ts";
import { type Anvil, fund, startAnvil } from "#relay/anvil.fixture.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { freePort } from "#relay/freePort.fixture.ts";
import { Rig } from "#relay/rig.fixture.ts";
import { SEED } from "./storm/asked.ts";
import { dice } from "./storm/Weather.ts";

const CHAIN = 31_999;
const ITEMS = 14;
const KILLS = 6;
/** Of one thing that is handed in: its text, the call, that the call names the text, what is signed, what is mined. */
const WRITES = 5;
/** Counts in the slot that the fourth word of a call names, and asks nothing: whatever arrives twice is seen. */
const COUNTS_EACH = "0x606435805460010190550000";

const roll = dice(SEED);
const both = [0, 1] as const;
const folder = mkdtempSync(join(tmpdir(), "two relays "));
const keys = both.map((which) => keccak256(stringToHex(`relay ${which}`)));
/** Those that run now, and how often each was killed. */
const relays: (ChildProcess | undefined)[] = [undefined, undefined];
const killed = [0, 0];

let anvil: Anvil;
let nodes: Rig[];
let origins: string[];
let house: Deployment;

/** Each is a process with its own folder, its own key and its own node. */
function start(which: number): void {
  const file = fileURLToPath(new URL("./chaosRelay.ts", import.meta.url));
  const { port } = new URL(origins[which]!);
  const own = [nodes[which]!.url, keys[which]!, join(folder, String(which)), port];
  const args = [file, String(CHAIN), ...own, join(folder, "house.json"), "", "300"];
  relays[which] = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "ignore", "ipc"] });
}

async function kill(which: number): Promise<void> {
  const relay = relays[which]!;
  const ended = once(relay, "exit");
  relay.kill("SIGKILL");
  expect(await ended).toEqual([null, "SIGKILL"]);
  killed[which]! += 1;
  start(which);
  await until(async () => (await fetch(`${origins[which]}/health`)).status > 0);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) await pause(50);
}

const textOf = (item: number) => `What ${item} would look after.`;
const hashOf = (item: number) => recordHash(textOf(item));

function callOf(item: number): { to: Hex; data: Hex } {
  const message = { term: 1, seat: item + 1, epoch: 0, statement: hashOf(item), nonce: 1n, deadline: 2_000_000_000 };
  const data = encodeFunctionData({ abi: electionsAbi, functionName: "nominate", args: [message, "0x"] });
  return { to: house.contracts.Elections, data };
}

/** Hands something in at one relay, as a page does: the same words again, until it says that it has them. */
async function handIn(which: number, path: string, body: string): Promise<void> {
  await until(async () => (await fetch(origins[which] + path, { method: "POST", body })).ok);
}

async function textAt(which: number, item: number): Promise<string | undefined> {
  const answer = await fetch(`${origins[which]}/records/${hashOf(item)}`);
  return answer.ok ? answer.text() : undefined;
}

/** What the relays say of a call, those that know it. */
async function statesOf(item: number): Promise<string[]> {
  const asked = both.map((which) => fetch(`${origins[which]}/relay/calls/${callId(callOf(item))}`));
  const known = (await Promise.all(asked)).filter(({ ok }) => ok);
  return Promise.all(known.map(async (answer) => ((await answer.json()) as { state: string }).state));
}

/** Each is in the chain once and each text at both, and the relay that has it comes to say of its own that it is done. */
async function expectKept(items: readonly number[]): Promise<void> {
  await until(async () => (await Promise.all(items.map(timesOf))).every((times) => times > 0));
  for (const which of both) {
    await until(async () => (await Promise.all(items.map((i) => textAt(which, i)))).every((text) => text));
  }
  expect(await Promise.all(items.map(timesOf))).toEqual(items.map(() => 1));
  const texts = await Promise.all(both.map((which) => Promise.all(items.map((i) => textAt(which, i)))));
  expect(texts).toEqual(both.map(() => items.map(textOf)));
  await until(async () => (await Promise.all(items.map(statesOf))).every((states) => states.join() === "included"));
}

const timesOf = async (item: number) =>
  Number(await anvil.rpc("eth_getStorageAt", [house.contracts.Elections, hashOf(item), "latest"]));

beforeAll(async () => {
  anvil = await startAnvil(CHAIN, { blockTime: 1 });
  for (const key of keys) await fund(anvil, privateKeyToAccount(key).address);
  nodes = await Promise.all(both.map(() => Rig.before(anvil)));
  origins = await Promise.all(both.map(async () => `http://127.0.0.1:${await freePort()}`));
  house = aDeployment({ practice: false, chainId: CHAIN, relays: origins });
  await anvil.rpc("anvil_setCode", [house.contracts.Elections, COUNTS_EACH]);
  writeFileSync(join(folder, "house.json"), JSON.stringify(house));
  for (const which of both) start(which);
});
afterAll(() => {
  for (const relay of relays) relay?.kill("SIGKILL");
  for (const node of nodes) node.stop();
  anvil.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("two relays in processes of their own, either of which is killed at any moment", () => {
  it("lose nothing that one has taken, send nothing twice, and give out every text through either", async () => {
    const kills = (async () => {
      for (let n = 0; n < KILLS; n++) {
        await pause(roll(600));
        // Whatever the dice say, each falls at least once.
        await kill(n < 2 ? n : roll(2));
      }
    })();
    for (let item = 0; item < ITEMS; item++) {
      const which = roll(2);
      await handIn(which, "/records", textOf(item));
      await handIn(which, "/relay/calls", JSON.stringify(callOf(item)));
      await pause(roll(300));
    }
    await kills;
    await expectKept(Array.from({ length: ITEMS }, (_, i) => i));
    expect(Math.min(...killed)).toBeGreaterThan(0);
    expect(killed[0]! + killed[1]!).toBe(KILLS);
  });

  it("lose nothing either when one dies between two writes that belong together", async () => {
    const items: number[] = [];
    for (let writes = 1; writes <= WRITES; writes++) {
      const item = ITEMS + writes;
      items.push(item);
      const relay = relays[0]!;
      const ended = once(relay, "exit");
      relay.send(writes);
      const again = ended.then(() => start(0));
      await handIn(0, "/records", textOf(item));
      await handIn(0, "/relay/calls", JSON.stringify(callOf(item)));
      await again;
      expect(await ended).toEqual([null, "SIGKILL"]);
    }
    await expectKept(items);
  });
});
