import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Anvil comes as one binary a platform; undefined where npm has none. */
export function anvilFile(): string | undefined {
  try {
    const name = `@foundry-rs/anvil-${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const file = join(folder, "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}
