import { writeFileSync } from "node:fs";
import hre from "hardhat";
import { z } from "zod";

const [kind = "", file = ""] = process.argv.slice(2);
const report = z.object({
  summary: z.object({ passed: z.number(), failed: z.number(), skipped: z.number() }),
  suiteResults: z.array(z.object({ testResults: z.array(z.object({ status: z.string() })) })).optional(),
});
const result = z.union([
  z.object({ success: z.literal(true), value: report }),
  z.object({ success: z.literal(false), error: report }),
]);

const outcome = result.parse(await hre.tasks.getTask(["test", kind]).run({ noCompile: true }));
const { summary, suiteResults } = outcome.success ? outcome.value : outcome.error;
// Hardhat's summary of Solidity tests comes back with zeros, so they are counted one by one.
const states = suiteResults?.flatMap(({ testResults }) => testResults.map(({ status }) => status));
const count = states
  ? {
      passed: states.filter((one) => one === "Success").length,
      failed: states.filter((one) => one === "Failure").length,
      skipped: states.filter((one) => one === "Skipped").length,
    }
  : { passed: summary.passed, failed: summary.failed, skipped: summary.skipped };
writeFileSync(file, JSON.stringify(count));
process.exit(outcome.success ? 0 : 1);
