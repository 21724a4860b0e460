import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { root } from "../process/runTool.ts";
import { inLanes } from "../tests/inLanes.ts";
import type { BuiltProject, Deployable } from "./builtProject.ts";
import { drawn, findMutants, functionAround, type Mutant, mutated } from "./findMutants.ts";
import { stampOfTests } from "./measureReach.ts";
import type { Reach, Reaching } from "./Reach.ts";
import { Workshop } from "./Workshop.ts";

/** How a change ended. What does not compile says nothing about the tests and is not counted. */
type Fate = "killed" | "took too long" | "survived" | "does not compile";

export interface Result extends Found, Pick<Mutant, "line" | "before" | "after"> {}

/** A line of the record. */
interface Found {
  /** Of the change. */
  name: string;
  fate: Fate;
  /** The file and the test that found it. */
  file: string;
  by: string;
  /** Of the processor's time for its tests. */
  seconds: number;
  /** Of the changed contracts and the tests that decided: the same again need not be tried again. */
  stamp: string;
}

/** What was found, one line each: it belongs to the repository, so that a run goes on where another machine stopped. */
const record = join(root, "bench/mutants.jsonl");

/** A contract is changed at so many places at most. */
export const MOST = 40;
/** The same places in every run. */
export const SEED = "runde";

/** A change that goes round in circles is given so many times what its tests take without it, and a little more. */
const PATIENCE = 5;
const AT_LEAST_SECONDS = 60;

export interface Job {
  mutant: Mutant;
  /** The compiler's name of the changed file. */
  source: string;
  content: string;
  heirs: readonly Deployable[];
  /** The tests that reach it, those that will tell soonest first. */
  tests: readonly Reaching[];
}

/** The changes of a file, as many as there are, or as `most` allows. */
export function jobsOf(file: string, built: BuiltProject, reach: Reach, most = MOST): Job[] {
  const source = `project/${file}`;
  const tree = built.trees.get(source);
  if (tree === undefined) throw new Error(`${file} was not compiled`);
  const bytes = readFileSync(join(root, file));
  const characters = (end: number) => bytes.subarray(0, end).toString().length;
  return drawn(findMutants(file, bytes, tree), most, SEED).map((mutant) => {
    const heirs = heirsOf(source, functionAround(tree, mutant.start), built.deployables);
    const names = [basename(file, ".sol"), ...heirs.map(({ name }) => name)];
    const tests = reach.testsOf(source, characters(mutant.start));
    return { mutant, source, content: mutated(bytes, mutant), heirs, tests: soonestFirst(tests, file, names) };
  });
}

/**
 * Which contracts are deployed with the change. Of what all of them use, a double and the two smallest of those that have
 * the changed function in their code stand for all.
 */
export function heirsOf(
  source: string,
  changed: readonly [number, number] | undefined,
  deployables: readonly Deployable[],
): Deployable[] {
  const all = deployables.filter(({ madeOf }) => madeOf.has(source)).toSorted((a, b) => a.code.length - b.code.length);
  if (all.length <= 4) return [...all.filter(isDouble).slice(0, 1), ...all.filter((one) => !isDouble(one))];
  const [from, to] = changed ?? [0, Number.POSITIVE_INFINITY];
  const users = all.filter(({ origins }) => [...(origins.get(source) ?? [])].some((at) => from <= at && at < to));
  const chosen = users.length > 0 ? users : all;
  return [...chosen.filter(isDouble).slice(0, 1), ...chosen.filter((one) => !isDouble(one)).slice(0, 2)];
}

const isDouble = ({ artifact }: Deployable): boolean => artifact.includes("/doubles/");

/** Short ones before long ones; those that name the contract, and those of its room, before others. */
function soonestFirst(tests: readonly Reaching[], changed: string, names: readonly string[]): Reaching[] {
  const room = `test/unit/${basename(dirname(changed))}/`;
  const cost = ({ file, seconds }: Reaching) => {
    const text = readFileSync(join(root, file), "utf8");
    return seconds * (names.some((name) => text.includes(name)) ? 1 : 3) * (file.startsWith(room) ? 1 : 2);
  };
  return tests
    .map((one) => ({ one, cost: cost(one) }))
    .toSorted((a, b) => a.cost - b.cost)
    .map(({ one }) => one);
}

