import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { HouseFolder } from "./HouseFolder.ts";

const file = "processes.json";
const records = z.array(z.object({ name: z.string(), pid: z.number().int().positive(), started: z.string() }));
type Running = z.infer<typeof records>[number];

/**
 * The processes of this house. A number alone proves nothing, since numbers come again: a process is ours when it also
 * started at the time that was written down.
 */
export class ProcessBook {
  readonly #folder: HouseFolder;

  constructor(folder: HouseFolder) {
    this.#folder = folder;
  }

  add(name: string, pid: number): void {
    const started = startOf(pid);
    if (started === undefined) return;
    this.#write([...this.#read(), { name, pid, started }]);
  }

  remove(pid: number): void {
    this.#write(this.#read().filter((one) => one.pid !== pid));
  }

  /** Ends what an earlier start left behind, the youngest last, and gives each time to save what it has. */
  async endLeftovers(patience = 10_000): Promise<string[]> {
    const ended: string[] = [];
    for (const one of this.#read()) {
      if (one.pid === process.pid || !isAlive(one)) continue;
      signal(one.pid, "SIGTERM");
      for (let waited = 0; waited < patience && isAlive(one); waited += 50) await pause(50);
      if (isAlive(one)) signal(one.pid, "SIGKILL");
      while (isAlive(one)) await pause(20);
      ended.push(one.name);
    }
    this.#write([]);
    return ended;
  }

  #read(): Running[] {
    return this.#folder.read(file, records) ?? [];
  }

  #write(running: Running[]): void {
    this.#folder.write(file, running);
  }
}

function isAlive(one: Running): boolean {
  return startOf(one.pid) === one.started;
}

/** When a running process started, in whatever unit the machine tells; nothing when there is no such process. */
export function startOf(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      // The name in brackets may hold anything, so count from its end: state is field 3, the start time field 22.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      return fields[0] === "Z" ? undefined : fields[19];
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in between.
  }
}
