import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { compile } from "../compile/compile.ts";
import { jobsOf, MOST, type Result, SEED, tryMutants } from "../mutants/tryMutants.ts";
import { builtProject } from "../mutants/Workshop.ts";
import { runCommand } from "../process/runCommand.ts";
import { root } from "../process/runTool.ts";

/** Of the changes that compile, so many of a hundred must be found by a test. */
const ENOUGH = 95;

/**
 * `npm run mutants -- --only treasury --most 10`: makes small changes in the contracts and runs the tests, which must see
 * each. Two hours or so for all; an interrupted run goes on where it stopped.
 */
await runCommand(async () => {
  const { values } = parseArgs({ options: { only: { type: "string", default: "" }, most: { type: "string" } } });
  const most = values.most === undefined ? MOST : Number(values.most);
  if (!Number.isInteger(most) || most < 1) throw new Error("--most wants a whole number from 1");
  await compile();
  const files = globSync("contracts/**/*.sol", { cwd: root })
    .filter((file) => hasCode(file) && file.includes(values.only))
    .sort();
  if (files.length === 0) throw new Error(`No contract has "${values.only}" in its path`);
  const built = builtProject();
  const results = await tryMutants(
    files.flatMap((file) => jobsOf(file, built, most)),
    built,
    console.log,
  );
  const left = JSON.parse(readFileSync(join(root, "bench/survivors.json"), "utf8")) as Record<string, string>;
  const { lines, isEnough } = report(files, results, left);
  const text = `${lines.join("\n")}\n`;
  console.log(text);
  if (values.only === "" && most === MOST) writeFileSync(join(root, "bench/mutants.md"), text);
  return isEnough ? 0 : 1;
});

/** Interfaces have nothing to change, and play money guards nothing. */
function hasCode(file: string): boolean {
  const name = basename(file, ".sol");
  return !/^I[A-Z]/.test(name) && !file.includes("/demo/");
}

function report(files: readonly string[], results: readonly Result[], left: Readonly<Record<string, string>>) {
  const lines = [
    "# Small changes and the tests that see them",
    "",
    `At most ${MOST} a contract, drawn by the seed "${SEED}"; a change that does not compile is not counted.`,
    "",
    "| Contract | Tried | Seen | Of a hundred |",
    "| --- | --- | --- | --- |",
  ];
  let isEnough = true;
  for (const file of files) {
    const tried = results.filter(({ name, fate }) => name.startsWith(`${file}:`) && fate !== "does not compile");
    if (tried.length === 0) continue;
    const seen = tried.filter(({ name, fate }) => fate !== "survived" || name in left);
    const share = (seen.length * 100) / tried.length;
    if (share < ENOUGH) isEnough = false;
    lines.push(`| ${file.slice("contracts/".length)} | ${tried.length} | ${seen.length} | ${share.toFixed(0)} |`);
  }
  const survivors = results.filter(({ fate }) => fate === "survived");
  lines.push("", `Not seen: ${survivors.length}, explained or to be explained in \`bench/survivors.json\`.`, "");
  for (const { name, line, before, after } of survivors) {
    const change = after === "" || after === "{}" || after === "false" ? "" : ` ("${before}" to "${after}")`;
    lines.push(`- ${name}${change}, line ${line}: ${left[name] ?? "**not explained**"}`);
  }
  return { lines, isEnough };
}
