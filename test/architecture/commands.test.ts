import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { filesOfTheRepository, root } from "./repository.ts";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const commands = readdirSync(join(root, "scripts/commands"))
  .map((file) => file.replace(/\.ts$/, ""))
  .sort();

describe("the commands", () => {
  it("are seen", () => {
    expect(commands).toEqual(expect.arrayContaining(["start", "test", "check"]));
  });

  it("are the scripts of package.json, each by its own name through the bootstrap", () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read("package.json")));
    const wanted = commands.map((name) => [name, `node scripts/bootstrap.mjs ${name}`]);
    expect(Object.fromEntries(Object.entries(scripts).sort())).toEqual(Object.fromEntries(wanted));
  });

  it("stand in the README's table", () => {
    const rows = [...read("README.md").matchAll(/^\| `npm (?:run )?([a-z-]+)[^`]*` \|/gm)].map(([, name]) => name);
    expect([...new Set(rows)].sort()).toEqual(commands);
  });

  it("are the only ones that any text of ours speaks of", () => {
    const spoken = filesOfTheRepository()
      .filter((file) => /\.(md|ts|tsx|mjs|sol)$/.test(file) || file === ".ci/run")
      .flatMap((file) => [...read(file).matchAll(/\bnpm run ([a-zA-Z:-]+)/g)].map(([, name = ""]) => ({ file, name })));
    expect(spoken.length).toBeGreaterThan(20);
    expect(spoken.filter(({ name }) => !commands.includes(name))).toEqual([]);
  });

  it("are named by the bootstrap when one is asked for that does not exist", () => {
    const ask = () =>
      execFileSync(process.execPath, [join(root, "scripts/bootstrap.mjs"), "noSuch"], { stdio: "pipe" });
    expect(ask).toThrow(`No command "noSuch". There are: ${commands.join(", ")}.`);
  });
});
