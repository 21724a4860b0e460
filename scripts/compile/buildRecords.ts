import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Abi } from "viem";
import { root } from "../process/runTool.ts";

/** A node of the compiler's syntax tree, as far as the house reads it. */
export interface SyntaxNode {
  nodeType: string;
  name?: string;
  nodes?: SyntaxNode[];
  members?: { name: string }[];
  functionSelector?: string;
  eventSelector?: string;
  errorSelector?: string;
}

interface MemberDoc {
  params?: Record<string, string>;
  returns?: Record<string, string>;
}

/** What the compiler kept of a contract's comments, by signature. A refusal may be inherited in several versions. */
export interface DevDoc {
  methods?: Record<string, MemberDoc>;
  events?: Record<string, MemberDoc>;
  errors?: Record<string, MemberDoc[]>;
}

/** What one run of the compiler said. */
interface BuildRecord {
  errors?: { formattedMessage: string }[];
  sources: Record<string, { ast: SyntaxNode }>;
  contracts: Record<string, Record<string, { devdoc?: DevDoc }>>;
}

/** A contract or interface as it was compiled last. */
export interface Built {
  contract: string;
  /** As the compiler calls the file: `project/contracts/…` or `npm/<package>@<version>/…`. */
  file: string;
  abi: Abi;
  bytecode: string;
  syntax: SyntaxNode;
  doc: DevDoc;
}

/** Every record of the build. A file that did not change is not compiled again, so there may be several. */
export function buildRecords(): Map<string, BuildRecord> {
  const folder = join(root, "artifacts/build-info");
  if (!existsSync(folder)) throw new Error("Nothing has been compiled yet");
  const ending = ".output.json";
  return new Map(
    globSync(`*${ending}`, { cwd: folder })
      .sort()
      .map((file) => [
        file.slice(0, -ending.length),
        (JSON.parse(readFileSync(join(folder, file), "utf8")) as { output: BuildRecord }).output,
      ]),
  );
}

/** Contracts of the house and those that it takes from OpenZeppelin as they are, each with its own latest record. */
export function builtContracts(): Built[] {
  const records = buildRecords();
  return globSync("artifacts/{contracts,@openzeppelin}/**/*.json", { cwd: root })
    .sort()
    .map((path) => {
      const artifact = JSON.parse(readFileSync(join(root, path), "utf8")) as {
        contractName: string;
        inputSourceName: string;
        buildInfoId: string;
        abi: Abi;
        bytecode: string;
      };
      const { contractName: contract, inputSourceName: file, abi, bytecode } = artifact;
      const record = records.get(artifact.buildInfoId);
      const syntax = record?.sources[file]?.ast;
      if (record === undefined || syntax === undefined) throw new Error(`The build of ${contract} left no record`);
      return { contract, file, abi, bytecode, syntax, doc: record.contracts[file]?.[contract]?.devdoc ?? {} };
    });
}

/** All files that were compiled, packages' too, by the compiler's name for them. */
export function syntaxTrees(): Map<string, SyntaxNode> {
  const trees = [...buildRecords().values()].flatMap(({ sources }) => Object.entries(sources));
  return new Map(trees.map(([file, { ast }]) => [file, ast]));
}
