import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

type Item = { type: string; name?: string };

const root = fileURLToPath(new URL("../..", import.meta.url));
const abi = /\/protocol\/abi\/(?!(?:house|houseErrors|enums|parts)\.ts$)\w+\.ts$/;

/** Every word in quotes that the pages say: a function that is asked for stands there by its name. */
export function quotedWords(sources: readonly string[]): ReadonlySet<string> {
  return new Set(sources.flatMap((source) => [...source.matchAll(/"(\w+)"/g)].map((found) => found[1] ?? "")));
}

/**
 * Only what is asked for by name, without the names of Solidity's types. Refusals are read with `houseErrors`. A signed
 * call goes with its direct one: some deeds put `BySig` behind the word.
 */
export function slimAbi(items: readonly Item[], words: ReadonlySet<string>): string {
  const wanted = items.filter(
    ({ type, name = "" }) =>
      (type === "function" || type === "event") && (words.has(name) || words.has(name.replace(/BySig$/, ""))),
  );
  return JSON.stringify(wanted, (key, value: unknown) => (key === "internalType" ? undefined : value));
}

/** Vite plugin: a page asks a contract three things; the other sixty stay at home (9 kB on the first page). */
export function slimAbis(): Plugin {
  let words: ReadonlySet<string> = new Set();
  return {
    name: "runde-slim-abis",
    apply: "build",
    enforce: "pre",
    buildStart() {
      const files = globSync(["frontend/src/**/*.{ts,tsx}", "protocol/!(abi)/**/*.ts"], { cwd: root });
      const sources = files
        .filter((file) => !file.includes(".test."))
        .map((file) => readFileSync(`${root}/${file}`, "utf8"));
      if (sources.length === 0) throw new Error("No source was found, so every ABI would be empty");
      words = quotedWords(sources);
    },
    transform(code, id) {
      if (!abi.test(id)) return null;
      const [, head = "", items = ""] = /^(export const \w+ = )(\[.*\]) as const;/s.exec(code) ?? [];
      if (items === "") throw new Error(`${id} is no ABI`);
      return { code: `${head}${slimAbi(JSON.parse(items) as Item[], words)};\n`, map: null };
    },
  };
}
