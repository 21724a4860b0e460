import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, runTool } from "#scripts/process/runTool.ts";

/** What only a house of play money may know: its addresses, and how the keys of demo people are made. */
const practiceWords = ["/practice/forward", "/practice/people", "/practice/desk", "/practice/state", "runde practice:"];

let folder: string;

async function build(entry: "app" | "terminal", practice: boolean): Promise<string> {
  const config = entry === "app" ? "frontend/vite.config.ts" : "frontend/terminal/vite.config.ts";
  const into = join(folder, `${entry}-${practice}`);
  const before = process.env.RUNDE_PRACTICE;
  process.env.RUNDE_PRACTICE = practice ? "1" : "0";
  try {
    const args = ["build", "--config", join(root, config), "--outDir", into, "--logLevel", "warn"];
    const { ok, output } = await runTool("vite", args, { quiet: true });
    if (!ok) throw new Error(output);
  } finally {
    if (before === undefined) delete process.env.RUNDE_PRACTICE;
    else process.env.RUNDE_PRACTICE = before;
  }
  const files = globSync("**/*.{js,html}", { cwd: into });
  return files.map((file) => readFileSync(join(into, file), "utf8")).join("\n");
}

const found = (text: string) => practiceWords.filter((words) => text.includes(words));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "two builds "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a build for a public network", () => {
  it("knows nothing of clock, desk and demo keys, where one for practice does", async () => {
    expect(found(await build("app", true))).toEqual(practiceWords);
    expect(found(await build("app", false))).toEqual([]);
  });

  it("nor does its counter", async () => {
    expect(found(await build("terminal", true))).toContain("runde practice:");
    expect(found(await build("terminal", false))).toEqual([]);
  });
});
