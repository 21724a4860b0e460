import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { keccak256, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { type Anvil, fund, startAnvil } from "#relay/anvil.fixture.ts";
import { freePort } from "#relay/freePort.fixture.ts";
import { Rig } from "#relay/rig.fixture.ts";

/** A whole number below so many sides. */
export type Dice = (sides: number) => number;

/** The same storm for the same seed. */
export function dice(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** What may go wrong, by its name in the result. */
export type Storms = Record<string, (roll: Dice) => Promise<void>>;

const RELAY_KEY = keccak256(stringToHex("the relay in the storm"));

/** What stands behind a counter: a node with a bad way to it, and a relay in a process of its own; each may be killed. */
export class BackRoom {
  readonly rig: Rig;
  readonly relayPort: number;
  readonly #chainId: number;
  readonly #folder: string;
  #anvil: Anvil;
  #relay: ChildProcess | undefined;
  /** What the relay is started with, besides where everything is. */
  #house: string[] = [];

  private constructor(chainId: number, folder: string, anvil: Anvil, relayPort: number, rig: Rig) {
    [this.#chainId, this.#folder, this.#anvil] = [chainId, folder, anvil];
    [this.relayPort, this.rig] = [relayPort, rig];
  }

  static async open(chainId: number): Promise<BackRoom> {
    const folder = mkdtempSync(join(tmpdir(), "runde storm "));
    const anvil = await startNode(chainId, folder);
    await fund(anvil, privateKeyToAccount(RELAY_KEY).address);
    const rig = await Rig.before({ rpc: (method, params) => room.anvil.rpc(method, params) });
    const room: BackRoom = new BackRoom(chainId, folder, anvil, await freePort(), rig);
    room.behave();
    return room;
  }

  /** The chain itself, past everything that goes wrong. */
  get anvil(): Anvil {
    return this.#anvil;
  }

  get relayOrigin(): string {
    return `http://127.0.0.1:${this.relayPort}`;
  }

  /**
   * Starts the relay when everything that the storm is about stands on the chain.
   *
   * @param house Left out: one on paper.
   * @param appDir Builds that it serves.
   */
  async begin(house?: Deployment, appDir?: string): Promise<void> {
    if (house !== undefined) {
      const file = join(this.#folder, "deployment.json");
      writeFileSync(file, JSON.stringify(house));
      this.#house = [file, ...(appDir === undefined ? [] : [appDir])];
    }
    // Until the chain's file holds it, a kill would take it away.
    await pause(3_000);
    this.#startRelay();
  }

  /** Nothing more goes wrong; what a node is like all days stays. */
  behave(): void {
    this.rig.behave();
    Object.assign(this.rig.mischief, { gethRule: true, mostInBatch: 10, mostBlocks: 100 });
  }

  readonly storms: Storms = {
    "kill -9 of the relay": async () => {
      this.#relay?.kill("SIGKILL");
      await pause(100);
      this.#startRelay();
    },
    "kill -9 of the node": async () => {
      this.#anvil.stop();
      await pause(500);
      this.#anvil = await startNode(this.#chainId, this.#folder);
    },
    "blocks taken back": async (roll) => {
      const head = Number(await this.#anvil.rpc("eth_blockNumber"));
      if (head > 14) await this.#anvil.rpc("anvil_reorg", [1 + roll(10), []]);
    },
    "answers lost": async (roll) => {
      const what = roll(2) === 0 ? "lost" : "unanswered";
      this.rig.happen(what, roll(2) === 0 ? "eth_sendRawTransaction" : "*", 1 + roll(5));
    },
    "a pool that forgets": () => this.rig.evict(),
    "halves that do not agree": async (roll) => {
      this.rig.mischief.lag = roll(4);
    },
    "a node that is busy": async (roll) => this.rig.happen("429", "*", 1 + roll(3)),
    "the relay's disk is full": async () => {
      this.#relay?.send("full");
      await pause(500);
      this.#relay?.send("room");
    },
  };

  /** Calls that the relay has not brought to an end. */
  async waiting(): Promise<number> {
    return ((await (await fetch(`${this.relayOrigin}/health`)).json()) as { waiting: number }).waiting;
  }

  close(): void {
    this.#relay?.kill("SIGKILL");
    this.rig.stop();
    this.#anvil.stop();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20 });
  }

  #startRelay(): void {
    const file = fileURLToPath(new URL("../chaosRelay.ts", import.meta.url));
    const where = [String(this.#chainId), this.rig.url, RELAY_KEY, join(this.#folder, "relay"), String(this.relayPort)];
    const stdio = ["ignore", "ignore", "ignore", "ipc"] as const;
    this.#relay = spawn(process.execPath, [file, ...where, ...this.#house], { stdio: [...stdio] });
    // A word to one that is gone.
    this.#relay.on("error", () => undefined);
  }
}

function startNode(chainId: number, folder: string): Promise<Anvil> {
  return startAnvil(chainId, { blockTime: 1, state: join(folder, "chain.json") });
}
