import { compile } from "./compile/compile.ts";
import { runNode } from "./process/runTool.ts";
import { checks, runCheck } from "./tests/checks.ts";
import { runContractTests, runVitest } from "./tests/runners.ts";
import { type Count, Tally } from "./tests/Tally.ts";

const parts = ["compile", "check", "vitest", "mocha", "gas", "solidity", "house"];
const only = new Set(process.argv.slice(2));
const unknown = [...only].filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  console.error(`No part "${unknown.join('", "')}". There are: ${parts.join(", ")}.`);
  process.exit(2);
}
// Elsewhere a machine may lack a part (a node that remembers, a browser of our own); there it must have all.
const tally = new Tally({ skippingFails: Boolean(process.env.CI) });

await step("compile", "Contracts compile without a warning", async () => {
  await compile();
  return { passed: 1, failed: 0, skipped: 0 };
});
await step("check", "Types, format, lint, rooms", async () => {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const check of checks) count[(await runCheck(check)) ? "passed" : "failed"] += 1;
  return count;
});
await step("vitest", "Protocol, relay, app, architecture", () => runVitest("vitest", []));
await step("mocha", "Contracts", () => runContractTests("mocha"));
await step("gas", "Gas: no job dearer than gas-snapshot.json says", async () => {
  const { ok } = await runNode(["bench/gas.ts", "--check"]);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
});
await step("solidity", "Contracts: fuzz and invariants", () => runContractTests("solidity"));
await step("house", "The whole house: story, browser, faults", () =>
  runVitest("house", ["--config", "vitest.house.config.ts"]),
);

console.log(tally.report());
process.exit(tally.failed === 0 ? 0 : 1);

/** One part of the run. `npm test -- mocha` runs that part alone (the contracts are always compiled). */
async function step(key: string, title: string, run: () => Promise<Count>): Promise<void> {
  if (only.size > 0 && !only.has(key) && key !== "compile") return;
  console.log(`\n━━ ${title} ━━\n`);
  const started = performance.now();
  const count = await run().catch((error: unknown): Count => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  tally.add(title, count);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
  console.log(`\n${title}: ${count.passed} passed, ${count.failed} failed${skipped} (${seconds} s)`);
}
