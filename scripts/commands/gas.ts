import { compile } from "../compile/compile.ts";
import { runCommand } from "../process/runCommand.ts";
import { runNode } from "../process/runTool.ts";

await runCommand(async (args) => {
  await compile();
  const { ok } = await runNode(["bench/gas.ts", ...args]);
  return ok ? 0 : 1;
});
