import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { root } from "../process/runTool.ts";
import { lockfileSchema, neededPackages } from "./neededPackages.ts";

/** Where a relay looks for the pages when nobody names another folder. */
const APP = "frontend/dist/public";
/** What is done beside a relay on a server, by the same names as here. */
const commands = ["backup", "restore", "records"];
const ours = z.object({ version: z.string(), license: z.string(), dependencies: z.record(z.string(), z.string()) });

export interface BundleOptions {
  /** A folder that is not there yet, or is empty. */
  to: string;
  deploymentFile: string;
  /** Folder with the builds. */
  build: string;
}

/**
 * Writes all that a server needs to run one house, and nothing else: the relay with what the contracts' compiler has told
 * it, the pages, the deployment, what to run it with, and a lockfile of the few packages that it needs.
 *
 * @returns How many packages those are.
 */
export function writeBundle({ to, deploymentFile, build }: BundleOptions): number {
  if (existsSync(to) && readdirSync(to).length > 0) {
    throw new Error(`${to} is there already and not empty. Name another folder, so that the old one can come back`);
  }
  const sources = globSync("{relay,protocol}/**/*.ts", { cwd: root }).filter(
    (file) => !/\.(test|fixture)\.ts$/.test(file),
  );
  for (const file of [...sources, "LICENSE", ".npmrc"]) copy(join(root, file), join(to, file));
  copy(build, join(to, APP));
  copy(deploymentFile, join(to, "deployment.json"));
  for (const file of readdirSync(join(root, "docs/operate"))) copy(join(root, "docs/operate", file), join(to, file));
  copy(join(root, "docs/operate.md"), join(to, "operate.md"));

  const { version, license, dependencies } = ours.parse(json(join(root, "package.json")));
  const wanted = packagesIn(sources);
  const about = {
    name: "runde-relay",
    version,
    private: true,
    license,
    type: "module",
    engines: { node: ">=22.18" },
    imports: { "#protocol/*": "./protocol/*" },
    scripts: {
      start: "node relay/main.ts",
      ...Object.fromEntries(commands.map((name) => [name, `node relay/commands/${name}.ts`])),
    },
    dependencies: Object.fromEntries(wanted.map((name) => [name, pinned(dependencies, name)])),
  };
  const lock = lockfileSchema.parse(json(join(root, "package-lock.json")));
  const packages = neededPackages(lock, wanted);
  const { name, scripts, imports, private: _, type, ...own } = about;
  write(join(to, "package.json"), about);
  write(join(to, "package-lock.json"), { ...lock, name, version, packages: { "": { name, ...own }, ...packages } });
  return Object.keys(packages).length;
}

/** The packages that files import by name. */
function packagesIn(files: readonly string[]): string[] {
  const imported = files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/\b(?:from|import) "([^#."][^"]*)"/g)].map(
      ([, from = ""]) => from,
    ),
  );
  const names = imported
    .filter((from) => !from.startsWith("node:"))
    .map((from) =>
      from
        .split("/")
        .slice(0, from.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  return [...new Set(names)].sort();
}

function pinned(dependencies: Record<string, string>, name: string): string {
  const version = dependencies[name];
  if (version === undefined) throw new Error(`The relay imports ${name}, which is not among our dependencies`);
  return version;
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
