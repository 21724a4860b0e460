import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { BaseContract, ContractFactory, type InterfaceAbi } from "ethers";
import { z } from "zod";
import { ethers } from "../test/fixtures/chain.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const artifact = z.object({ abi: z.array(z.unknown()), bytecode: z.string() });
const output = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).optional(),
  contracts: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ abi: z.array(z.unknown()), evm: z.object({ bytecode: z.object({ object: z.string() }) }) }),
    ),
  ),
});

let own: Map<string, { abi: unknown[]; bytecode: string }> | undefined;

/** Deploys a peer of `peers/Peers.sol`, compiled with our compiler and our settings. */
export async function deployPeer(name: string, args: unknown[] = []): Promise<Peer> {
  own ??= compilePeers();
  const found = own.get(name);
  if (found === undefined) throw new Error(`There is no peer ${name}`);
  return deployed(found, args);
}

/** Deploys a peer from the artifact that its makers publish. */
export async function deployPublished(
  path: string,
  args: unknown[] = [],
  links: Record<string, string> = {},
): Promise<Peer> {
  const found = publishedArtifact(path);
  let { bytecode } = found;
  for (const [placeholder, address] of Object.entries(links)) bytecode = bytecode.replaceAll(placeholder, address);
  return deployed({ ...found, bytecode }, args);
}

export function publishedArtifact(path: string) {
  return artifact.parse(JSON.parse(readFileSync(here(`peers/node_modules/${path}`), "utf8")));
}

/** A contract whose functions are known by name only: other people's. */
// biome-ignore lint/suspicious/noExplicitAny: the ABI is read at run time, so nothing is known before.
export type Peer = BaseContract & Record<string, any>;

async function deployed({ abi, bytecode }: { abi: unknown[]; bytecode: string }, args: unknown[]): Promise<Peer> {
  const [signer] = await ethers.getSigners();
  const factory = new ContractFactory(abi as InterfaceAbi, bytecode, signer);
  const contract = await factory.deploy(...args);
  await contract.waitForDeployment();
  return contract as Peer;
}

export async function peerAt(path: string, address: string): Promise<Peer> {
  const [signer] = await ethers.getSigners();
  return new BaseContract(address, publishedArtifact(path).abi as InterfaceAbi, signer) as Peer;
}

function compilePeers() {
  const solc = createRequire(import.meta.url)("solc") as {
    compile(input: string, callbacks: { import(path: string): { contents: string } | { error: string } }): string;
  };
  const input = {
    language: "Solidity",
    sources: { "Peers.sol": { content: readFileSync(here("peers/Peers.sol"), "utf8") } },
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: "osaka",
      outputSelection: { "Peers.sol": { "*": ["abi", "evm.bytecode.object"] } },
    },
  };
  const text = solc.compile(JSON.stringify(input), {
    import: (path) => ({ contents: readFileSync(here(`peers/node_modules/${path}`), "utf8") }),
  });
  const { errors = [], contracts } = output.parse(JSON.parse(text));
  const failed = errors.filter(({ severity }) => severity === "error");
  if (failed.length > 0) throw new Error(failed.map(({ formattedMessage }) => formattedMessage).join("\n"));
  const compiled = Object.entries(contracts["Peers.sol"] ?? {});
  return new Map(compiled.map(([name, { abi, evm }]) => [name, { abi, bytecode: `0x${evm.bytecode.object}` }]));
}
