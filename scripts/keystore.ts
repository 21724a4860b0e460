import { spawnSync } from "node:child_process";
import { root, toolFiles } from "./process/runTool.ts";

// Hardhat's keystore asks for a password, so it gets the terminal: npm run keystore -- set SEPOLIA_RPC_URL
const asked = spawnSync(process.execPath, [toolFiles.hardhat, "keystore", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exit(asked.status ?? 1);
