import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { stampOf } from "../compile/stamp.ts";
import { root } from "../process/runTool.ts";
import { inLanes } from "../tests/inLanes.ts";
import { drawn, findMutants, type Mutant, mutated } from "./findMutants.ts";
import { type builtProject, type Deployable, Workshop } from "./Workshop.ts";

/** How a change ended. What does not compile says nothing about the tests and is not counted. */
type Fate = "killed" | "took too long" | "survived" | "does not compile";

export interface Result {
  name: string;
  line: number;
  before: string;
  after: string;
  fate: Fate;
  /** The test that found it. */
  by: string;
  seconds: number;
}

/** A contract is changed at so many places at most. */
export const MOST = 40;
/** The same places in every run. */
export const SEED = "runde";

/** A change that goes round in circles is given so long, times what all the tests take without it. */
const PATIENCE = 3;

type BuiltProject = ReturnType<typeof builtProject>;

/** The tests that may see a change: those of its room first. */
interface TestFiles {
  near: string[];
  far: string[];
}

export interface Job {
  mutant: Mutant;
  /** The compiler's name of the changed file. */
  source: string;
  content: string;
  heirs: readonly Deployable[];
  tests: TestFiles;
}

/** The changes of a file, as many as there are, or as `most` allows. */
export function jobsOf(file: string, built: BuiltProject, most = MOST): Job[] {
  const source = `project/${file}`;
  const tree = built.trees.get(source);
  if (tree === undefined) throw new Error(`${file} was not compiled`);
  const bytes = readFileSync(join(root, file));
  const heirs = heirsOf(source, built.deployables);
  const tests = testsOf(file, heirs);
  return drawn(findMutants(file, bytes, tree), most, SEED).map((mutant) => {
    return { mutant, source, content: mutated(bytes, mutant), heirs, tests };
  });
}

/** Which contracts are deployed with the change. Of what all of them use, a double and the two smallest stand for all. */
function heirsOf(source: string, deployables: readonly Deployable[]): Deployable[] {
  const all = deployables.filter(({ madeOf }) => madeOf.has(source)).toSorted((a, b) => a.bytes - b.bytes);
  const isDouble = ({ artifact }: Deployable) => artifact.includes("/doubles/");
  return [...all.filter(isDouble).slice(0, 1), ...all.filter((one) => !isDouble(one)).slice(0, all.length > 4 ? 2 : 4)];
}

/** The tests of the file's room, those that name it or one of its contracts first. */
function testsOf(changed: string, heirs: readonly Deployable[]): TestFiles {
  const room = basename(dirname(changed));
  const names = [basename(changed, ".sol"), ...heirs.map(({ name }) => name)];
  const all = globSync("test/unit/**/*.ts", { cwd: root }).sort();
  const isNear = (file: string) => file.startsWith(`test/unit/${room}/`);
  const told = (file: string) => names.some((name) => readFileSync(join(root, file), "utf8").includes(name));
  const inRoom = all.filter(isNear);
  return {
    near: [...inRoom.filter(told), ...inRoom.filter((file) => !told(file))],
    far: all.filter((file) => !isNear(file)),
  };
}

/** Tries all of them in two lanes. What an interrupted run found already, for the same contracts and tests, is not tried again. */
export async function tryMutants(
  jobs: readonly Job[],
  built: BuiltProject,
  say: (line: string) => void,
): Promise<Result[]> {
  const file = recordOf();
  const known = new Map(readResults(file).map((one) => [one.name, one]));
  const open = jobs.filter(({ mutant }) => !known.has(mutant.name));
  say(`${jobs.length} changes, ${jobs.length - open.length} of them tried before`);
  const lanes = Math.min(2, open.length);
  const workshops = Array.from({ length: lanes }, (_, lane) => new Workshop(lane, built.settings, built.contents));
  try {
    const limits = open[0] && workshops[0] ? await withoutChange(workshops[0], open) : new Map<string, number>();
    await inLanes(
      lanes,
      open.map((job) => async (lane) => {
        const workshop = workshops[lane];
        if (workshop === undefined) throw new Error(`There is no lane ${lane}`);
        const result = await tryOne(workshop, job, limits);
        known.set(result.name, result);
        appendFileSync(file, `${JSON.stringify(result)}\n`);
        say(`${result.fate}: ${result.name} (${result.seconds} s)${result.by && `: ${result.by}`}`);
      }),
    );
  } finally {
    await Promise.all(workshops.map((one) => one.close()));
  }
  return jobs.flatMap(({ mutant }) => known.get(mutant.name) ?? []);
}

/** Without a change every test passes, or nothing that follows means anything. How long that took, by the files it ran. */
async function withoutChange(workshop: Workshop, jobs: readonly Job[]): Promise<Map<string, number>> {
  const limits = new Map<string, number>();
  const sets = jobs.flatMap(({ tests }) => Object.values(tests)).filter((files) => files.length > 0);
  for (const files of sets) {
    const key = [...files].sort().join();
    if (limits.has(key)) continue;
    const started = performance.now();
    const { ended, by } = await workshop.run(files, 1_800);
    if (ended !== "passed") throw new Error(`Without a change a test fails already: ${by}`);
    limits.set(key, Math.ceil(((performance.now() - started) / 1000) * PATIENCE) + 60);
  }
  return limits;
}

async function tryOne(workshop: Workshop, job: Job, limits: ReadonlyMap<string, number>): Promise<Result> {
  const started = performance.now();
  const { name, line, before, after } = job.mutant;
  const end = (fate: Fate, by = ""): Result => {
    const seconds = Math.round((performance.now() - started) / 1000);
    return { name, line, before, after, fate, by, seconds };
  };
  if (!(await workshop.exchange(job.heirs, job.source, job.content))) return end("does not compile");
  try {
    for (const files of Object.values(job.tests)) {
      if (files.length === 0) continue;
      const { ended, by } = await workshop.run(files, limits.get([...files].sort().join()) ?? 600);
      if (ended !== "passed") return end(ended === "failed" ? "killed" : ended, by);
    }
    return end("survived");
  } finally {
    workshop.restore(job.heirs);
  }
}

/** Where a run keeps what it found: another file for other contracts or other tests. */
function recordOf(): string {
  const folder = join(root, "cache/mutants");
  mkdirSync(folder, { recursive: true });
  const stamp = stampOf(["contracts/**/*.sol", "test/unit/**/*.ts", "test/fixtures/**/*.ts", "test/doubles/*.sol"]);
  return join(folder, `${stamp.slice(0, 16)}.jsonl`);
}

function readResults(file: string): Result[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Result);
}
