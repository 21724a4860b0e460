import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { lockfileSchema, neededPackages } from "../bundle/neededPackages.ts";
import { root } from "../process/runTool.ts";

const manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const installed = z.looseObject({ version: z.string(), license: z.string() });
const licenceFile = /^(licen[cs]e|copying|ofl|notice)([.-].*)?$/i;

/** Whose work goes into a build, and under which terms: each package of the lockfile that is carried along, with its text. */
export function notices(): string {
  const { dependencies, devDependencies } = manifest.parse(json("package.json"));
  // Fonts are built in, though nothing imports them as a program.
  const fonts = Object.keys(devDependencies).filter((name) => name.startsWith("@fontsource"));
  const packages = neededPackages(lockfileSchema.parse(json("package-lock.json")), [
    ...Object.keys(dependencies),
    ...fonts,
  ]);
  const parts = Object.entries(packages).map(([path, entry]) => {
    const { version, license } = installed.parse(entry);
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    return [`${name} ${version} (${license})`, ...textsIn(path)].join("\n\n");
  });
  const line = `\n\n${"-".repeat(72)}\n\n`;
  const head = "What this house's pages and server are made with besides our own work, and the terms of each part.";
  return `${[head, ...new Set(parts)].join(line)}\n`;
}

function textsIn(path: string): string[] {
  const folder = join(root, path);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map(({ name }) => readFileSync(join(folder, name), "utf8").trim());
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), "utf8"));
}
