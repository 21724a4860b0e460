import { spawnSync } from "node:child_process";
import { runCommand } from "../process/runCommand.ts";
import { root, toolFiles } from "../process/runTool.ts";

// Hardhat's keystore asks for a password, so it gets the terminal: npm run keystore -- set SEPOLIA_RPC_URL
await runCommand(async (args) => {
  const asked = spawnSync(process.execPath, [toolFiles.hardhat, "keystore", ...args], { cwd: root, stdio: "inherit" });
  return asked.status ?? 1;
});
