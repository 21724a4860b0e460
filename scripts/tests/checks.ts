import { runTool, type Tool } from "../process/runTool.ts";

export interface Check {
  name: string;
  tool: Tool;
  args: string[];
}

const solidity = ["contracts/**/*.sol", "test/**/*.sol"];

/** Where our TypeScript lives. */
export const cruisedFolders = [
  "protocol",
  "frontend",
  "relay",
  "scripts",
  "ignition",
  "test",
  "bench",
  "club",
  "examples",
];

/** Everything that must hold about the text itself, before anything runs. */
export const checks: Check[] = [
  { name: "Types", tool: "tsc", args: ["--noEmit", "--pretty"] },
  { name: "Format and lint (Biome)", tool: "biome", args: ["check", "--error-on-warnings", "."] },
  {
    name: "Rooms (dependency-cruiser)",
    tool: "depcruise",
    args: ["--config", ".dependency-cruiser.mjs", ...cruisedFolders],
  },
  { name: "Nothing unused, nothing undeclared (knip)", tool: "knip", args: ["--no-progress"] },
  { name: "Solidity style (solhint)", tool: "solhint", args: ["--max-warnings", "0", "contracts/**/*.sol"] },
  { name: "Solidity format (Prettier)", tool: "prettier", args: ["--check", "--log-level", "warn", ...solidity] },
];

/** Runs one check and says how it ended; what it prints is shown only when it fails. */
export async function runCheck(check: Check, say: (line: string) => void = console.log): Promise<boolean> {
  const started = performance.now();
  const { ok, output } = await runTool(check.tool, check.args, { quiet: true });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${ok ? "✓" : "✗"} ${check.name} (${seconds} s)`);
  if (!ok) say(output);
  return ok;
}
