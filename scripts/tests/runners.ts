import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { root, runNode, runTool } from "../process/runTool.ts";
import type { Count } from "./Tally.ts";

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      status: z.string(),
      name: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string().optional(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
/** How the report calls tests that did not run. */
const NOT_RUN = ["pending", "skipped", "todo"];
const contractReport = z.object({ passed: z.number(), failed: z.number(), skipped: z.number() });

/** Takes what a runner printed, when it is not to be seen at once. */
export type Hold = (output: string) => void;

/** Runs one project of vitest.config.ts. */
export function runVitest(project: string, hold?: Hold): Promise<Count> {
  return runConfigured(project, ["--project", project], hold);
}

/** Runs vitest and counts by its JSON report, which bears this name. */
export async function runConfigured(name: string, args: string[], hold?: Hold): Promise<Count> {
  const file = reportFile(name);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { ok, output } = await runTool("vitest", ["run", ...args, ...reporters], { quiet: hold !== undefined });
  hold?.(output);
  return counted(file, ok, (text) => {
    const report = vitestReport.parse(JSON.parse(text));
    // A file that does not even load has no failed test in it.
    const unloaded = report.testResults.filter(
      (one) => one.status === "failed" && !one.assertionResults.some((test) => test.status === "failed"),
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
      failures: [
        ...unloaded.map(({ name, message }) => `${relative(root, name)}: ${firstLine(message)}`),
        ...report.testResults.flatMap(({ name, assertionResults }) =>
          assertionResults
            .filter(({ status }) => status === "failed")
            .map((one) => `${relative(root, name)}: ${one.fullName}: ${firstLine(one.failureMessages?.[0])}`),
        ),
      ],
    };
  });
}

/** By name, the tests of the last run of this name that were left out. */
export function leftOut(name: string): string[] {
  const file = reportPath(name);
  if (!existsSync(file)) return [];
  const report = vitestReport.parse(JSON.parse(readFileSync(file, "utf8")));
  return report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ status, fullName }) =>
      NOT_RUN.includes(status) ? [fullName ?? "a test without a name"] : [],
    ),
  );
}

/** Runs the contract tests of one kind: mocha (`test/unit`) or Solidity (`test/invariant`). */
export async function runContractTests(kind: "mocha" | "solidity", hold?: Hold): Promise<Count> {
  const file = reportFile(kind);
  const { ok, output } = await runNode(["scripts/tests/contractTests.ts", kind, file], { quiet: hold !== undefined });
  hold?.(output);
  return counted(file, ok, (text) => contractReport.parse(JSON.parse(text)));
}

/** What fits into one line of a summary. */
const firstLine = (text = ""): string => text.trim().split("\n", 1)[0]!.slice(0, 300);

const reportPath = (name: string): string => join(root, "cache/reports", `${name}.json`);

function reportFile(name: string): string {
  const file = reportPath(name);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** A runner that failed without a failed test, or that ran nothing at all, has failed. */
function counted(file: string, ok: boolean, read: (text: string) => Count): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const count = read(readFileSync(file, "utf8"));
  if (count.failed === 0 && (!ok || count.passed === 0)) {
    console.error(ok ? "Not one test ran." : "The runner failed, though no test did.");
    return { ...count, failed: 1 };
  }
  return count;
}
