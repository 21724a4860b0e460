import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { anvilPackage } from "./anvilFile.ts";

const { optionalDependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  optionalDependencies: Record<string, string>;
};

describe("the local chain's program", () => {
  it("is found by one rule on every platform for which npm has it", () => {
    const platforms = [
      ["linux", "x64"],
      ["linux", "arm64"],
      ["darwin", "x64"],
      ["darwin", "arm64"],
      ["win32", "x64"],
    ] as const;
    const named = platforms.map(([platform, arch]) => anvilPackage(platform, arch)).sort();
    expect(
      Object.keys(optionalDependencies)
        .filter((name) => name.includes("anvil"))
        .sort(),
    ).toEqual(named);
  });
});
