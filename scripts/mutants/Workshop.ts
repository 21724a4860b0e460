import { spawn } from "node:child_process";
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { root, toolFiles } from "../process/runTool.ts";
import type { CodeNode } from "./findMutants.ts";

/** A contract that can be deployed, and all that it is compiled from. */
export interface Deployable {
  name: string;
  /** As the compiler calls its file. */
  source: string;
  /** Where its artifact lies, from the project's root. */
  artifact: string;
  bytes: number;
  /** The compiler's names of the files that it is made of. */
  madeOf: ReadonlySet<string>;
}

interface CompilerInput {
  sources: Record<string, { content: string }>;
  settings: Record<string, unknown>;
}

interface CompilerOutput {
  errors?: { severity: string }[];
  contracts?: Record<string, Record<string, { evm: Record<"bytecode" | "deployedBytecode", { object: string }> }>>;
}

/** What a test run needs beside the packages, which are found in a folder above. */
const copied = ["artifacts", "bench", "club", "contracts", "ignition", "protocol", "relay", "scripts", "test", "types"];
const copiedFiles = ["club.config.ts", "gas-snapshot.json", "hardhat.config.ts", "package.json", "tsconfig.json"];

export type TestRun = "passed" | "failed" | "took too long";

/** A copy of the project in which contracts are exchanged for changed ones while tests run. */
export class Workshop {
  readonly #folder: string;
  readonly #compiler = new Worker(new URL("./compileWorker.ts", import.meta.url));
  readonly #settings: Record<string, unknown>;
  readonly #contents: ReadonlyMap<string, string>;

