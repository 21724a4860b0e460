import { existsSync } from "node:fs";
import { join } from "node:path";
import { compile } from "./compile/compile.ts";
import { root, runNode } from "./process/runTool.ts";
import { checks, runCheck } from "./tests/checks.ts";
import { type Count, runContractTests, runVitest } from "./tests/runners.ts";
import { Tally } from "./tests/Tally.ts";

const parts = ["compile", "check", "vitest", "mocha", "gas", "solidity", "house"];
const only = new Set(process.argv.slice(2));
const unknown = [...only].filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  console.error(`No part "${unknown.join('", "')}". There are: ${parts.join(", ")}.`);
  process.exit(2);
}
const tally = new Tally();

await step("compile", "Contracts compile without a warning", async () => {
  await compile();
  return { passed: 1, failed: 0 };
});
await step("check", "Types, format, lint, rooms", async () => {
  const count = { passed: 0, failed: 0 };
  for (const check of checks) count[(await runCheck(check)) ? "passed" : "failed"] += 1;
  return count;
});
await step("vitest", "Protocol, relay, app, architecture", () => runVitest("vitest", []));
await step("mocha", "Contracts", () => runContractTests("mocha"), "test/unit");
await step(
  "gas",
  "Gas: no job dearer than gas-snapshot.json says",
  async () => ((await runNode(["bench/gas.ts", "--check"])).ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  "gas-snapshot.json",
);
await step("solidity", "Contracts: fuzz and invariants", () => runContractTests("solidity"), "test/invariant");
await step(
  "house",
  "The whole house: story, browser, faults",
  () => runVitest("house", ["--config", "vitest.house.config.ts"]),
  "vitest.house.config.ts",
);

console.log(tally.report());
process.exit(tally.failed === 0 ? 0 : 1);

/** One part of the run. `npm test -- mocha` runs that part alone (the contracts are always compiled). */
async function step(key: string, title: string, run: () => Promise<Count>, needs?: string): Promise<void> {
  if (only.size > 0 && !only.has(key) && key !== "compile") return;
  if (needs && !existsSync(join(root, needs))) return;
  console.log(`\n━━ ${title} ━━\n`);
  const started = performance.now();
  const count = await run().catch((error: unknown): Count => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  tally.add(title, count.passed, count.failed);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\n${title}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`);
}
