import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addStatementCoverageInstrumentation, latestSupportedSolidityVersion } from "@nomicfoundation/edr";
import { getCoverageLibrary } from "@nomicfoundation/edr/coverage";
import { root } from "../process/runTool.ts";
import { inLanes } from "../tests/inLanes.ts";
import type { BuiltProject } from "./builtProject.ts";
import { type FileReach, Reach, type Statement } from "./Reach.ts";
import { Workshop } from "./Workshop.ts";

/** All tests of a file, and so long none takes. */
const whole = { bail: false, seconds: 3_600 };

/** Takes minutes for each change, and says nothing with fewer histories: it asks that rare things happened too. */
const leftOut = new Set(["test/unit/oversight/RotationHistories.ts"]);

/** What every file of tests reached, as it was measured last. */
const record = join(root, "cache/mutants/reach.json");

/** Contracts that tell which of their statements is reached. */
interface Marked {
  sources: Map<string, string>;
  statements: Map<string, Statement[]>;
}

/** Runs each file of tests once with marks in the contracts, if it is not known already what these reach in these. */
export async function measureReach(built: BuiltProject, say: (line: string) => void): Promise<Reach> {
  const marked = withMarks(built);
  const known = existsSync(record) ? (JSON.parse(readFileSync(record, "utf8")) as Record<string, FileReach>) : {};
  const tests = globSync("test/unit/**/*.ts", { cwd: root })
    .filter((file) => !leftOut.has(file))
    .sort();
  const open = tests.filter((file) => {
    const one = known[file];
    return one === undefined || one.stamp !== stampOfTests(file, one.contracts, built);
  });
  if (open.length > 0) {
    say(`What ${open.length} files of tests reach`);
    await measure(open, marked, built, (file, reach) => {
      known[file] = reach;
      mkdirSync(dirname(record), { recursive: true });
      writeFileSync(record, JSON.stringify(known));
      const { seconds, contracts, isWhole } = reach;
      say(`${file}: ${seconds.toFixed(0)} s, ${contracts.length} contracts${isWhole ? ", as a whole" : ""}`);
    });
  }
  return new Reach(marked.statements, new Map(tests.flatMap((file) => (known[file] ? [[file, known[file]]] : []))));
}

function withMarks(built: BuiltProject): Marked {
  const library = getCoverageLibrary();
  const sources = new Map([[library.filename, library.content]]);
  const statements = new Map<string, Statement[]>();
  for (const [source, content] of built.contents) {
    if (!source.startsWith("project/contracts/")) continue;
    const made = addStatementCoverageInstrumentation(content, source, latestSupportedSolidityVersion());
    sources.set(source, made.source);
    const found = made.metadata.map(({ tag, startUtf16: start, endUtf16: end }) => {
      return { mark: Buffer.from(tag).toString("hex"), start, end };
    });
    statements.set(source, found);
  }
  return { sources, statements };
}

async function measure(
  files: readonly string[],
  { sources, statements }: Marked,
  built: BuiltProject,
  found: (file: string, reach: FileReach) => void,
): Promise<void> {
  const contractOf = new Map([...statements].flatMap(([source, all]) => all.map(({ mark }) => [mark, source])));
  const lanes = Math.min(2, files.length);
  const first = new Workshop("lane-0", built, { isInstrumented: true });
  const workshops = [first, ...(lanes > 1 ? [new Workshop("lane-1", built, { isInstrumented: true })] : [])];
  const doubtful: [string, FileReach][] = [];
  try {
    const compiles = await first.exchange(built.deployables, sources);
    if (!compiles) throw new Error("The contracts do not compile with marks in them");
    for (const one of workshops.slice(1)) one.exchangeAs(first, built.deployables);
    await inLanes(
      lanes,
      files.map((file) => async (lane) => {
        const run = await (workshops[lane] as Workshop).run({ file, ...whole, backwards: true });
        const marks = Object.values(run.reached).flat();
        const contracts = [...new Set(marks.flatMap((mark) => contractOf.get(mark) ?? []))].sort();
        const { seconds, took, reached } = run;
        const isWhole = run.ended !== "passed";
        const reach = { stamp: stampOfTests(file, contracts, built), contracts, seconds, took, reached, isWhole };
        if (isWhole) doubtful.push([file, reach]);
        else found(file, reach);
      }),
    );
    for (const one of workshops) one.restore(built.deployables);
    for (const [file, reach] of doubtful) {
      const run = await first.run({ file, ...whole, backwards: false });
      if (run.ended !== "passed") throw new Error(`${file} fails without a change: ${run.by}`);
      found(file, reach);
    }
  } finally {
    await Promise.all(workshops.map((one) => one.close()));
  }
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