  /** @param contents Of every source, by the compiler's name for it. */
  constructor(lane: number, settings: Record<string, unknown>, contents: ReadonlyMap<string, string>) {
    this.#settings = settings;
    this.#contents = contents;
    this.#folder = join(root, `cache/mutants/lane-${lane}`);
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    for (const name of [...copied, ...copiedFiles]) {
      cpSync(join(root, name), join(this.#folder, name), { recursive: true, filter: (from) => !isLeftOut(from) });
    }
  }

  /**
   * Puts the changed file into every one of the contracts. False if it does not compile: then nothing is exchanged.
   *
   * @param source The compiler's name of the changed file.
   */
  async exchange(heirs: readonly Deployable[], source: string, content: string): Promise<boolean> {
    const files = new Set(heirs.flatMap(({ madeOf }) => [...madeOf]));
    const sources = Object.fromEntries(
      [...files].map((file) => [file, { content: file === source ? content : (this.#contents.get(file) ?? "") }]),
    );
    const wanted = ["evm.bytecode.object", "evm.deployedBytecode.object"];
    const outputSelection = Object.fromEntries(heirs.map((heir) => [heir.source, { [heir.name]: wanted }]));
    const input = { language: "Solidity", sources, settings: { ...this.#settings, outputSelection } };
    const output = await this.#compile(JSON.stringify(input));
    if (output.errors?.some(({ severity }) => severity === "error")) return false;
    for (const heir of heirs) {
      const made = output.contracts?.[heir.source]?.[heir.name]?.evm;
      if (made === undefined) throw new Error(`The compiler gave no ${heir.name}`);
      const artifact = JSON.parse(readFileSync(join(root, heir.artifact), "utf8")) as Record<string, unknown>;
      artifact.bytecode = `0x${made.bytecode.object}`;
      artifact.deployedBytecode = `0x${made.deployedBytecode.object}`;
      writeFileSync(join(this.#folder, heir.artifact), JSON.stringify(artifact));
    }
    return true;
  }

  #compile(input: string): Promise<CompilerOutput> {
    return new Promise((resolve, reject) => {
      this.#compiler.once("message", (output: string) => resolve(JSON.parse(output) as CompilerOutput));
      this.#compiler.once("error", reject);
      this.#compiler.postMessage(input);
    }).finally(() => this.#compiler.removeAllListeners("error")) as Promise<CompilerOutput>;
  }

  /** Puts back what was exchanged. */
  restore(heirs: readonly Deployable[]): void {
    for (const { artifact } of heirs) cpSync(join(root, artifact), join(this.#folder, artifact));
  }

  /** Runs tests until the first one fails; says which it was. */
  run(files: readonly string[], seconds: number): Promise<{ ended: TestRun; by: string }> {
    return new Promise((resolve, reject) => {
      const args = [join(root, toolFiles.hardhat), "test", "mocha", "--no-compile", "--bail", ...files];
      const child = spawn(process.execPath, args, { cwd: this.#folder, stdio: ["ignore", "pipe", "pipe"] });
      let printed = "";
      const keep = (chunk: Buffer) => {
        printed += chunk.toString();
      };
      child.stdout.on("data", keep);
      child.stderr.on("data", keep);
      let isLate = false;
      const clock = setTimeout(() => {
        isLate = true;
        child.kill("SIGKILL");
      }, seconds * 1000);
      child.on("error", reject);
      child.on("close", (code) => {
        clearTimeout(clock);
        const ended = isLate ? "took too long" : code === 0 ? "passed" : "failed";
        resolve({ ended, by: firstFailure(printed) });
      });
    });
  }

  async close(): Promise<void> {
    await this.#compiler.terminate();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Packages are found above, and no test reads what the compiler wrote down of itself. */
function isLeftOut(path: string): boolean {
  return path.endsWith("node_modules") || path.includes("build-info");
}

/** The title of the test that failed first, from what Mocha printed. */
function firstFailure(printed: string): string {
  return /^\s+1\) (?<title>.+)$/m.exec(printed)?.groups?.title ?? "";
}

/** The compiler's settings and sources, and what can be deployed, as they were built last. */
export function builtProject(): {
  settings: Record<string, unknown>;
  contents: Map<string, string>;
  trees: Map<string, CodeNode>;
  deployables: Deployable[];
} {
  const contents = new Map<string, string>();
  const trees = new Map<string, CodeNode>();
  const deployables: Deployable[] = [];
  let settings: Record<string, unknown> = {};
  const inputs = new Map<string, { input: CompilerInput; trees: Record<string, { ast: CodeNode }> }>();
  for (const path of artifactsOf(["contracts", "test/doubles"])) {
    const artifact = readJson<{ contractName: string; inputSourceName: string; buildInfoId: string; bytecode: string }>(
      path,
    );
    const { buildInfoId: id, inputSourceName: source, contractName: name, bytecode } = artifact;
    const build = inputs.get(id) ?? {
      input: readJson<{ input: CompilerInput }>(`artifacts/build-info/${id}.json`).input,
      trees: readJson<{ output: { sources: Record<string, { ast: CodeNode }> } }>(
        `artifacts/build-info/${id}.output.json`,
      ).output.sources,
    };
    inputs.set(id, build);
    settings = { ...build.input.settings };
    const madeOf = importedBy(source, build.trees);
    for (const file of madeOf) {
      contents.set(file, build.input.sources[file]?.content ?? "");
      const tree = build.trees[file]?.ast;
      if (tree) trees.set(file, tree);
    }
    const isMade = isContract(build.trees[source]?.ast, name);
    if (isMade) deployables.push({ name, source, artifact: path, bytes: bytecode.length / 2 - 1, madeOf });
  }
  return { settings, contents, trees, deployables };
}

/** Whether it can be deployed: no interface, no library whose functions are part of others, no half of a contract. */
function isContract(file: CodeNode | undefined, name: string): boolean {
  const nodes = (file?.nodes ?? []) as CodeNode[];
  return nodes.some((one) => one.name === name && one.contractKind === "contract" && one.abstract === false);
}

function importedBy(source: string, trees: Record<string, { ast: CodeNode }>): Set<string> {
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
