import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { narrowed } from "../lint/markdownWidth.ts";
import { runCommand } from "../process/runCommand.ts";
import { root, runTool } from "../process/runTool.ts";

await runCommand(async () => {
  const typescript = await runTool("biome", ["check", "--write", "."]);
  const solidity = await runTool("prettier", ["--write", "--log-level", "warn", "contracts/**/*.sol", "test/**/*.sol"]);
  const pages = globSync("**/*.md", { cwd: root, exclude: ["**/{node_modules,dist,.house}/**"] });
  for (const page of pages) narrow(join(root, page));
  return typescript.ok && solidity.ok ? 0 : 1;
});

function narrow(file: string): void {
  const text = readFileSync(file, "utf8");
  const narrower = narrowed(text);
  if (narrower !== text) writeFileSync(file, narrower);
}
