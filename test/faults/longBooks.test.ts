import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ToldBooks } from "#protocol/treasury/toldBooks.fixture.ts";
import { type Door, doorTo } from "#scripts/books/toldDoor.fixture.ts";
import { buildFolder } from "#scripts/compile/buildFolder.ts";
import { findBrowser } from "#scripts/process/findBrowser.ts";

const LONG = 100_000;
/** Megabytes that the page's process has at most, with all that it shares with the browser's other processes. */
const MEMORY = 300;

/** Has the thread of the page *Money* write a file, and sends that to whoever serves the page. */
const page = (worker: string, job: object) => `<!doctype html><title>Books</title><script>
  const thread = new Worker("/assets/${worker}", { type: "module" });
  thread.onerror = () => fetch("/failed", { method: "POST" });
  thread.onmessage = ({ data }) => {
    if (data.is === "done") fetch("/file", { method: "POST", body: data.file });
    else if (data.is !== "busy") fetch("/failed", { method: "POST" });
  };
  thread.postMessage({ ...${JSON.stringify(job)}, relays: [location.origin] });
</script>`;

let profile: string;
let door: Door;
let browser: ChildProcess;
const told = new ToldBooks(LONG);
const assets = join(buildFolder({ practice: true }), "app/assets");
/** How many lines of entries the file had; undefined: there is none. */
let ended: (rows: number | undefined) => void;
const rows = new Promise<number | undefined>((resolve) => {
  ended = resolve;
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const path = request.url ?? "";
  if (path === "/") {
    const worker = readdirSync(assets).find((name) => /^booksWorker-.*\.js$/.test(name));
    response.setHeader("content-type", "text/html");
    const { deployment } = told;
    response.end(page(worker!, { is: "save", format: "csv", filter: {}, deployment }));
  } else if (path.startsWith("/assets/")) {
    response.setHeader("content-type", "text/javascript");
    response.end(readFileSync(join(assets, path.slice("/assets/".length))));
  } else if (path === "/file") {
    let found = 0;
    for await (const line of createInterface({ input: request })) if (/^\d+,2/.test(line)) found += 1;
    response.end();
    ended(found);
  } else if (path === "/failed") {
    response.end();
    ended(undefined);
  } else return false;
  return true;
}

beforeAll(async () => {
  [profile, door] = await Promise.all([mkdtemp(join(tmpdir(), "long books ")), doorTo(told, serve)]);
  const { executablePath, args, env } = await findBrowser();
  // Whoever steers a browser has it keep a copy of every answer: this one is only looked at from outside.
  const own = ["--headless", `--user-data-dir=${profile}`, "--no-first-run", `${door.url}/`];
  browser = spawn(executablePath, [...args, ...own], { env, stdio: "ignore", detached: true });
});
afterAll(async () => {
  if (browser.pid !== undefined) process.kill(-browser.pid, "SIGKILL");
  await door.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 20 });
});

/** Megabytes of each process of the browser that draws a page. */
function memory(): number[] {
  return readdirSync("/proc").flatMap((pid) => {
    try {
      const [, group] = / [A-Z] \d+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
      if (Number(group) !== browser.pid || !/--type=renderer/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"))) {
        return [];
      }
      return [Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_000];
    } catch {
      // No process, or one that has just ended.
      return [];
    }
  });
}

// Only there a process's memory is read from a file.
describe.skipIf(process.platform !== "linux")(`given a house with ${LONG} entries`, () => {
  it(`writes them all in a browser in less than ${MEMORY} MB`, async () => {
    expect(await rows).toBe(LONG);
    const found = memory();
    console.log(`${found.map((one) => one.toFixed(0)).join(" and ")} MB`);
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toBeLessThan(MEMORY);
  });
});
