import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startOf } from "#scripts/node/ProcessBook.ts";

/** Milliseconds after which something is stuck for sure, on whatever machine; a test that waits has longer. */
const PATIENCE = 14 * 60_000;

/** A house started as a person does it, in a process of its own. */
export class HouseProcess {
  readonly #child: ChildProcess;
  #said = "";
  readonly #began = performance.now();
  readonly ended: Promise<number>;

  constructor(command: string, args: string[], options: { cwd: string; env?: Record<string, string> }) {
    const env = { ...process.env, ...options.env, NO_COLOR: "1" };
    // A group of its own, so that a signal to the group is what Ctrl-C in a terminal is.
    this.#child = spawn(command, args, { cwd: options.cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    this.#child.stdout?.on("data", (chunk: Buffer) => this.#hear(chunk));
    this.#child.stderr?.on("data", (chunk: Buffer) => this.#hear(chunk));
    this.ended = new Promise((resolve) => this.#child.on("exit", (code, signal) => resolve(code ?? (signal ? -1 : 0))));
  }

  get said(): string {
    return this.#said;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Waits until it says something; fails with all it said when it ends before. */
  async until(words: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const hasEnded = this.#child.exitCode !== null || this.#child.signalCode !== null;
      const found = words.exec(this.#said);
      if (found) return found;
      if (hasEnded || performance.now() - this.#began > PATIENCE) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`It never said ${words}. It said:\n${this.#said}`);
  }

  /** The address it opened at. */
  async address(): Promise<string> {
    return (await this.until(/is open: +(http:\/\/\S+)/))[1] ?? "";
  }

  /** As Ctrl-C does: to the whole group. */
  interrupt(): void {
    process.kill(-this.pid, "SIGINT");
  }

  /** Without a chance to tidy up: the whole group at once. */
  kill(): void {
    try {
      process.kill(-this.pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  }

  #hear(chunk: Buffer): void {
    this.#said += chunk.toString("utf8");
  }
}

/** The processes that a house has written down and that are still alive. */
export function aliveOf(houseFolder: string): string[] {
  const book = JSON.parse(readFileSync(join(houseFolder, "processes.json"), "utf8")) as {
    name: string;
    pid: number;
    started: string;
  }[];
  return book.filter((one) => startOf(one.pid) === one.started).map((one) => one.name);
}
