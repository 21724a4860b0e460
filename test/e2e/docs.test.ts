import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { root } from "#scripts/process/runTool.ts";

/** Pages that show how something is done, in the order in which one does it. */
const pages = ["founder", "operate", "auditor", "integrator"].map((name) => ({
  name,
  blocks: [...readFileSync(join(root, `docs/${name}.md`), "utf8").matchAll(/^```sh run\n([\s\S]*?)^```$/gm)].map(
    ([, block = ""]) => block,
  ),
}));
let scratch: string;

/** The same words, said to the house that is open here. */
function here(block: string): string {
  const house = inject("house");
  const chain = `http://127.0.0.1:${Number(new URL(house).port) + 1}`;
  return block
    .replaceAll("http://localhost:4310", house)
    .replaceAll("http://127.0.0.1:4311", chain)
    .replaceAll(".house/", `"${inject("houseFolder")}"/`);
}

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "docs that run "));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("what our pages say to type", () => {
  it.each(pages)("$name: works as it stands there, one after another", ({ blocks }) => {
    expect(blocks.length).toBeGreaterThan(0);
    const env = { ...process.env, RUNDE_HOUSE: inject("houseFolder"), TMPDIR: scratch };
    for (const block of blocks) {
      execFileSync("bash", ["-euo", "pipefail", "-c", here(block)], {
        cwd: root,
        env,
        stdio: "pipe",
        encoding: "utf8",
      });
    }
  });

  it("would be noticed if it did not", () => {
    const wrong = () =>
      execFileSync("bash", ["-euo", "pipefail", "-c", here("npm run draw -- --term 99")], {
        cwd: root,
        env: { ...process.env, RUNDE_HOUSE: inject("houseFolder") },
        stdio: "pipe",
      });
    expect(wrong).toThrow();
  });
});
