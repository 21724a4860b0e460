import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { buildApp } from "../compile/buildApp.ts";
import { compile } from "../compile/compile.ts";
import { runCommand } from "../process/runCommand.ts";
import { root, runTool } from "../process/runTool.ts";

/** The storms, each by the file that raises it and by the name of its result. */
const storms = { "chaos.test.ts": "relay", "tillChaos.test.ts": "till" };

/**
 * `npm run chaos -- --items N --seed S`: the relay's storm and the till's, as long as one likes; each writes its result
 * with its day.
 */
await runCommand(async () => {
  const { values } = parseArgs({ options: { items: { type: "string" }, seed: { type: "string" } } });
  const { items = "500", seed = String(deviceTime()) } = values;
  if (!/^[1-9]\d*$/.test(items) || !/^\d+$/.test(seed)) throw new Error("--items and --seed want whole numbers");
  await compile();
  await buildApp({ practice: true });
  const folder = join(root, "bench/results/chaos");
  mkdirSync(folder, { recursive: true });
  const result = join(folder, `${new Date(deviceTime() * 1000).toISOString().slice(0, 10)}-${items}-${seed}`);
  Object.assign(process.env, { RUNDE_CHAOS_ITEMS: items, RUNDE_CHAOS_SEED: seed, RUNDE_CHAOS_RESULT: result });
  const files = Object.keys(storms).map((file) => `test/faults/${file}`);
  const { ok } = await runTool("vitest", ["run", "--project", "faults", ...files]);
  if (!ok) return 1;
  for (const name of Object.values(storms)) {
    const file = `${result}-${name}.json`;
    console.log(`${readFileSync(file, "utf8")}${file}`);
  }
  return 0;
});
