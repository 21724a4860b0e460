import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOfTheRepository, root } from "./repository.ts";

const files = filesOfTheRepository();
const texts = files
  .filter((file) => /\.(ts|tsx|mjs|js|json|sol|md|css|html|yml|yaml|txt|grit)$|^\.[a-z]/.test(file))
  .filter((file) => statSync(join(root, file)).size < 2_000_000)
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

/** Where a text matches; the pattern is put together so that this file does not find itself. */
function found(pattern: RegExp, except = /^$/): string[] {
  return texts.filter(({ file, text }) => !except.test(file) && pattern.test(text)).map(({ file }) => file);
}

describe("the repository", () => {
  it("is seen", () => {
    expect(texts.length).toBeGreaterThan(150);
  });

  it("names no place of the machine it was written on", () => {
    expect(found(new RegExp(`/(${["home", "Users", "root"].join("|")})/[a-z]|/wo${"rk"}/`))).toEqual([]);
  });

  it("finds its own files in a folder with spaces in its name", () => {
    expect(found(new RegExp(`import\\.meta\\.url\\)\\.path${"name"}`))).toEqual([]);
  });

  it("holds no private key, no mnemonic and no token", () => {
    expect(found(/-----BEGIN [A-Z ]*PRIVATE KEY-----/)).toEqual([]);
    expect(found(/\b(?:[a-z]{3,8} ){11}junk\b/)).toEqual([]);
    expect(found(/\b(?:ghp|gho|npm)_[A-Za-z0-9]{36}\b/)).toEqual([]);
  });

  it("takes every package from a registry by name, with its integrity", () => {
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
      packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
    };
    const packages = Object.entries(lock.packages).filter(([name]) => name !== "");
    expect(packages.length).toBeGreaterThan(300);
    expect(packages.filter(([, one]) => one.integrity === undefined).map(([name]) => name)).toEqual([]);
    expect(packages.filter(([, one]) => one.resolved !== undefined).map(([name]) => name)).toEqual([]);
    expect(packages.filter(([name]) => name.includes("node_modules/@nomicfoundation/edr-"))).toHaveLength(7);
  });

  it("pins every package to one version", () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync(join(root, "package.json"), "utf8"),
    ) as Record<string, Record<string, string>>;
    const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))).toEqual([]);
  });
});
