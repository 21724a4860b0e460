import { type ChildProcess, fork } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Worker } from "node:worker_threads";
import { root } from "../process/runTool.ts";
import type { BuiltProject, Deployable } from "./builtProject.ts";
import type { Answer, Errand } from "./testWorker.ts";

interface CompilerOutput {
  errors?: { severity: string; formattedMessage: string }[];
  contracts?: Record<string, Record<string, { evm: Record<"bytecode" | "deployedBytecode", { object: string }> }>>;
}

/** What a test run needs beside the packages, which are found in a folder above. */
const copied = "artifacts bench club contracts docs frontend ignition protocol relay scripts test types".split(" ");
const copiedFiles = ["club.config.ts", "gas-snapshot.json", "hardhat.config.ts", "package.json", "tsconfig.json"];

/** A process keeps what it has read; after so many errands another one goes on. */
const ERRANDS = 40;
/** A run that waits for something that never comes uses no time of the processor. */
const WALL_SECONDS = 1_800;
/** Histories by chance are many so that rare things happen; a small change shows in a few. */
const fewHistories = { RUNDE_CONFIGURATIONS: "40" };

/** A copy of the project in which contracts are exchanged for changed ones while tests run in a process that stays. */
export class Workshop {
  readonly #folder: string;
  readonly #built: BuiltProject;
  readonly #isInstrumented: boolean;
  readonly #compiler = new Worker(new URL("./compileWorker.ts", import.meta.url));
  #tests: ChildProcess | undefined;
  #errands = 0;

  /**
   * @param name Of its own among those that work at the same time.
   * @param isInstrumented Tests tell which statements they reached; the contracts must have been exchanged for it.
   */
  constructor(name: string, built: BuiltProject, { isInstrumented = false } = {}) {
    this.#built = built;
    this.#isInstrumented = isInstrumented;
    this.#folder = join(root, `cache/mutants/${name}`);
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    for (const part of [...copied, ...copiedFiles]) {
      cpSync(join(root, part), join(this.#folder, part), { recursive: true, filter: (from) => !isLeftOut(from) });
    }
  }

  /**
   * Puts changed files into the contracts. False if they do not compile: then nothing is exchanged.
   *
   * @param changed Contents by the compiler's name for the file, some of them new.
   */
  async exchange(heirs: readonly Deployable[], changed: ReadonlyMap<string, string>): Promise<boolean> {
    const files = new Set([...heirs.flatMap(({ madeOf }) => [...madeOf]), ...changed.keys()]);
    const sources = Object.fromEntries(
      [...files].map((file) => [file, { content: changed.get(file) ?? this.#built.contents.get(file) ?? "" }]),
    );
    const wanted = ["evm.bytecode.object", "evm.deployedBytecode.object"];
    const outputSelection: Record<string, Record<string, string[]>> = {};
    for (const { source, name } of heirs) outputSelection[source] = { ...outputSelection[source], [name]: wanted };
    const input = { language: "Solidity", sources, settings: { ...this.#built.settings, outputSelection } };
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

  /** Takes over what another one exchanged: the compiler needs a minute for all contracts. */
  exchangeAs(other: Workshop, heirs: readonly Deployable[]): void {
    for (const { artifact } of heirs) cpSync(join(other.#folder, artifact), join(this.#folder, artifact));
  }

  /** Puts back what was exchanged. */
  restore(heirs: readonly Deployable[]): void {
    for (const { artifact } of heirs) cpSync(join(root, artifact), join(this.#folder, artifact));
  }

  /** Runs tests of one file. */
  run(errand: Errand): Promise<Answer> {
    if (this.#errands >= ERRANDS) this.#endTests();
    this.#errands += 1;
    const tests = this.#tests ?? this.#startTests();
    this.#tests = tests;
    return new Promise((resolve, reject) => {
      const clock = setTimeout(() => {
        this.#endTests();
        resolve({ ended: "took too long", by: "", seconds: WALL_SECONDS, took: {}, reached: {} });
      }, WALL_SECONDS * 1000);
      const done = () => {
        clearTimeout(clock);
        tests.removeAllListeners();
      };
      tests.once("message", (answer: Answer) => {
        done();
        // It ended itself in the middle of a test.
        if (answer.ended === "took too long") this.#endTests();
        resolve(answer);
      });
      tests.once("exit", (code) => {
        done();
        this.#tests = undefined;
        if (code !== null) reject(new Error(`The process that runs ${errand.file} ended with ${code}`));
      });
      tests.send(errand);
    });
  }

  #startTests(): ChildProcess {
    this.#errands = 1;
    return fork(join(this.#folder, "scripts/mutants/testWorker.ts"), this.#isInstrumented ? ["instrumented"] : [], {
      cwd: this.#folder,
      env: { ...process.env, ...fewHistories, HH_TEST: "true", NODE_ENV: "test" },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  }

  #endTests(): void {
    this.#tests?.removeAllListeners();
    this.#tests?.kill("SIGKILL");
    this.#tests = undefined;
  }

  async close(): Promise<void> {
    this.#endTests();
    await this.#compiler.terminate();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Packages are found above, and no test reads what the compiler wrote down of itself. */
function isLeftOut(path: string): boolean {
  return ["node_modules", "dist", "build-info"].includes(basename(path));
}
