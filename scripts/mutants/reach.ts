import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addStatementCoverageInstrumentation, latestSupportedSolidityVersion } from "@nomicfoundation/edr";
import { getCoverageLibrary } from "@nomicfoundation/edr/coverage";
import { root } from "../process/runTool.ts";
import { inLanes } from "../tests/inLanes.ts";
import type { BuiltProject } from "./builtProject.ts";
import { Workshop } from "./Workshop.ts";

/** One statement of a contract's file, in characters, and the mark by which it says that it was reached. */
interface Statement {
  mark: string;
  start: number;
  end: number;
}

/** What a file of tests reaches. */
interface FileReach {
  /** Of the tests and the contracts that this was found with. */
  stamp: string;
  /** The contracts' files that it reached anything of. */
  contracts: string[];
  seconds: number;
  /** By full title: the seconds that each test took. */
  took: Record<string, number>;
  /** By full title, and under "" what counts for every test of the file. */
  reached: Record<string, string[]>;
  /** Its tests need each other, or failed only because of the marks: it runs as a whole, wherever it reaches a file. */
  isWhole: boolean;
}

/** The tests of one file that reach a place. */
export interface Reaching {
  file: string;
  /** Their full titles; undefined for all. */
  only: string[] | undefined;
  /** About so long they take. */
  seconds: number;
}

/** So long no file of tests takes. */
const LONG = 3_600;

/** Takes minutes for each change, and says nothing with fewer histories: it asks that rare things happened too. */
const leftOut = new Set(["test/unit/oversight/RotationHistories.ts"]);

/** Knows which tests reach which statement of which contract. */
export class Reach {
  readonly #statements: ReadonlyMap<string, readonly Statement[]>;
  readonly #files: ReadonlyMap<string, FileReach>;

  constructor(statements: ReadonlyMap<string, readonly Statement[]>, files: ReadonlyMap<string, FileReach>) {
    this.#statements = statements;
    this.#files = files;
  }

  /**
   * Which tests reach a place: the innermost statement around it, else any of the function (what a modifier's name
   * stands for, what a parent is given), else any of the file (a constant).
   *
   * @param scope From where to where the function goes, in characters.
   */
  testsOf(contract: string, place: number, scope: readonly [number, number]): Reaching[] {
    const all = this.#statements.get(contract) ?? [];
    const [innermost] = all
      .filter(({ start, end }) => start <= place && place < end)
      .toSorted((a, b) => a.end - a.start - (b.end - b.start));
    const within = all.filter(({ start, end }) => scope[0] <= start && end <= scope[1]);
    const wanted = innermost ? [innermost] : within.length > 0 ? within : all;
    const marks = new Set(wanted.map(({ mark }) => mark));
    const isAny = all.length === 0;
    return [...this.#files].flatMap(([file, { contracts, seconds, took, reached, isWhole }]): Reaching[] => {
      if (isAny || (isWhole && contracts.includes(contract))) return [{ file, only: undefined, seconds }];
      const titles = Object.keys(reached).filter((title) => reached[title]?.some((mark) => marks.has(mark)));
      if (titles.length === 0) return [];
      if (titles.includes("")) return [{ file, only: undefined, seconds }];
      return [{ file, only: titles, seconds: titles.reduce((sum, title) => sum + (took[title] ?? 0), 1) }];
    });
  }
}

/** Runs every file of tests once with contracts that tell what is reached, if that is not known for them already. */
export async function reachOf(built: BuiltProject, say: (line: string) => void): Promise<Reach> {
  const instrumented = new Map<string, string>();
  const statements = new Map<string, Statement[]>();
  const contractOf = new Map<string, string>();
  for (const [source, content] of built.contents) {
    if (!source.startsWith("project/contracts/")) continue;
    const made = addStatementCoverageInstrumentation(content, source, latestSupportedSolidityVersion());
    instrumented.set(source, made.source);
    const found = made.metadata.map(({ tag, startUtf16, endUtf16 }) => {
      return { mark: Buffer.from(tag).toString("hex"), start: startUtf16, end: endUtf16 };
    });
    statements.set(source, found);
    for (const { mark } of found) contractOf.set(mark, source);
  }
  const library = getCoverageLibrary();
  instrumented.set(library.filename, library.content);

  const record = join(root, "cache/mutants/reach.json");
  const known = existsSync(record) ? (JSON.parse(readFileSync(record, "utf8")) as Record<string, FileReach>) : {};
  const tests = globSync("test/unit/**/*.ts", { cwd: root })
    .filter((file) => !leftOut.has(file))
    .sort();
  const isKnown = (file: string) => known[file]?.stamp === stampOfTests(file, known[file]?.contracts ?? [], built);
  const open = tests.filter((file) => !isKnown(file));
  if (open.length > 0) {
    say(`What ${open.length} files of tests reach`);
    const lanes = Math.min(2, open.length);
    const workshops = Array.from(
      { length: lanes },
      (_, lane) => new Workshop(`lane-${lane}`, built, { isInstrumented: true }),
    );
    const plain = new Workshop("plain", built);
    try {
      const [first, ...others] = workshops as [Workshop, ...Workshop[]];
      const compiles = await first.exchange(built.deployables, instrumented);
      if (!compiles) throw new Error("The contracts do not compile with marks in them");
      for (const one of others) one.exchangeAs(first, built.deployables);
      say("The contracts tell now what is reached");
      await inLanes(
        lanes,
        open.map((file) => async (lane) => {
          const errand = { file, bail: false, seconds: LONG };
          const { ended, seconds, took, reached } = await (workshops[lane] as Workshop).run({
            ...errand,
            backwards: true,
          });
          if (ended !== "passed") {
            const again = await plain.run({ ...errand, backwards: false });
            if (again.ended !== "passed") throw new Error(`${file} fails without a change: ${again.by}`);
          }
          const marks = Object.values(reached).flat();
          const contracts = [...new Set(marks.flatMap((mark) => contractOf.get(mark) ?? []))].sort();
          const stamp = stampOfTests(file, contracts, built);
          known[file] = { stamp, contracts, seconds, took, reached, isWhole: ended !== "passed" };
          mkdirSync(dirname(record), { recursive: true });
          writeFileSync(record, JSON.stringify(known));
          say(
            `${file}: ${seconds.toFixed(0)} s, ${contracts.length} contracts${ended === "passed" ? "" : ", as a whole"}`,
          );
        }),
      );
    } finally {
      await Promise.all([...workshops, plain].map((one) => one.close()));
    }
  }
  return new Reach(statements, new Map(tests.flatMap((file) => (known[file] ? [[file, known[file]]] : []))));
}

/** One value for a file of tests, all of the tests' that it imports, and contracts. */
export function stampOfTests(file: string, contracts: readonly string[], built: BuiltProject): string {
  const hash = createHash("sha256");
  for (const one of [...importsOf(file)].sort()) hash.update(`${one}\0`).update(readFileSync(join(root, one)));
  for (const one of contracts) hash.update(`${one}\0${built.contents.get(one)}`);
  return hash.digest("hex").slice(0, 16);
}

/** The file itself and what it imports by relative path, and so on. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ""] of readFileSync(join(root, file), "utf8").matchAll(/from "(\.[^"]+\.ts)"/g)) {
    importsOf(join(dirname(file), path), found);
  }
  return found;
}
