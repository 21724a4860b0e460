import { fileURLToPath } from "node:url";
import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";
import { ownWarnings } from "./scripts/compile/ownWarnings.ts";

// The compiler comes from npm, so that nothing is downloaded at run time and the lockfile pins it.
const compiler = {
  version: "0.8.37",
  path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
  settings: { optimizer: { enabled: true, runs: 200 }, evmVersion: "osaka" },
};

export default defineConfig({
  plugins: [hardhatToolboxMochaEthers, ownWarnings],
  // One profile: Ignition deploys exactly what the tests ran.
  solidity: { profiles: { default: compiler, production: compiler } },
  // Generated types use namespaces, which the house does not; they are not ours to check.
  typechain: { tsNocheck: true },
  // Doubles are contracts that only tests need: strange tokens, wallets that are contracts.
  paths: { sources: ["./contracts", "./test/doubles"], tests: { mocha: "./test/unit", solidity: "./test/invariant" } },
  networks: {
    default: { type: "edr-simulated", chainType: "l1", hardfork: "osaka", chainId: 31337 },
  },
  test: { mocha: { timeout: 120_000 } },
});
