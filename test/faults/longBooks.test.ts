import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ToldBooks } from "#protocol/treasury/toldBooks.fixture.ts";
import { type Door, doorTo } from "#scripts/books/toldDoor.fixture.ts";
import { buildFolder } from "#scripts/compile/buildFolder.ts";
import { findBrowser } from "#scripts/process/findBrowser.ts";

const LONG = 100_000;
/** Megabytes that the page's process has at most, with all that it shares with the browser's other processes. */
const MEMORY = 300;

/** Has the thread of the page *Money* check the books, then write a file of them, and says to whoever serves the page what came. */
const page = (worker: string, deployment: object) => `<!doctype html><title>Books</title><script>
  const tell = (path, body = "") => fetch(path, { method: "POST", body });
  const begin = (job, ended) => {
    const thread = new Worker("/assets/${worker}", { type: "module" });
    const steps = [];
    thread.onerror = () => tell("/failed");
    thread.onmessage = ({ data }) => {
      if (data.is === "busy") return steps.push(data.read);
      thread.terminate();
      if (data.is === "failed") tell("/failed");
      else ended(data, steps);
    };
    thread.postMessage({ ...job, deployment: ${JSON.stringify(deployment)}, relays: [location.origin] });
  };
  begin({ is: "verify" }, async ({ found }, steps) => {
    const { entries, difference, holdings } = found;
    const isThere = holdings?.holdings.every(({ isRight }) => isRight);
    await tell("/checked", JSON.stringify({ entries, difference, isThere, steps }));
    begin({ is: "save", format: "csv", filter: {} }, ({ file }, told) => {
      tell("/steps", JSON.stringify(told)).then(() => tell("/file", file));
    });
  });
</script>`;

let profile: string;
let door: Door;
let browser: ChildProcess;
const told = new ToldBooks(LONG);
const assets = join(buildFolder({ practice: true }), "app/assets");
interface Checked {
  entries: number;
  difference?: unknown;
  /** Whether money and vouchers are there of which the books speak. */
  isThere?: boolean;
  /** How many entries had been read each time that it said so. */
  steps: number[];
}
/** What the page has told: undefined is a thread that failed. */
const checked = Promise.withResolvers<Checked | undefined>();
const steps = Promise.withResolvers<number[] | undefined>();
/** How many lines of entries the file had. */
const rows = Promise.withResolvers<number | undefined>();

async function serve(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const path = request.url ?? "";
  if (path === "/") {
    const worker = readdirSync(assets).find((name) => /^booksWorker-.*\.js$/.test(name));
    response.setHeader("content-type", "text/html");
    response.end(page(worker!, told.deployment));
  } else if (path.startsWith("/assets/")) {
    response.setHeader("content-type", "text/javascript");
    response.end(readFileSync(join(assets, path.slice("/assets/".length))));
  } else if (path === "/checked" || path === "/steps") {
    const said: unknown = await json(request);
    response.end();
    if (path === "/checked") checked.resolve(said as Checked);
    else steps.resolve(said as number[]);
  } else if (path === "/file") {
    let found = 0;
    for await (const line of createInterface({ input: request })) if (/^\d+,2/.test(line)) found += 1;
    response.end();
    rows.resolve(found);
  } else if (path === "/failed") {
    response.end();
    for (const one of [checked, steps, rows]) one.resolve(undefined);
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

/** Whoever watches sees it go on, to the end. */
function expectProgress(said: readonly number[] | undefined): void {
  expect(said?.length).toBeGreaterThan(5);
  expect(said).toEqual(said?.toSorted((one, other) => one - other));
  expect(said?.at(-1)).toBe(LONG);
}

// Only there a process's memory is read from a file.
describe.skipIf(process.platform !== "linux")(`given a house with ${LONG} entries`, () => {
  it("checks them all in a browser, and the money of which they speak, and says how far it is", async () => {
    const found = await checked.promise;
    expect(found).toMatchObject({ entries: LONG, isThere: true });
    expect(found?.difference).toBeUndefined();
    expectProgress(found?.steps);
  });

  it(`writes them all, both in less than ${MEMORY} MB`, async () => {
    expectProgress(await steps.promise);
    expect(await rows.promise).toBe(LONG);
    const found = memory();
    console.log(`${found.map((one) => one.toFixed(0)).join(" and ")} MB`);
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toBeLessThan(MEMORY);
  });
});
