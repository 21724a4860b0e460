import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** A file that `npm run abi` wrote: one constant a line, the last of which lists the others. */
const contract = /\/protocol\/abi\/\w+\.ts$/;
const item = /^(.*\/protocol\/abi\/\w+\.ts)\?item=(\w+)$/;
const line = /^export const (\w+) = (\[\w.*|\{"(?:contract|type)".*) as const;$/;

/** The one function, event or refusal of a contract that a module is; undefined: it is another module. */
export const abiItem = (id: string): string | undefined => item.exec(id)?.[1];

/**
 * Vite plugin: each function of a contract is a module of its own to the bundler, which puts whole modules into files. So
 * the file that is there first holds what it asks itself, not what any page may ask of the same contract.
 */
export function abiItems(): Plugin {
  return {
    name: "runde-abi-items",
    apply: "build",
    enforce: "pre",
    load(id) {
      const [path = "", query] = id.split("?");
      if (!contract.test(path)) return null;
      const found = readFileSync(path, "utf8")
        .split("\n")
        .flatMap((text) => [line.exec(text) ?? []].filter((match) => match.length > 0));
      if (found.length === 0) return null;
      const file = JSON.stringify(path);
      if (query === undefined) {
        const moved = found.map(([, name]) => `export { ${name} } from ${JSON.stringify(`${path}?item=${name}`)};`);
        return { code: moved.join("\n"), moduleSideEffects: false };
      }
      const [, name, value = ""] = found.find(([, one]) => query === `item=${one}`) ?? [];
      if (name === undefined) return null;
      const others = value.startsWith("[") ? `import { ${value.slice(1, -1)} } from ${file};\n` : "";
      return { code: `${others}export const ${name} = ${value};`, moduleSideEffects: false };
    },
  };
}
