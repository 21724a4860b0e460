import { type Hex, isHex } from "viem";
import { refusedChains, variableOf } from "./chains.ts";

export interface PublicNetwork {
  chainId: number;
  rpcUrl(): Promise<string>;
  /** What names that address, and what to do when nobody answers there. */
  remedy: string;
  /** The deployer's. */
  key(): Promise<Hex>;
}

/** A network of `hardhat.config.ts`. What is secret is asked of the keystore or the environment only when it is needed. */
export async function publicNetwork(name: string): Promise<PublicNetwork> {
  const { default: hre } = await import("hardhat");
  const networks = Object.entries(hre.config.networks).filter(([, network]) => network.type === "http");
  const network = hre.config.networks[name];
  if (network?.type !== "http" || network.chainId === undefined) {
    const known = networks.filter(([, { chainId }]) => chainId !== undefined).map(([one]) => one);
    const refused = refusedChains().find((one) => one.name.toLowerCase().startsWith(name.toLowerCase()));
    const why = refused === undefined ? "" : `\nNo house can be built on ${refused.name}: ${refused.why}.`;
    throw new Error(`hardhat.config.ts has no network "${name}". It has: ${known.join(", ")}${why}`);
  }
  const { chainId, url, accounts } = network;
  const variables = [`${variableOf(name)}_RPC_URL`, `${variableOf(name)}_DEPLOYER_KEY`];
  const needs = (error: unknown) =>
    new Error(
      `The network "${name}" needs ${variables.join(", and for a deployment ")}: put them into the keystore (npm run keystore -- set ${variables[0]}) or into the environment.\n  ${firstLine(error)}`,
    );
  const rpcUrl = () => url.getUrl().catch((error) => Promise.reject(needs(error)));
  const remedy = `${variables[0]} names it, in the keystore or in the environment: start that node, or put another address there (npm run keystore -- set ${variables[0]} --force), and run the same command again.`;
  return {
    chainId,
    rpcUrl,
    remedy,
    async key() {
      if (!Array.isArray(accounts) || accounts[0] === undefined) throw needs("It has no account");
      const text = await accounts[0].get().catch((error) => Promise.reject(needs(error)));
      const key = text.startsWith("0x") ? text : `0x${text}`;
      if (!isHex(key) || key.length !== 66) throw needs("The deployer's key is not 64 hexadecimal digits");
      return key;
    },
  };
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}
