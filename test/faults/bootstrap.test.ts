import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "#scripts/process/runTool.ts";

let folder: string;
const at = (...names: string[]) => join(folder, ...names);

/** A repository without packages; its npm writes down that it was called. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "two installs "));
  mkdirSync(at("scripts/commands"), { recursive: true });
  mkdirSync(at("node_modules"));
  cpSync(join(root, "scripts/bootstrap.mjs"), at("scripts/bootstrap.mjs"));
  writeFileSync(at("scripts/commands/abi.ts"), "");
  writeFileSync(at("package-lock.json"), "{}");
  writeFileSync(at("npm.js"), `require("node:fs").appendFileSync(${JSON.stringify(at("called"))}, "npm ");`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run() {
  const env = { ...process.env, npm_execpath: at("npm.js") };
  const { status, stdout, stderr } = spawnSync(process.execPath, [at("scripts/bootstrap.mjs"), "abi"], {
    env,
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

describe("two commands that find no packages", () => {
  it("do not install at once: the second is told so, and nothing is touched", () => {
    writeFileSync(at(".installing"), String(process.pid));
    const { status, said } = run();
    expect(status).toBe(1);
    expect(said).toContain(`Another command is installing packages in this folder (process ${process.pid})`);
    expect(readFileSync(at(".installing"), "utf8")).toBe(String(process.pid));
    expect(() => readFileSync(at("called"))).toThrow();
  });

  it("install where the first was killed, or left half a word behind", () => {
    for (const left of ["999999999", ""]) {
      rmSync(at("node_modules/.installed"), { force: true });
      writeFileSync(at(".installing"), left);
      expect(run()).toMatchObject({ status: 0 });
    }
    expect(readFileSync(at("called"), "utf8")).toBe("npm npm ");
    // And not again, once it is done.
    expect(run().said).not.toContain("Installing");
  });
});
