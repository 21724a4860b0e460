import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { measureJobs } from "./measure.ts";
import { TOLERANCE } from "./tolerance.ts";

const FILE = new URL("../gas-snapshot.json", import.meta.url);

const snapshot = z.record(z.string(), z.number());
const count = new Intl.NumberFormat("en");

const measured = await measureJobs();
if (process.argv.includes("--check")) {
  process.exitCode = check(existsSync(FILE) ? snapshot.parse(JSON.parse(readFileSync(FILE, "utf8"))) : {});
} else {
  for (const [job, gas] of Object.entries(measured)) console.log(`${count.format(gas).padStart(11)}  ${job}`);
  writeFileSync(FILE, `${JSON.stringify(measured, null, 2)}\n`);
  console.log("\nWritten to gas-snapshot.json. A rise of more than 2 % needs a reason in the commit.");
}
process.exit();

/** How many jobs cost too much more than the snapshot says, or are in only one of the two. */
function check(known: Record<string, number>): number {
  const wrong: string[] = [];
  for (const [job, gas] of Object.entries(measured)) {
    const before = known[job];
    if (before === undefined) wrong.push(`${job}: ${count.format(gas)}, not in the snapshot`);
    else if (gas > before * (1 + TOLERANCE)) {
      wrong.push(
        `${job}: ${count.format(gas)}, was ${count.format(before)} (+${((gas / before - 1) * 100).toFixed(1)} %)`,
      );
    }
  }
  for (const job of Object.keys(known)) if (measured[job] === undefined) wrong.push(`${job}: measured no more`);
  console.log(`${Object.keys(measured).length} jobs measured, ${wrong.length} not as in gas-snapshot.json`);
  for (const line of wrong) console.log(`  ${line}`);
  if (wrong.length > 0) console.log("If that is wanted: npm run gas, and say why in the commit.");
  return wrong.length === 0 ? 0 : 1;
}
