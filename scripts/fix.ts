import { runTool } from "./process/runTool.ts";

await runTool("biome", ["check", "--write", "."]);
await runTool("prettier", ["--write", "--log-level", "warn", "contracts/**/*.sol", "test/**/*.sol"]);
