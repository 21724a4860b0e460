import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { keccak256, numberToHex, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { type Anvil, fund, startAnvil } from "#relay/anvil.fixture.ts";
import { freePort } from "#relay/freePort.fixture.ts";
import { Rig } from "#relay/rig.fixture.ts";
import type { Dice, Storms } from "./Weather.ts";

/** Blocks that are taken back at most. */
const DEEPEST = 10;
/** Seconds. */
const BLOCK_TIME = 1;
/** Milliseconds in which the chain's file is written at most; another one is begun a second later. */
const HALF_WRITTEN = 500;
/** Milliseconds in which a block that has been begun is there. */
const HALF_MINED = 500;
const RELAY_KEY = keccak256(stringToHex("the relay in the storm"));

/** What stands behind a counter: a node with a bad way to it, and a relay in a process of its own; each may be killed. */
export class BackRoom {
  readonly rig: Rig;
  readonly relayPort: number;
  readonly #chainId: number;
  readonly #folder: string;
  #anvil: Anvil;
  #relay: ChildProcess | undefined;
  #isFirstReorg = true;
  /** At which the node was started. */
  #firstBlock = 0;
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
   * Starts the relay before what stands on the chain.
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
    this.#startRelay();
  }

  /** What stands on the chain now stays there, whatever is taken back and whoever is killed from here on. */
  async keep(): Promise<void> {
    await this.#anvil.rpc("anvil_mine", [numberToHex(DEEPEST)]);
  }

  /** Nothing more goes wrong; what a node is like all days stays. */
  behave(): void {
    this.rig.behave();
    Object.assign(this.rig.mischief, { gethRule: true, mostInBatch: 10, mostBlocks: 100 });
  }

  readonly storms: Storms = {
    "kill -9 of the relay": async () => {
      const ended = once(this.#relay!, "exit");
      this.#relay!.kill("SIGKILL");
      await ended;
      this.#startRelay();
      while (!(await this.#answers())) await pause(50);
    },
    "kill -9 of the node": async () => {
      const kept = await this.#snapshot();
      // What comes now is lost with it.
      await pause(1_500);
      this.#anvil.stop();
      await pause(500);
      writeFileSync(chainFile(this.#folder), kept);
      this.#anvil = await startNode(this.#chainId, this.#folder);
      this.#firstBlock = await this.#head();
    },
    // The first one as deep as they come. A node that was started again has no state of the blocks before.
    "blocks taken back": async (roll) => {
      const depth = this.#isFirstReorg ? DEEPEST : 1 + roll(DEEPEST);
      while ((await this.#head()) - this.#firstBlock <= depth) await pause(200);
      // A block that comes at that moment would stand there without what it changed.
      await this.#atRest(() => this.#anvil.rpc("anvil_reorg", [depth, []]));
      this.#isFirstReorg = false;
    },
    "requests to the node lost": (roll) => this.#befalls("lost", roll),
    "answers of the node lost": (roll) => this.#befalls("unanswered", roll),
    "a pool that forgets": async () => {
      while ((await this.rig.evict()) === 0) await pause(50);
    },
    "halves that do not agree": async (roll) => {
      const { mischief, behind } = this.rig;
      mischief.lag = mischief.lag === 0 ? 1 + roll(3) : 0;
      while (mischief.lag > 0 && this.rig.behind === behind) await pause(50);
    },
    "a node that is busy": async (roll) => {
      await befallen(this.rig.happen("429", "*", 1 + roll(3)));
    },
    "the relay's disk is full": async () => {
      const refused = once(this.#relay!, "message");
      this.#relay!.send("full");
      await refused;
      this.#relay!.send("room");
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

  /** What is lost on the way to the node, or back: what is sent to the chain first of all. */
  async #befalls(what: "lost" | "unanswered", roll: Dice): Promise<void> {
    const sending = this.rig.happen(what, "eth_sendRawTransaction");
    this.rig.happen(what, "*", roll(4));
    await befallen(sending);
  }

  /**
   * The chain of one moment, as its node writes it every second: the accounts first, so that a block that comes meanwhile
   * is there without what it changed, and the next ones count on from before. No real node is like that: none comes now.
   */
  #snapshot(): Promise<string> {
    const file = chainFile(this.#folder);
    const writtenAt = () => (existsSync(file) ? statSync(file).mtimeMs : 0);
    return this.#atRest(async () => {
      // The same goes for the file.
      for (let times = 0; times < 2; times++) {
        const before = writtenAt();
        while (writtenAt() - before < HALF_WRITTEN) await pause(50);
      }
      for (;;) {
        const text = readFileSync(file, "utf8");
        if (isWhole(text)) return text;
        await pause(50);
      }
    });
  }

  /** No block comes meanwhile. */
  async #atRest<T>(act: () => Promise<T>): Promise<T> {
    await this.#anvil.rpc("evm_setIntervalMining", [0]);
    try {
      // One may have been begun before.
      await pause(HALF_MINED);
      return await act();
    } finally {
      await this.#anvil.rpc("evm_setIntervalMining", [BLOCK_TIME]);
    }
  }

  async #head(): Promise<number> {
    return Number(await this.#anvil.rpc("eth_blockNumber"));
  }

  #answers(): Promise<boolean> {
    return fetch(`${this.relayOrigin}/health`).then(
      () => true,
      () => false,
    );
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

/** Waits until it has befallen somebody. */
async function befallen(accident: { left: number }): Promise<void> {
  const { left } = accident;
  while (accident.left === left) await pause(20);
}

/** Whether all of the file is there. */
function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const chainFile = (folder: string) => join(folder, "chain.json");

function startNode(chainId: number, folder: string): Promise<Anvil> {
  return startAnvil(chainId, { blockTime: BLOCK_TIME, state: chainFile(folder) });
}
