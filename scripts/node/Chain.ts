import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { root } from "../process/runTool.ts";
import type { HouseFolder } from "./HouseFolder.ts";
import type { ProcessBook } from "./ProcessBook.ts";
import { rpc } from "./rpc.ts";

const STATE = "chain.json";
const OLDER_STATE = "chain.older.json";
const CACHE = "chain-cache";
const OFFSET = "chain-offset.json";
const offsetSchema = z.object({ seconds: z.number() });
const head = z.object({ number: z.string(), timestamp: z.string() });

export interface ChainOptions {
  folder: HouseFolder;
  processes: ProcessBook;
  port: number;
  chainId: number;
  /** UTC seconds of the first block, for a chain that begins in the past. */
  beginsAt?: number;
  /** Only for tests: take the node that forgets, though the other one is there. */
  withoutAnvil?: boolean;
}

/**
 * The local chain as a process of this house. Its state is written every few seconds and at the end; two generations are
 * kept, and the older is taken when the newer does not load.
 */
export class Chain {
  readonly url: string;
  /** Does it remember after the end? */
  readonly persists: boolean;
  readonly #child: ChildProcess;
  readonly #options: ChainOptions;
  readonly #ended: Promise<void>;
  #keeper: NodeJS.Timeout | undefined;
  #stopped = false;
  /** Called when the node ends although nobody asked it to. */
  onLoss: ((said: string) => void) | undefined;

  private constructor(child: ChildProcess, persists: boolean, options: ChainOptions) {
    this.#child = child;
    // It may end by itself at any moment, so listen from the beginning.
    this.#ended = new Promise((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });
    this.#options = options;
    this.persists = persists;
    this.url = urlOf(options);
  }

  static async start(options: ChainOptions): Promise<Chain> {
    const anvil = options.withoutAnvil ? undefined : anvilFile();
    if (anvil === undefined) return Chain.#launch(hardhatNode(options), false, options);
    const { folder } = options;
    const generations = [STATE, OLDER_STATE].filter((name) => existsSync(folder.file(name)));
    if (generations.length === 0) return Chain.#launch(anvilNode(anvil, options), true, options);
    for (const name of generations) {
      if (name === OLDER_STATE) {
        if (existsSync(folder.file(STATE))) renameSync(folder.file(STATE), folder.file("chain.unreadable.json"));
        copyFileSync(folder.file(OLDER_STATE), folder.file(STATE));
      }
      try {
        return await Chain.#launch(anvilNode(anvil, options), true, options);
      } catch (error) {
        if (name === generations.at(-1)) throw error;
        console.warn(`  The newest state of the chain does not load, so the one before is taken.`);
      }
    }
    throw new Error("The chain did not start");
  }

  /** Is there a state that a start could take up? */
  static hasState(folder: HouseFolder): boolean {
    return existsSync(folder.file(STATE)) || existsSync(folder.file(OLDER_STATE));
  }

  static forget(folder: HouseFolder): void {
    folder.remove(STATE, OLDER_STATE, OFFSET, CACHE, "chain.unreadable.json");
  }

