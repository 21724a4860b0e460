import { writeFileSync } from "node:fs";
import hre from "hardhat";
import { z } from "zod";

const [kind = "", file = ""] = process.argv.slice(2);
const summary = z.object({ summary: z.object({ passed: z.number(), failed: z.number() }) });
const result = z.union([
  z.object({ success: z.literal(true), value: summary }),
  z.object({ success: z.literal(false), error: summary }),
]);

const outcome = result.parse(await hre.tasks.getTask(["test", kind]).run({ noCompile: true }));
const { passed, failed } = (outcome.success ? outcome.value : outcome.error).summary;
writeFileSync(file, JSON.stringify({ passed, failed }));
process.exit(outcome.success ? 0 : 1);
