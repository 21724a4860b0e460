import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { warningsOfTheBuild } from "#scripts/compile/compile.ts";
import { filesOfTheRepository, root } from "./repository.ts";

/** A chain takes 24,576 bytes (EIP-170); the rest is room for what must be mended. */
const MOST_BYTES = 22_000;

interface Artifact {
  contractName: string;
  deployedBytecode: string;
  abi: { type: string; name?: string; inputs?: { type: string }[] }[];
}

const artifacts = globSync("artifacts/contracts/**/*.json", { cwd: root })
  .map((file) => JSON.parse(readFileSync(join(root, file), "utf8")) as Artifact)
  .filter((one) => one.deployedBytecode !== "0x");
const sources = filesOfTheRepository().filter((file) => /^contracts\/.*\.sol$/.test(file));

describe("the contracts", () => {
  it("are there", () => {
    expect(artifacts.length).toBeGreaterThanOrEqual(8);
  });

  it.each(artifacts.map((one) => [one.contractName, (one.deployedBytecode.length - 2) / 2] as const))(
    "%s fits on a chain: %i bytes",
    (_name, bytes) => {
      expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
    },
  );

  it("compile without a warning about our own files", () => {
    expect(warningsOfTheBuild()).toEqual([]);
    // The build's record is 20 MB, and the machine may be busy.
  });

  it("pin the compiler, and their interfaces do not", () => {
    const wrong = sources.filter((file) => {
      const pragma = /pragma solidity ([^;]+);/.exec(readFileSync(join(root, file), "utf8"))?.[1];
      return pragma !== (/^I[A-Z]/.test(basename(file)) ? "^0.8.28" : "0.8.37");
    });
    expect(wrong).toEqual([]);
  });

  it("name each refusal once in the whole house", () => {
    const places = new Map<string, string[]>();
    for (const file of sources) {
      for (const [, name = ""] of readFileSync(join(root, file), "utf8").matchAll(/^\s*error (\w+)\(/gm)) {
        places.set(name, [...(places.get(name) ?? []), file]);
      }
    }
    expect(places.size).toBeGreaterThan(30);
    expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
  });
});
