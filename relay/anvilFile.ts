import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The package with anvil for a platform, by one rule: npm has it, or it does not. */
export function anvilPackage(platform: string = process.platform, arch: string = process.arch): string {
  return `@foundry-rs/anvil-${platform}-${arch === "x64" ? "amd64" : arch}`;
}

/** Anvil comes as one binary a platform; undefined where npm has none. */
export function anvilFile(): string | undefined {
  try {
    const name = anvilPackage();
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const file = join(folder, "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}
