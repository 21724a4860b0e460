import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { compile } from "../compile/compile.ts";
import { runCommand } from "../process/runCommand.ts";
import { root, runTool } from "../process/runTool.ts";

/** `npm run chaos -- --items N --seed S`: the relay's storm, as long as one likes; writes its result with its day. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { items: { type: "string" }, seed: { type: "string" } } });
  const { items = "500", seed = String(deviceTime()) } = values;
  if (!/^[1-9]\d*$/.test(items) || !/^\d+$/.test(seed)) throw new Error("--items and --seed want whole numbers");
  await compile();
  const folder = join(root, "bench/results/chaos");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${new Date(deviceTime() * 1000).toISOString().slice(0, 10)}-${items}-${seed}.json`);
  Object.assign(process.env, { RUNDE_CHAOS_ITEMS: items, RUNDE_CHAOS_SEED: seed, RUNDE_CHAOS_RESULT: file });
  const { ok } = await runTool("vitest", ["run", "--project", "faults", "test/faults/chaos.test.ts"]);
  if (ok) console.log(`${readFileSync(file, "utf8")}${file}`);
  return ok ? 0 : 1;
});
