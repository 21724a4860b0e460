import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "../process/runTool.ts";
import { repeated } from "./repeated.ts";
import { runConfigured } from "./runners.ts";
import { Tally } from "./Tally.ts";

let folder: string;
beforeEach(() => {
  mkdirSync(join(root, "cache"), { recursive: true });
  folder = mkdtempSync(join(root, "cache/planted-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one planted test file as `npm test` would. */
function run(content?: string) {
  if (content) writeFileSync(join(folder, "planted.test.ts"), content);
  return runConfigured(
    "planted",
    ["--root", folder, "--config", join(root, "scripts/tests/planted.config.ts")],
    () => {},
  );
}

describe("the test runner sees", () => {
  it("what passes and what fails", async () => {
    const count = await run(`import { expect, it } from "vitest";
      it("holds", () => expect(1).toBe(1));
      it("does not", () => expect(1).toBe(2));`);
    expect(count).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
    expect(count.failures).toEqual([expect.stringMatching(/planted\.test\.ts: does not: .*expected 1 to be 2/)]);
  });

  it("a file that does not load", async () => {
    const count = await run(`throw new Error("broken");`);
    expect(count.failed).toBe(1);
    expect(count.failures).toEqual([expect.stringMatching(/planted\.test\.ts: broken/)]);
  });

  it("an error that no test caught", async () => {
    const count = await run(`import { it } from "vitest";
      it("holds", () => { setTimeout(() => { throw new Error("later"); }, 0); return new Promise((r) => setTimeout(r, 50)); });`);
    expect(count).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
  });

  it("what was left out", async () => {
    const count = await run(`import { expect, it } from "vitest";
      it("holds", () => expect(1).toBe(1));
      it.skip("may hold", () => expect(1).toBe(2));
      it.todo("is to be written");`);
    expect(count).toMatchObject({ passed: 1, failed: 0, skipped: 2 });
  });

  it("that nothing ran", async () => {
    expect(await run()).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe("several runs", () => {
  it("are told one by one and counted together, whatever fails in one of them", async () => {
    const tally = new Tally({ skippingFails: true });
    const counts = [
      { passed: 2, failed: 0, skipped: 0 },
      { passed: 1, failed: 1, skipped: 0 },
      { passed: 2, failed: 0, skipped: 1 },
    ];
    const said: string[] = [];
    await repeated(
      counts.length,
      tally,
      async () => tally.add("One", counts.shift()!),
      (line) => said.push(line.trim()),
    );
    expect(said).toEqual([
      "Run 1 of 3: 2 passed, 0 failed",
      "Run 2 of 3: 1 passed, 1 failed",
      "Run 3 of 3: 2 passed, 1 failed",
    ]);
    expect(tally.report().split("\n").at(-1)).toBe("5 passed, 2 failed");
  });

  it("are not told apart when there is one", async () => {
    const said: string[] = [];
    await repeated(
      1,
      new Tally({ skippingFails: false }),
      async () => {},
      (line) => said.push(line),
    );
    expect(said).toEqual([]);
  });
});

describe("the report ends with one line for machines", () => {
  it("and names what failed", () => {
    const tally = new Tally({ skippingFails: false });
    tally.add("One", { passed: 3, failed: 0, skipped: 0 });
    tally.add("Other", { passed: 1, failed: 2, skipped: 1, failures: ["a.test.ts: one: why", "a.test.ts: two: why"] });
    expect(tally.report().split("\n")).toEqual([
      "✗ Other: 2 failed",
      "    a.test.ts: one: why",
      "    a.test.ts: two: why",
      "– Other: 1 skipped",
      "",
      "4 passed, 2 failed",
    ]);
  });

  it("and counts what was left out as failed where everything must run", () => {
    const tally = new Tally({ skippingFails: true });
    tally.add("One", { passed: 3, failed: 0, skipped: 2 });
    expect(tally.report().split("\n")).toEqual(["✗ One: 2 skipped", "", "3 passed, 2 failed"]);
  });
});
