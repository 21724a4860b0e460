import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { compile } from "../compile/compile.ts";
import { narrowed } from "../lint/markdownWidth.ts";
import { builtProject } from "../mutants/builtProject.ts";
import { measureReach } from "../mutants/measureReach.ts";
import { mutantsReport } from "../mutants/report.ts";
import { jobsOf, knownResults, MOST, tidyRecord, tryMutants } from "../mutants/tryMutants.ts";
import { runCommand } from "../process/runCommand.ts";
import { root } from "../process/runTool.ts";

/**
 * `npm run mutants -- --only treasury --only Share`: makes small changes in the contracts, each of which a test must see.
 * An interrupted run goes on where it stopped, and what did not change since is not tried again. The page says what is
 * known of every contract.
 */
await runCommand(async () => {
  const { values } = parseArgs({
    options: { only: { type: "string", multiple: true, default: [""] }, most: { type: "string" } },
  });
  const most = values.most === undefined ? MOST : Number(values.most);
  if (!Number.isInteger(most) || most < 1) throw new Error("--most wants a whole number from 1");
  await compile();
  const files = globSync("contracts/**/*.sol", { cwd: root }).filter(hasCode).sort();
  for (const only of values.only) {
    if (!files.some((file) => file.includes(only))) throw new Error(`No contract has "${only}" in its path`);
  }
  const built = builtProject();
  const reach = await measureReach(built, console.log);
  const jobs = new Map(files.map((file) => [file, jobsOf(file, built, reach, most)]));
  const asked = new Set(values.only.flatMap((only) => files.filter((file) => file.includes(only))));
  await tryMutants(
    [...asked].flatMap((file) => jobs.get(file) ?? []),
    built,
    console.log,
  );
  tidyRecord(
    files.flatMap((file) => jobsOf(file, built, reach)),
    built,
  );
  const results = new Map([...jobs].map(([file, all]) => [file, knownResults(all, built)]));
  const explained = JSON.parse(readFileSync(join(root, "bench/survivors.json"), "utf8")) as Record<string, string>;
  const { text, tooLow } = mutantsReport(results, (file) => jobs.get(file)?.length ?? 0, explained);
  console.log(text);
  // With fewer changes than agreed the page would compare what cannot be compared.
  if (most === MOST) writeFileSync(join(root, "bench/mutants.md"), narrowed(text));
  return tooLow.some((file) => asked.has(file)) ? 1 : 0;
});

/** Interfaces have nothing to change, and play money guards nothing. */
function hasCode(file: string): boolean {
  const name = basename(file, ".sol");
  return !/^I[A-Z]/.test(name) && !file.includes("/demo/");
}
