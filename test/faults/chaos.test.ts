import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { encodeFunctionData, type Hex, keccak256, numberToHex, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { callId } from "#protocol/relay/relayApi.ts";
import { type Anvil, fund, startAnvil } from "#relay/anvil.fixture.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { freePort } from "#relay/freePort.fixture.ts";
import { Rig } from "#relay/rig.fixture.ts";

const CHAIN = 31_999;
const ITEMS = Number(process.env.RUNDE_CHAOS_ITEMS ?? 60);
const SEED = Number(process.env.RUNDE_CHAOS_SEED ?? 1);
/** Counts in the slot that the fourth word of a call names, and asks nothing: whatever arrives twice is seen. */
const COUNTS_EACH = "0x606435805460010190550000";
const key = keccak256(stringToHex("the relay in the storm"));
const house = aDeployment({ practice: false, chainId: CHAIN });

let anvil: Anvil;
let rig: Rig;
let relay: ChildProcess | undefined;
let place: { relayPort: number; state: string; data: string };
const happened: Record<string, number> = {};

/** The same storm for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const startNode = () => startAnvil(CHAIN, { blockTime: 1, state: place.state });

function startRelay(): void {
  const file = fileURLToPath(new URL("./chaosRelay.ts", import.meta.url));
  const args = [file, String(CHAIN), rig.url, key, place.data, String(place.relayPort)];
  relay = spawn(process.execPath, args, { stdio: "ignore" });
}

const origin = () => `http://127.0.0.1:${place.relayPort}`;
const word = (item: number) => numberToHex(item + 1, { size: 32 });

function callOf(item: number): { to: Hex; data: Hex } {
  const message = { term: 1, seat: item + 1, epoch: 0, statement: word(item), nonce: 1n, deadline: 2_000_000_000 };
  const args = [message, "0x"] as const;
  return {
    to: house.contracts.Elections,
    data: encodeFunctionData({ abi: electionsAbi, functionName: "nominate", args }),
  };
}

/** As a till does: the same words again, until the chain itself says that it is done. */
async function handIn(item: number): Promise<void> {
  const call = callOf(item);
  const known = await fetch(`${origin()}/relay/calls/${callId(call)}`).catch(() => undefined);
  if (known?.ok && ((await known.json()) as { state: string }).state !== "failed") return;
  await fetch(`${origin()}/relay/calls`, { method: "POST", body: JSON.stringify(call) }).catch(() => undefined);
}

const countOf = async (item: number) =>
  Number(await anvil.rpc("eth_getStorageAt", [house.contracts.Elections, word(item), "latest"]));

async function countAll(): Promise<number[]> {
  return Promise.all(Array.from({ length: ITEMS }, (_, item) => countOf(item)));
}

const storms: Record<string, (roll: (sides: number) => number) => Promise<void>> = {
  async "kill -9 of the relay"() {
    relay?.kill("SIGKILL");
    await pause(100);
    startRelay();
  },
  async "kill -9 of the node"() {
    anvil.stop();
    await pause(500);
    anvil = await startNode();
  },
  async "blocks taken back"(roll) {
    const head = Number(await anvil.rpc("eth_blockNumber"));
    if (head > 14) await anvil.rpc("anvil_reorg", [1 + roll(10), []]);
  },
  async "answers lost"(roll) {
    rig.happen(roll(2) === 0 ? "lost" : "unanswered", roll(2) === 0 ? "eth_sendRawTransaction" : "*", 1 + roll(5));
  },
  async "a pool that forgets"() {
    await rig.evict();
  },
  async "halves that do not agree"(roll) {
    rig.mischief.lag = roll(4);
  },
  async "a node that is busy"(roll) {
    rig.happen("429", "*", 1 + roll(3));
  },
};

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "runde storm "));
  place = {
    relayPort: await freePort(),
    state: join(folder, "chain.json"),
    data: join(folder, "relay"),
  };
  anvil = await startNode();
  await fund(anvil, privateKeyToAccount(key).address);
  await anvil.rpc("anvil_setCode", [house.contracts.Elections, COUNTS_EACH]);
  // Until the chain's file holds both, a kill would take them away.
  await pause(3_000);
  rig = await Rig.before({ rpc: (method, params) => anvil.rpc(method, params) });
  Object.assign(rig.mischief, { gethRule: true, mostInBatch: 10, mostBlocks: 100 });
  startRelay();
});
afterAll(() => {
  relay?.kill("SIGKILL");
  rig?.stop();
  anvil?.stop();
});

describe.skipIf(anvilFile() === undefined)(`given ${ITEMS} calls in a storm (seed ${SEED})`, () => {
  it("loses none, makes none twice, and nothing stays stuck", async () => {
    const roll = dice(SEED);
    const names = Object.keys(storms);
    const began = performance.now();
    for (let item = 0; item < ITEMS; item++) {
      await handIn(item);
      if (roll(3) > 0) continue;
      const name = names[roll(names.length)]!;
      happened[name] = (happened[name] ?? 0) + 1;
      await storms[name]!(roll).catch(() => undefined);
    }
    rig.behave();
    Object.assign(rig.mischief, { gethRule: true, mostInBatch: 10 });
    let counts = await countAll();
    // Nothing more goes wrong now; what is on its way arrives, and stays.
    for (let quiet = 0; quiet < 5; ) {
      for (const [item, count] of counts.entries()) if (count === 0) await handIn(item);
      await pause(1_000);
      counts = await countAll().catch(() => counts.map(() => 0));
      quiet = counts.every((count) => count > 0) ? quiet + 1 : 0;
    }
    const result = {
      items: ITEMS,
      seed: SEED,
      lost: counts.filter((count) => count === 0).length,
      double: counts.filter((count) => count > 1).length,
      seconds: Math.round((performance.now() - began) / 1_000),
      happened,
    };
    if (process.env.RUNDE_CHAOS_RESULT)
      writeFileSync(process.env.RUNDE_CHAOS_RESULT, `${JSON.stringify(result, null, 2)}\n`);
    expect(result).toMatchObject({ lost: 0, double: 0 });
    const { waiting } = (await (await fetch(`${origin()}/health`)).json()) as { waiting: number };
    expect(waiting).toBe(0);
  });
});
