import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../process/runTool.ts";
import type { CodeNode } from "./findMutants.ts";

/** A contract that can be deployed, and all that it is compiled from. */
export interface Deployable {
  name: string;
  /** As the compiler calls its file. */
  source: string;
  /** Where its artifact lies, from the project's root. */
  artifact: string;
  /** Its creation code, without the compiler's note at the end that changes with every comment. */
  code: string;
  /** The compiler's names of the files that it is made of. */
  madeOf: ReadonlySet<string>;
  /** Where in each of these files its code comes from: the starts of what the compiler made it of, in bytes. */
  origins: ReadonlyMap<string, ReadonlySet<number>>;
}

/** The compiler's settings and sources, and what can be deployed, as they were built last. */
export interface BuiltProject {
  settings: Record<string, unknown>;
  /** Of every source, by the compiler's name for it. */
  contents: ReadonlyMap<string, string>;
  trees: ReadonlyMap<string, CodeNode>;
  deployables: readonly Deployable[];
}

interface CompilerInput {
  sources: Record<string, { content: string }>;
  settings: Record<string, unknown>;
}

type Trees = Record<string, { ast: CodeNode; id: number }>;

type Maps = Record<string, Record<string, { evm: Record<"bytecode" | "deployedBytecode", { sourceMap?: string }> }>>;

export function builtProject(): BuiltProject {
  const contents = new Map<string, string>();
  const trees = new Map<string, CodeNode>();
  const deployables: Deployable[] = [];
  let settings: Record<string, unknown> = {};
  const inputs = new Map<string, { input: CompilerInput; trees: Trees; maps: Maps }>();
  for (const path of artifactsOf(["contracts", "test/doubles"])) {
    const artifact = readJson<{ contractName: string; inputSourceName: string; buildInfoId: string; bytecode: string }>(
      path,
    );
    const { buildInfoId: id, inputSourceName: source, contractName: name, bytecode } = artifact;
    const build = inputs.get(id) ?? readBuild(id);
    inputs.set(id, build);
    settings = { ...build.input.settings };
    const madeOf = importedBy(source, build.trees);
    for (const file of madeOf) {
      contents.set(file, build.input.sources[file]?.content ?? "");
      const tree = build.trees[file]?.ast;
      if (tree) trees.set(file, tree);
    }
    const isMade = isContract(build.trees[source]?.ast, name);
    if (!isMade) continue;
    const { evm } = build.maps[source]?.[name] ?? {};
    const origins = originsOf([evm?.bytecode.sourceMap ?? "", evm?.deployedBytecode.sourceMap ?? ""], build.trees);
    deployables.push({ name, source, artifact: path, code: withoutNote(bytecode), madeOf, origins });
  }
  return { settings, contents, trees, deployables };
}

function readBuild(id: string): { input: CompilerInput; trees: Trees; maps: Maps } {
  const { input } = readJson<{ input: CompilerInput }>(`artifacts/build-info/${id}.json`);
  const { output } = readJson<{ output: { sources: Trees; contracts: Maps } }>(
    `artifacts/build-info/${id}.output.json`,
  );
  return { input, trees: output.sources, maps: output.contracts };
}

/** Reads source maps: `start:length:file:…` for each step of the code, what is left out as in the step before. */
export function originsOf(maps: readonly string[], trees: Record<string, { id: number }>): Map<string, Set<number>> {
  const names = new Map(Object.entries(trees).map(([name, { id }]) => [id, name]));
  const found = new Map<string, Set<number>>();
  for (const map of maps) {
    let start = 0;
    let file = -1;
    for (const step of map.split(";")) {
      const [newStart, , newFile] = step.split(":");
      if (newStart) start = Number(newStart);
      if (newFile) file = Number(newFile);
      const name = names.get(file);
      if (name !== undefined) found.set(name, (found.get(name) ?? new Set()).add(start));
    }
  }
  return found;
}

/** The note's length stands in the last two bytes. */
function withoutNote(bytecode: string): string {
  const bytes = Number.parseInt(bytecode.slice(-4), 16) + 2;
  return bytecode.slice(0, -2 * bytes);
}

/** Whether it can be deployed: no interface, no library whose functions are part of others, no half of a contract. */
function isContract(file: CodeNode | undefined, name: string): boolean {
  const nodes = (file?.nodes ?? []) as CodeNode[];
  return nodes.some((one) => one.name === name && one.contractKind === "contract" && one.abstract === false);
}

function importedBy(source: string, trees: Trees): Set<string> {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const node of (trees[file]?.ast.nodes ?? []) as CodeNode[]) {
      if (node.nodeType === "ImportDirective") visit(String(node.absolutePath));
    }
  };
  visit(source);
  return found;
}

function artifactsOf(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => globSync(`artifacts/${folder}/**/*.json`, { cwd: root })).sort();
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), "utf8")) as T;
}
