import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPlainLedger } from "#protocol/treasury/plainLedger.fixture.ts";
import { ToldBooks } from "#protocol/treasury/toldBooks.fixture.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { type Door, doorTo } from "./toldDoor.fixture.ts";

const command = fileURLToPath(import.meta.resolve("#scripts/commands/export.ts"));
/** Says at its end how much memory the process has had at most. */
const tellMemory = `data:text/javascript,process.on("exit",()=>console.log("most",process.resourceUsage().maxRSS))`;
/** Megabytes for what a process keeps; what it has thrown away comes on top, and what it is made of. */
const HEAP = 160;
const MEMORY = 300_000;
const LONG = 100_000;

let folder: string;
const doors: Door[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "books-"));
  await writeFile(join(folder, "deployment.json"), JSON.stringify(aDeployment()));
});
afterAll(async () => {
  await Promise.all([rm(folder, { recursive: true }), ...doors.map(({ close }) => close())]);
});

async function opened(entries: number) {
  const told = new ToldBooks(entries, aDeployment());
  const at = await doorTo(told);
  doors.push(at);
  return { told, url: at.url };
}

/** Runs the command as a process of its own; what it says and how it ended. */
function run(url: string, args: readonly string[], env: Record<string, string> = {}) {
  const house = ["--deployment", join(folder, "deployment.json"), "--rpc", url, "--relay", url];
  return new Promise<{ code: number; said: string }>((resolve) => {
    execFile(
      process.execPath,
      [`--max-old-space-size=${HEAP}`, "--import", tellMemory, command, ...house, ...args],
      { env: { ...process.env, ...env } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    );
  });
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest("hex");
}

describe("given a house with books", () => {
  it("writes the same bytes in another zone and another language, and later", async () => {
    const { told, url } = await opened(200);
    for (const format of ["csv", "json", "ledger"]) {
      const made = [
        { name: "one", env: { TZ: "America/New_York", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" } },
        { name: "two", env: { TZ: "Pacific/Kiritimati", LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8" } },
      ];
      const hashes = await Promise.all(
        made.map(async ({ name, env }) => {
          const file = join(folder, `${name}.${format}`);
          const { code, said } = await run(url, ["--format", format, "--block", "170", "--out", file], env);
          expect(code, said).toBe(0);
          expect(said).toContain("170 entries up to block 170");
          return hashOf(file);
        }),
      );
      expect(hashes[0]).toBe(hashes[1]);
    }
    const { transactions, balances } = readPlainLedger(await readFile(join(folder, "one.ledger"), "utf8"));
    expect(transactions.length).toBe(171);
    expect(balances.get("assets:cash")).toBe((told.balances(170).get(100) ?? 0n) * 10n ** 12n);
  });

  it("leaves no file behind that is not whole", async () => {
    const { told, url } = await opened(60);
    told.lie = (logs) => logs.slice(0, -2);
    const file = join(folder, "half.csv");
    const { code, said } = await run(url, ["--format", "csv", "--out", file]);
    expect([code, said.includes("Incomplete: entry 60 is missing")]).toEqual([2, true]);
    expect((await readdir(folder)).filter((name) => name.startsWith("half"))).toEqual([]);
  });

  it.each([
    [["--format", "xml"], "--format is one of csv, json, ledger"],
    [["--format", "csv", "--dir", "up"], "--dir is one of"],
    [["--format", "csv", "--block", "61"], "--block is a number from 0"],
    [["--format", "csv", "--block", "1e1"], "--block is a number from 0"],
  ])("refuses %j in words", async (args, words) => {
    const { url } = await opened(60);
    const { code, said } = await run(url, args);
    expect([code, said.includes(words)], said).toEqual([2, true]);
  });
});

describe(`given a house with ${LONG} entries`, () => {
  it(`writes them all in less than ${MEMORY / 1_000} MB`, async () => {
    const { url } = await opened(LONG);
    const file = join(folder, "long.csv");
    const { code, said } = await run(url, ["--format", "csv", "--out", file]);
    expect(code, said).toBe(0);
    let rows = 0;
    for await (const line of createInterface({ input: createReadStream(file) })) if (/^\d+,2/.test(line)) rows += 1;
    expect(rows).toBe(LONG);
    expect(Number(/most (\d+)/.exec(said)?.[1])).toBeLessThan(MEMORY);
  });
});
