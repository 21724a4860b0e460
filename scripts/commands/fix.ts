import { runCommand } from "../process/runCommand.ts";
import { runTool } from "../process/runTool.ts";

await runCommand(async () => {
  const typescript = await runTool("biome", ["check", "--write", "."]);
  const solidity = await runTool("prettier", ["--write", "--log-level", "warn", "contracts/**/*.sol", "test/**/*.sol"]);
  return typescript.ok && solidity.ok ? 0 : 1;
});
