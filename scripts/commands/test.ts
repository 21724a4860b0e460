import { takeClub } from "#ignition/readClub.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { buildApp } from "../compile/buildApp.ts";
import { compile } from "../compile/compile.ts";
import { runNode } from "../process/runTool.ts";
import { checks, runCheck } from "../tests/checks.ts";
import { clubTests, ranEnough } from "../tests/clubTests.ts";
import { environmentOf } from "../tests/fakedDay.ts";
import { inLanes } from "../tests/inLanes.ts";
import { repeated } from "../tests/repeated.ts";
import { type Hold, leftOut, runConfigured, runContractTests, runVitest } from "../tests/runners.ts";
import { type Count, Tally } from "../tests/Tally.ts";
import { type Part, type TestOptions, testOptions } from "../tests/testOptions.ts";

const { parts, repeat, club } = asked();
/** A part that is not made of tests, and went well. */
const DONE: Count = { passed: 1, failed: 0, skipped: 0 };
// Elsewhere a machine may lack a part (a node that remembers, a browser of our own); there it must have all.
const tally = new Tally({ skippingFails: Boolean(process.env.CI) && club === undefined });

await repeated(repeat, tally, club === undefined ? runOnce : runForClub, console.log);
console.log(tally.report());
process.exit(tally.failed === 0 ? 0 : 1);

/** What was asked for, on the day that was asked for; a word that says nothing to us ends it. */
function asked(): TestOptions {
  try {
    const options = testOptions(process.argv.slice(2));
    // Whatever is started from here on lives on that day.
    takeClub(options.club);
    if (options.day !== undefined) Object.assign(process.env, environmentOf(options.day, deviceTime()));
    return options;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

async function runOnce(): Promise<void> {
  await step(0, "Contracts compile without a warning", async () => {
    await compile();
    return DONE;
  });
  // Before the lanes: both start houses, and one would build the app while the other does.
  if (parts.has("house")) {
    await step(0, "App and counter build", async () => {
      await buildApp({ practice: true });
      return DONE;
    });
  }
  // Two cores, two lanes. What looks at all of it soonest comes first for whoever watches; then the longest, so that the
  // short ones fill both lanes to the end.
  const work: [Part, title: string, run: (hold?: Hold) => Promise<Count>][] = [
    ["check", "Types, format, lint, rooms", runChecks],
    ["house", "The whole house: story and pages in a browser", (hold) => runVitest("e2e", hold)],
    ["house", "The whole house: start, faults, model, deploy", (hold) => runVitest("faults", hold)],
    ["mocha", "Contracts", (hold) => runContractTests("mocha", hold)],
    ["vitest", "Protocol, relay, app, architecture", (hold) => runVitest("beside", hold)],
    ["solidity", "Contracts: fuzz and invariants", (hold) => runContractTests("solidity", hold)],
    ["gas", "Gas: no job dearer than gas-snapshot.json says", checkGas],
  ];
  const asked = work.filter(([part]) => parts.has(part));
  const all = inLanes(
    2,
    asked.map(
      ([, title, run]) =>
        (lane) =>
          step(lane, title, run),
    ),
  );
  // Beside them what mostly waits: a till on a public network hands in once a minute.
  const waits = parts.has("house")
    ? [step(2, "The whole house: what waits for minutes", (hold) => runVitest("minutes", hold))]
    : [];
  await Promise.all([all, ...waits]);
}

/** What holds for every club, for the one that was named. */
async function runForClub(): Promise<void> {
  await step(0, "Contracts compile without a warning", async () => {
    await compile();
    return DONE;
  });
  await step(0, "App and counter build", async () => {
    await buildApp({ practice: true });
    return DONE;
  });
  const counts: Count[] = [];
  for (const { name, title, args } of clubTests) {
    await step(0, title, async () => {
      const count = await runConfigured(name, args);
      counts.push(count);
      return count;
    });
  }
  const { enough, lines } = ranEnough(
    counts,
    clubTests.flatMap(({ name }) => leftOut(name)),
  );
  console.log(["", ...lines].join("\n"));
  tally.add("Enough of the tests ran", { passed: enough ? 1 : 0, failed: enough ? 0 : 1, skipped: 0 });
}

async function runChecks(hold?: Hold): Promise<Count> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const check of checks) count[(await runCheck(check, hold)) ? "passed" : "failed"] += 1;
  return count;
}

async function checkGas(hold?: Hold): Promise<Count> {
  const { ok, output } = await runNode(["bench/gas.ts", "--check"], { quiet: hold !== undefined });
  hold?.(output);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** One part of the run: in the first lane seen as it goes, beside it kept together and shown at its end. */
async function step(lane: number, title: string, run: (hold?: Hold) => Promise<Count>): Promise<void> {
  const held: string[] = [];
  if (lane === 0) console.log(heading(title));
  else held.push(heading(title));
  const end = await counted(title, () => run(lane === 0 ? undefined : (output) => held.push(output)));
  console.log([...held, end].join("\n"));
}

function heading(title: string): string {
  return `\n━━ ${title} ━━\n`;
}

/** Runs a part, adds it to the tally and says in one line how it ended. */
async function counted(title: string, run: () => Promise<Count>): Promise<string> {
  const started = performance.now();
  const count = await run().catch((error: unknown): Count => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  tally.add(title, count);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
  return `\n${title}: ${count.passed} passed, ${count.failed} failed${skipped} (${seconds} s)`;
}
