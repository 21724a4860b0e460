import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Address, getContractAddress, type Hex, numberToHex } from "viem";
import { z } from "zod";
import type { Ask } from "#protocol/house/Ask.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import { artifactOf } from "../compile/artifacts.ts";
import { root } from "../process/runTool.ts";
import { artifactName, compareWithBuild } from "./codeOfBuild.ts";

const hex = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));
const block = z
  .object({
    transactions: z.array(z.object({ from: hex, to: hex.nullable(), nonce: hex, input: hex })),
  })
  .nullable();
const built = z.object({ buildInfoId: z.string(), inputSourceName: z.string(), contractName: z.string() });
const record = z.object({
  solcLongVersion: z.string(),
  input: z.looseObject({ sources: z.record(z.string(), z.unknown()) }),
});

/** What an explorer asks of whoever wants a contract's source shown there. */
export interface SourceRecord {
  contract: ContractName;
  address: Address;
  /** `file:Contract`, as the compiler calls it. */
  source: string;
  compiler: string;
  /** The record of the compiler run that it was made in. */
  build: string;
  /** Encoded, without 0x; undefined: another contract made it, and its transaction does not say. */
  constructorArguments: string | undefined;
}

/** Blocks that a deploy may have taken, with every pause in between. */
const MOST_BLOCKS = 1_000_000;
/** Blocks before the house's first in which its own test money may have been made. */
const BEFORE = 200;

/**
 * What proves to a stranger that the house's contracts are this source, found without anybody's key: by the code that
 * stands there, and the transactions that made it. Contracts of somebody else, such as a stablecoin, are left out.
 */
export async function sourceRecords({ contracts, deployedAtBlock }: Deployment, ask: Ask): Promise<SourceRecord[]> {
  const ours: SourceRecord[] = [];
  for (const [contract, address] of Object.entries(contracts) as [ContractName, Address][]) {
    const artifact = artifactOf(artifactName(contract));
    const code = hex.parse(await ask("eth_getCode", [address, "latest"]));
    if (!compareWithBuild(artifact, code).isBuild) continue;
    const { buildInfoId, inputSourceName, contractName } = built.parse(artifact);
    ours.push({
      contract,
      address,
      source: `${inputSourceName}:${contractName}`,
      compiler: `v${buildRecord(buildInfoId).solcLongVersion}`,
      build: buildInfoId,
      constructorArguments: undefined,
    });
  }
  // A house makes its parts one after another from its first block on; the registry is sealed when all are there.
  const missing = new Map(ours.map((one) => [one.address.toLowerCase(), one]));
  for (
    let number = Math.max(0, deployedAtBlock - BEFORE);
    number < deployedAtBlock + MOST_BLOCKS && missing.size > 0;
    number++
  ) {
    const found = block.parse(await ask("eth_getBlockByNumber", [numberToHex(number), true]));
    if (found === null) break;
    for (const { from, to, nonce, input } of found.transactions) {
      if (to !== null) continue;
      const one = missing.get(getContractAddress({ from, nonce: BigInt(nonce) }).toLowerCase());
      if (one === undefined) continue;
      missing.delete(one.address.toLowerCase());
      const { bytecode } = artifactOf(artifactName(one.contract));
      if (input.toLowerCase().startsWith(bytecode.toLowerCase()))
        one.constructorArguments = input.slice(bytecode.length);
    }
    // What is left was made by the last of them: the governor makes its timelock.
    if ([...missing.values()].every(({ contract }) => contract === "Timelock")) break;
  }
  return ours;
}

/** What the compiler was given, as an explorer takes it ("standard JSON input"), and its version. */
export function buildRecord(id: string) {
  return record.parse(JSON.parse(readFileSync(join(root, "artifacts/build-info", `${id}.json`), "utf8")));
}
