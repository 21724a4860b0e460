import { deviceTime } from "#protocol/house/houseClock.ts";
import { buildApp } from "../compile/buildApp.ts";
import { compile } from "../compile/compile.ts";
import { runNode } from "../process/runTool.ts";
import { checks, runCheck } from "../tests/checks.ts";
import { environmentOf } from "../tests/fakedDay.ts";
import { repeated } from "../tests/repeated.ts";
import { type Hold, runContractTests, runVitest } from "../tests/runners.ts";
import { type Count, Tally } from "../tests/Tally.ts";
import { type Part, type TestOptions, testOptions } from "../tests/testOptions.ts";

const { parts, repeat } = asked();
/** A part that is not made of tests, and went well. */
const DONE: Count = { passed: 1, failed: 0, skipped: 0 };
// Elsewhere a machine may lack a part (a node that remembers, a browser of our own); there it must have all.
const tally = new Tally({ skippingFails: Boolean(process.env.CI) });

await repeated(repeat, tally, runOnce, console.log);
console.log(tally.report());
process.exit(tally.failed === 0 ? 0 : 1);

/** What was asked for, on the day that was asked for; a word that says nothing to us ends it. */
function asked(): TestOptions {
  try {
    const options = testOptions(process.argv.slice(2));
    // Whatever is started from here on lives on that day.
    if (options.day !== undefined) Object.assign(process.env, environmentOf(options.day, deviceTime()));
    return options;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

async function runOnce(): Promise<void> {
  await step("compile", "Contracts compile without a warning", async () => {
    await compile();
    return DONE;
  });
  // Two cores, two lanes: the first is seen while it runs, the second when a part of it has ended.
  await Promise.all([
    (async () => {
      await step("check", "Types, format, lint, rooms", runChecks);
      await step("vitest", "Protocol, relay, app, architecture", () => runVitest("beside"));
    })(),
    (async () => {
      await heldStep("mocha", "Contracts", (hold) => runContractTests("mocha", hold));
      await heldStep("gas", "Gas: no job dearer than gas-snapshot.json says", checkGas);
      await heldStep("solidity", "Contracts: fuzz and invariants", (hold) => runContractTests("solidity", hold));
    })(),
  ]);
  // Both lanes start houses, and one of them would build the app while the other does.
  await step("house", "App and counter build", async () => {
    await buildApp({ practice: true });
    return DONE;
  });
  await Promise.all([
    step("house", "The whole house: story and pages in a browser", () => runVitest("e2e")),
    heldStep("house", "The whole house: start, faults, model, deploy", (hold) => runVitest("faults", hold)),
  ]);
}

async function runChecks(): Promise<Count> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const check of checks) count[(await runCheck(check)) ? "passed" : "failed"] += 1;
  return count;
}

async function checkGas(hold: Hold): Promise<Count> {
  const { ok, output } = await runNode(["bench/gas.ts", "--check"], { quiet: true });
  hold(output);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** One part of the run, seen as it goes. */
async function step(key: Part | "compile", title: string, run: () => Promise<Count>): Promise<void> {
  if (key !== "compile" && !parts.has(key)) return;
  console.log(heading(title));
  console.log(await counted(title, run));
}

/** The same beside another part: what it prints is kept together and shown at its end. */
async function heldStep(key: Part, title: string, run: (hold: Hold) => Promise<Count>): Promise<void> {
  if (!parts.has(key)) return;
  const held: string[] = [];
  const end = await counted(title, () => run((output) => held.push(output)));
  console.log([heading(title), ...held, end].join("\n"));
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
