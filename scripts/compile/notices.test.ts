import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../process/runTool.ts";
import { notices } from "./notices.ts";

const text = notices();
const heads = [...text.matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \((.+)\)$/gm)].map(
  ([, name = "", version = "", terms = ""]) => ({
    name,
    version,
    terms,
  }),
);

describe("the notices of a build", () => {
  it("name every package that it is made of, fonts too, and no tool", () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const carried = heads.map(({ name, version }) => `${name} ${version}`);
    expect(carried).toEqual(
      expect.arrayContaining(Object.entries(dependencies).map(([name, version]) => `${name} ${version}`)),
    );
    const named = new Set(heads.map(({ name }) => name));
    expect(named.has("@fontsource/fraunces")).toBe(true);
    expect(heads.length).toBeGreaterThan(40);
    for (const tool of ["hardhat", "vite", "typescript", "playwright-core"]) expect(named.has(tool)).toBe(false);
  });

  it("know the terms of each, and give their text where the package has one", () => {
    expect(heads.filter(({ terms }) => !/MIT|ISC|BSD|Apache|OFL|0BSD|Unlicense|MPL/.test(terms))).toEqual([]);
    expect(text.match(/Permission is hereby granted/g)?.length).toBeGreaterThan(20);
    expect(text).toContain("SIL OPEN FONT LICENSE");
  });
});
