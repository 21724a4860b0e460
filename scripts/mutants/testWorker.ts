import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import hre from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import Mocha from "mocha";

/** One file of contract tests to be run, and how. */
export interface Errand {
  /** From the folder that this process works in. */
  file: string;
  /** Only the tests with these full titles. */
  only?: readonly string[];
  /** Only the tests whose full titles end so. */
  ending?: string;
  /** Stops at the first failure. */
  bail: boolean;
  /** The last test first: what passes so too needs none of the others before it. */
  backwards: boolean;
  /** So much of the processor's time at most. Time that passes on a busy machine is not counted. */
  seconds: number;
}

export interface Answer {
  ended: "passed" | "failed" | "took too long";
  /** The full title of what failed first. */
  by: string;
  /** Of the processor's time. */
  seconds: number;
  /** By full title: the seconds that each test took. */
  took: Record<string, number>;
  /** What instrumented contracts told: by full title of the test, and under "" what was reached before or for several. */
  reached: Record<string, string[]>;
}

/** Nobody reads along. */
class Silent extends Mocha.reporters.Base {
  override epilogue(): void {}
}

const ours = ["test/", "scripts/"].map((folder) => pathToFileURL(join(process.cwd(), folder)).href);
const isInstrumented = process.argv[2] === "instrumented";

let run = 0;
let hits = new Map<string, Set<string>>();
let now = "";
let undo: (() => Promise<void> | void)[] = [];

// Each run reads tests and fixtures anew, so that it stands on a chain of its own; Hardhat and packages stay warm.
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return ours.some((one) => found.url.startsWith(one)) ? { ...found, url: `${found.url}?run=${run}` } : found;
  },
});

hre.hooks.registerHandlers("network", {
  async newConnection(context, next) {
    const connection = await next(context);
    undo.push(() => connection.close());
    if (isInstrumented) sharing(connection as NetworkConnection);
    return connection;
  },
});
if (isInstrumented) {
  hre.hooks.registerHandlers("network", {
    async onCoverageData(_context, tags) {
      const set = hits.get(now) ?? new Set<string>();
      hits.set(now, set);
      for (const tag of tags) set.add(tag);
    },
  });
}
// What a run adds to the chain's requests must not stay for the next.
const register = hre.hooks.registerHandlers.bind(hre.hooks);
hre.hooks.registerHandlers = (category, handlers) => {
  undo.push(() => hre.hooks.unregisterHandlers(category, handlers));
  register(category, handlers);
};

/** What a fixture reaches it reaches for every test that begins there. */
function sharing({ networkHelpers }: NetworkConnection): void {
  const load = networkHelpers.loadFixture.bind(networkHelpers);
  networkHelpers.loadFixture = async (fixture) => {
    const before = now;
    now = "";
    try {
      return await load(fixture);
    } finally {
      now = before;
    }
  };
}

async function go({ file, only, ending, bail, backwards, seconds }: Errand): Promise<Answer> {
  run += 1;
  hits = new Map();
  now = "";
  const start = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  const took: Record<string, number> = {};
  const answer = (ended: Answer["ended"], by = ""): Answer => {
    const reached = Object.fromEntries([...hits].map(([title, tags]) => [title, [...tags]]));
    return { ended, by, seconds: used(), took, reached };
  };
  const mocha = new Mocha({ ...hre.config.test.mocha, bail, reporter: Silent });
  const late = setInterval(() => {
    if (used() > seconds) process.send?.(answer("took too long"), undefined, undefined, () => process.exit(1));
  }, 500);
  try {
    mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, file, mocha);
    try {
      await import(pathToFileURL(join(process.cwd(), file)).href);
    } catch (error) {
      return answer("failed", `the file does not load: ${String(error).split("\n")[0]}`);
    }
    mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_POST_REQUIRE, globalThis, file, mocha);
    if (only !== undefined) keep(mocha.suite, (title) => only.includes(title));
    if (ending !== undefined) keep(mocha.suite, (title) => title.endsWith(ending));
    if (backwards) turn(mocha.suite);
    mocha.suite.beforeEach(function () {
      now = this.currentTest?.fullTitle() ?? "";
    });
    mocha.suite.afterEach(() => {
      now = "";
    });
    let by: string | undefined;
    let count = 0;
    await new Promise<void>((resolve) => {
      const runner = mocha.run(() => resolve());
      runner.on("fail", (test) => {
        by ??= test.fullTitle();
      });
      runner.on("test end", (test) => {
        count += 1;
        took[test.fullTitle()] = (test.duration ?? 0) / 1000;
      });
    });
    if (count === 0) by ??= "not one test ran";
    return answer(by === undefined ? "passed" : "failed", by);
  } finally {
    clearInterval(late);
    mocha.dispose();
    for (const step of undo.reverse()) await step();
    undo = [];
  }
}

function keep(suite: Mocha.Suite, isWanted: (title: string) => boolean): void {
  suite.tests = suite.tests.filter((test) => isWanted(test.fullTitle()));
  for (const one of suite.suites) keep(one, isWanted);
}

function turn(suite: Mocha.Suite): void {
  suite.tests.reverse();
  suite.suites.reverse();
  for (const one of suite.suites) turn(one);
}

process.on("message", (errand: Errand) => {
  go(errand).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(2);
    },
  );
});