  static async #launch([file, args]: [string, string[]], persists: boolean, options: ChainOptions): Promise<Chain> {
    // A group of its own: Ctrl-C in the terminal reaches us alone, and we end the node last, after its state is written.
    const child = spawn(file, args, { cwd: root, stdio: ["ignore", "ignore", "pipe"], detached: true });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(-4000);
    });
    const chain = new Chain(child, persists, options);
    let failure: string | undefined;
    child.on("error", (error) => {
      failure = error.message;
    });
    child.on("exit", (code) => {
      failure ??= `it ended with ${code}: ${said.trim()}`;
      if (!chain.#stopped) chain.onLoss?.(failure);
    });
    if (child.pid) options.processes.add("chain", child.pid);
    for (let waited = 0; failure === undefined; waited += 50) {
      const isThere = await rpc(chain.url, "eth_chainId").then(
        () => true,
        () => false,
      );
      if (isThere) break;
      if (waited > 60_000) failure = "it does not answer";
      else await pause(50);
    }
    if (failure !== undefined) {
      await chain.stop();
      throw new Error(`The local chain did not start: ${failure}`);
    }
    if (persists) await chain.#keepState();
    return chain;
  }

  async head(): Promise<{ number: number; timestamp: number }> {
    const block = head.parse(await rpc(this.url, "eth_getBlockByNumber", ["latest", false]));
    return { number: Number(block.number), timestamp: Number(block.timestamp) };
  }

  async mine(): Promise<void> {
    await rpc(this.url, "evm_mine");
  }

  /** What time the chain would give to a block mined now: UTC seconds. */
  async now(): Promise<number> {
    return Math.max((await this.head()).timestamp, deviceTime() + (await this.#offset()));
  }

  /** Moves the chain's clock forward to a time, and mines the block that shows it. Never back. */
  async forwardTo(time: number): Promise<void> {
    const ahead = time - (deviceTime() + (await this.#offset()));
    if (ahead > 0) await rpc(this.url, "evm_increaseTime", [ahead]);
    await this.mine();
  }

  /** An idle chain mines when somebody looks, not for its own sake: a block when the newest is older than `seconds`. */
  async freshen(seconds = 30): Promise<void> {
    const [{ timestamp }, now] = await Promise.all([this.head(), this.now()]);
    if (now - timestamp >= seconds) await this.mine();
  }

  /** Ends the node after it has written its state. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#keeper);
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      if (this.persists) await this.#rememberOffset().catch(() => {});
      this.#child.kill("SIGINT");
      const killer = setTimeout(() => this.#child.kill("SIGKILL"), 15_000);
      await this.#ended;
      clearTimeout(killer);
    }
    if (this.#child.pid) this.#options.processes.remove(this.#child.pid);
    this.#options.folder.remove(CACHE);
  }

  /** The node forgets by how much its clock was moved: without this a restart would send the chain back in time. */
  async #keepState(): Promise<void> {
    const known = this.#options.folder.read(OFFSET, offsetSchema)?.seconds;
    const { timestamp, number } = await this.head();
    if (known !== undefined && number > 0) {
      // The offset may be below zero: a house whose present is another day lives in the past.
      await rpc(this.url, "evm_setTime", [Math.max(timestamp + 1, deviceTime() + known)]);
    }
    let copied = 0;
    let rounds = 0;
    this.#keeper = setInterval(() => {
      this.#rememberOffset().catch(() => {});
      rounds += 1;
      if (rounds % 12 === 0) copied = this.#copyState(copied);
    }, 5_000);
    this.#keeper.unref();
  }

  #copyState(copied: number): number {
    const { folder } = this.#options;
    const state = folder.file(STATE);
    if (!existsSync(state)) return copied;
    const changed = statSync(state).mtimeMs;
    if (changed === copied) return copied;
    const text = readFileSync(state, "utf8");
    // Caught in the middle of a dump: next time.
    if (!text.startsWith("{") || !text.trimEnd().endsWith("}")) return copied;
    copyFileSync(state, `${folder.file(OLDER_STATE)}.new`);
    if (statSync(`${folder.file(OLDER_STATE)}.new`).size === Buffer.byteLength(text)) {
      renameSync(`${folder.file(OLDER_STATE)}.new`, folder.file(OLDER_STATE));
      return changed;
    }
    rmSync(`${folder.file(OLDER_STATE)}.new`);
    return copied;
  }

  async #rememberOffset(): Promise<void> {
    this.#options.folder.write(OFFSET, { seconds: await this.#offset() });
  }

  /** By adding nothing one learns the sum: seconds that the chain's clock is ahead of the device's. */
  async #offset(): Promise<number> {
    return Number(await rpc(this.url, "evm_increaseTime", [0]));
  }
}

function urlOf({ port }: ChainOptions): string {
  return `http://127.0.0.1:${port}`;
}

function anvilNode(file: string, { port, chainId, folder, beginsAt }: ChainOptions): [string, string[]] {
  const isNew = !existsSync(folder.file(STATE));
  const flags = {
    host: "127.0.0.1",
    port,
    "chain-id": chainId,
    hardfork: "osaka",
    accounts: 0,
    state: folder.file(STATE),
    "state-interval": 5,
    // Else it keeps older states in the home folder of whoever starts it.
    "cache-path": folder.file(CACHE),
    "slots-in-an-epoch": 1,
    ...(isNew && beginsAt !== undefined ? { timestamp: beginsAt } : {}),
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return [file, [...args, "--enable-tx-gas-limit", "--quiet"]];
}

function hardhatNode({ port, chainId, beginsAt }: ChainOptions): [string, string[]] {
  const args = ["--port", String(port), "--chain-id", String(chainId)];
  if (beginsAt !== undefined) args.push("--begins-at", String(beginsAt));
  return [process.execPath, [join(root, "scripts/node/forgetfulNode.ts"), ...args]];
}
