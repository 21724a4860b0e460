import { fileURLToPath } from "node:url";
import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { configVariable, defineConfig } from "hardhat/config";
import type { HttpNetworkUserConfig } from "hardhat/types/config";
import { ownWarnings } from "./scripts/compile/ownWarnings.ts";
import { places, variableOf } from "./scripts/networks/chains.ts";

// The compiler comes from npm, so that nothing is downloaded at run time and the lockfile pins it.
const compiler = {
  version: "0.8.37",
  path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
  settings: {
    optimizer: { enabled: true, runs: 200 },
    evmVersion: "osaka",
    // What the compiler keeps of the comments; a test reads whether it is everything.
    outputSelection: { "*": { "*": ["devdoc"] } },
  },
};

/**
 * A network that others run. Its node's address and the deployer's key come from the keystore (`npm run keystore -- set
 * SEPOLIA_DEPLOYER_KEY`) or from the environment, never from a file of the project.
 */
const publicNetwork = (name: string, chainId: number): HttpNetworkUserConfig => ({
  type: "http",
  chainType: "l1",
  chainId,
  url: configVariable(`${name}_RPC_URL`),
  accounts: [configVariable(`${name}_DEPLOYER_KEY`)],
});

export default defineConfig({
  plugins: [hardhatToolboxMochaEthers, ownWarnings],
  // One profile: Ignition deploys exactly what the tests ran.
  solidity: {
    profiles: { default: compiler, production: compiler },
  },
  // Generated types use namespaces, which the house does not; they are not ours to check.
  typechain: { tsNocheck: true },
  // Doubles are contracts that only tests need: strange tokens, wallets that are contracts.
  paths: { sources: ["./contracts", "./test/doubles"], tests: { mocha: "./test/unit", solidity: "./test/invariant" } },
  networks: {
    // It begins on the same day in every run, so that what a test or a measurement finds can be found again; a run of
    // the tests may name another (`npm test -- --day`).
    default: {
      type: "edr-simulated",
      chainType: "l1",
      hardfork: "osaka",
      chainId: 31337,
      initialDate: `${process.env.RUNDE_DAY ?? "2026-03-01"}T00:00:00Z`,
    },
    // The one table of networks stands in scripts/networks/chains.ts.
    ...Object.fromEntries(
      places().map(({ chainId, place: { key } }) => [key, publicNetwork(variableOf(key), chainId)]),
    ),
  },
  test: {
    mocha: { timeout: 900_000 },
    solidity: {
      // One long life rather than many short ones: it takes a hundred days until everything has happened. The runner's
      // dictionary is off, because the house's tests throw dice of their own from each seed.
      invariant: {
        runs: 2,
        depth: 1500,
        failOnRevert: true,
        shrinkRunLimit: 0, // the message names promise and moment; shrinking so many calls takes minutes
        dictionaryWeight: 0,
        includeStorage: false,
        includePushBytes: false,
      },
    },
  },
});