/** Tries all of them in two lanes. What was found already, for the same contracts and tests, is not tried again. */
export async function tryMutants(
  jobs: readonly Job[],
  built: BuiltProject,
  say: (line: string) => void,
): Promise<void> {
  const known = new Set(knownResults(jobs, built).map(({ name }) => name));
  const open = jobs.filter(({ mutant }) => !known.has(mutant.name));
  say(`${jobs.length} changes, ${jobs.length - open.length} of them tried before`);
  const lanes = Math.min(2, open.length);
  const workshops = Array.from({ length: lanes }, (_, lane) => new Workshop(`lane-${lane}`, built));
  try {
    await inLanes(
      lanes,
      open.map((job) => async (lane) => {
        const found = await tryOne(workshops[lane] as Workshop, job, built);
        appendFileSync(record, lineOf(found));
        say(`${found.fate}: ${found.name} (${found.seconds} s)${found.by && `: ${found.file}: ${found.by}`}`);
      }),
    );
  } finally {
    await Promise.all(workshops.map((one) => one.close()));
  }
}

async function tryOne(workshop: Workshop, job: Job, built: BuiltProject): Promise<Found> {
  let seconds = 0;
  const end = (fate: Fate, file = "", by = ""): Found => {
    const stamp = stampOf(job, file, built);
    return { name: job.mutant.name, fate, file, by, seconds: Math.round(seconds), stamp };
  };
  if (job.tests.length === 0) return end("survived");
  if (!(await workshop.exchange(job.heirs, new Map([[job.source, job.content]])))) return end("does not compile");
  try {
    for (const { file, only, seconds: usual } of job.tests) {
      const most = usual * PATIENCE + AT_LEAST_SECONDS;
      const run = await workshop.run({ file, ...(only && { only }), bail: true, backwards: false, seconds: most });
      seconds += run.seconds;
      if (run.ended !== "passed") return end(run.ended === "failed" ? "killed" : run.ended, file, run.by);
    }
    return end("survived");
  } finally {
    workshop.restore(job.heirs);
  }
}

/**
 * One value for the changed file, what it is deployed with, and the tests that decided: for a change that was found the
 * text of the file that found it, else all tests with all that they import.
 */
function stampOf({ content, heirs, tests }: Job, found: string, built: BuiltProject): string {
  const hash = createHash("sha256").update(content);
  for (const { code } of heirs) hash.update(code);
  if (found !== "") hash.update(existsSync(join(root, found)) ? readFileSync(join(root, found)) : "gone");
  else for (const { file } of tests.toSorted(byFile)) hash.update(stampOfTests(file, [], built));
  return hash.digest("hex").slice(0, 16);
}

const byFile = (a: Reaching, b: Reaching): number => (a.file < b.file ? -1 : 1);

/** What earlier runs found of these changes, as far as contracts and tests are still the same. */
export function knownResults(jobs: readonly Job[], built: BuiltProject): Result[] {
  return stillTrue(jobs, built).map(([{ mutant }, found]) => {
    const { line, before, after } = mutant;
    return { ...found, line, before, after };
  });
}

/** Leaves in the record what is known of these changes, in their order: all that there are. */
export function tidyRecord(jobs: readonly Job[], built: BuiltProject): void {
  writeFileSync(
    record,
    stillTrue(jobs, built)
      .map(([, found]) => lineOf(found))
      .join(""),
  );
}

function stillTrue(jobs: readonly Job[], built: BuiltProject): [Job, Found][] {
  const last = new Map(recorded().map((one) => [one.name, one]));
  return jobs.flatMap((job) => {
    const found = last.get(job.mutant.name);
    return found !== undefined && found.stamp === stampOf(job, found.file, built) ? [[job, found]] : [];
  });
}

function recorded(): Found[] {
  if (!existsSync(record)) return [];
  const lines = readFileSync(record, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Found);
}

function lineOf(found: Found): string {
  return `${JSON.stringify(found)}\n`;
}
