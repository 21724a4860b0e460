import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { cruisedModules } from "./cruise.ts";
import { filesOfTheRepository, root } from "./repository.ts";

/** A lower room never knows an upper one. */
const order = ["lib", "membership", "oversight", "treasury", "voucher", "funding", "commons", "governance"];
/** Rooms that stand aside: practice money leans on lib, accounts on packages only. */
const aside: Record<string, string[]> = { demo: ["lib"], accounts: [] };

interface Import {
  from: string;
  to: string;
}

function solidityImports(): Import[] {
  const files = filesOfTheRepository().filter((file) => file.startsWith("contracts/") && file.endsWith(".sol"));
  return files.flatMap((from) => {
    const text = readFileSync(join(root, from), "utf8");
    const paths = [...text.matchAll(/^\s*import\b[^;]*?["']([^"']+)["']\s*;/gm)].map((match) => match[1] ?? "");
    return paths.map((path) => ({ from, to: path.startsWith(".") ? normalize(join(dirname(from), path)) : path }));
  });
}

const roomOf = (file: string) => file.split("/")[1] ?? "";
const isOurs = (file: string) => file.startsWith("contracts/");

function allowed({ from, to }: Import): boolean {
  const [here, there] = [roomOf(from), roomOf(to)];
  if (here === there) return true;
  if (here in aside) return aside[here]?.includes(there) ?? false;
  return order.includes(here) && order.includes(there) && order.indexOf(there) < order.indexOf(here);
}

describe("the rooms of the contracts", () => {
  const imports = solidityImports();

  it("are seen at all", () => {
    expect(imports.length).toBeGreaterThan(40);
    expect(new Set(imports.map(({ from }) => roomOf(from))).size).toBeGreaterThanOrEqual(5);
  });

  it("know only rooms below them", () => {
    expect(imports.filter(({ to }) => isOurs(to)).filter((one) => !allowed(one))).toEqual([]);
  });

  it("are entered by an interface, or for what lib gives to all", () => {
    const direct = imports
      .filter(({ from, to }) => isOurs(to) && roomOf(from) !== roomOf(to) && roomOf(to) !== "lib")
      .filter(({ to }) => !/\/I[A-Z][A-Za-z0-9]*\.sol$/.test(to));
    expect(direct).toEqual([]);
  });

  it("would be told apart if one looked up", () => {
    expect(allowed({ from: "contracts/membership/Share.sol", to: "contracts/funding/IRounds.sol" })).toBe(false);
    expect(allowed({ from: "contracts/funding/Rounds.sol", to: "contracts/membership/IShare.sol" })).toBe(true);
  });
});

describe("the rooms of the TypeScript", () => {
  it("are seen by the checker: more than a handful, with their imports", async () => {
    const modules = await cruisedModules();
    expect(modules.length).toBeGreaterThan(150);
    expect(modules.filter((one) => one.dependencies > 0).length).toBeGreaterThan(100);
  });
});

describe("a page", () => {
  const wholeAbi = /import [^;]*\{[^}]*Abi\b[^}]*\} from "[^"]*\/abi\/(?!houseErrors)\w+\.ts"|\b(\w+)Abi\.\1Abi\b/;

  it("names what it asks of a contract, and never carries the whole ABI", () => {
    const files = filesOfTheRepository().filter((file) => /^(frontend\/src|protocol\/(?!relay\/))/.test(file));
    const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."));
    expect(sources.length).toBeGreaterThan(200);
    expect(sources.filter((file) => wholeAbi.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
  });

  it("would be found if it did", () => {
    expect(wholeAbi.test('import { shareAbi } from "#protocol/abi/share.ts";')).toBe(true);
    expect(wholeAbi.test("const all = shareAbi.shareAbi;")).toBe(true);
    expect(wholeAbi.test('import * as shareAbi from "#protocol/abi/share.ts";')).toBe(false);
  });
});

describe("what comes late", () => {
  const late = /\blazy\(/;
  // The pages stand under the boundary of the app, every other part under its own.
  const bounded = ["frontend/src/app/pages.ts", "frontend/src/ui/state/latePart.tsx"];

  it("stands under a boundary, and is asked for again by one reload", () => {
    const files = filesOfTheRepository().filter((file) => /^frontend\/src\/.*\.tsx?$/.test(file));
    const sources = files.filter((file) => late.test(readFileSync(join(root, file), "utf8")));
    expect(sources.sort()).toEqual(bounded);
    for (const file of bounded) expect(readFileSync(join(root, file), "utf8"), file).toContain("bringPart(");
  });
});

/** Folders of the next level below one, among what the repository holds. */
function foldersIn(folder: string): string[] {
  const below = filesOfTheRepository().filter((file) => file.startsWith(`${folder}/`));
  const names = below.map((file) => file.slice(folder.length + 1).split("/")).filter((parts) => parts.length > 1);
  return [...new Set(names.map(([name = ""]) => name))].sort();
}

describe("the rooms everywhere", () => {
  const rooms = [...order.filter((room) => room !== "lib"), "accounts"];
  // What is no room of the house: what all rooms of a place share.
  const places: Record<string, readonly string[]> = {
    contracts: ["lib", "demo"],
    protocol: ["house", "relay"],
    "frontend/src/features": ["practice"],
    "test/unit": ["lib"],
  };

  it.each(Object.entries(places))("have the same names in %s", (place, shared) => {
    const found = foldersIn(place);
    expect(found.filter((name) => rooms.includes(name)).length).toBeGreaterThanOrEqual(5);
    expect(found.filter((name) => !rooms.includes(name) && !shared.includes(name))).toEqual([]);
  });

  it("have a catalogue each, in every language", () => {
    for (const language of ["en", "de", "zh"]) {
      const folder = `frontend/src/i18n/${language}/`;
      const files = filesOfTheRepository().filter((file) => file.startsWith(folder));
      expect(rooms.filter((room) => !files.includes(`${folder}${room}.ts`))).toEqual([]);
    }
  });
});
