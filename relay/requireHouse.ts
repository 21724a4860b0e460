import { createPublicClient, isAddressEqual, keccak256, type PublicClient } from "viem";
import { partContracts } from "#protocol/abi/parts.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import { type Ask, NodeAway } from "#protocol/house/Ask.ts";
import { beganOtherwise } from "#protocol/house/beganOtherwise.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import { type ReadContract, toldOtherwise } from "#protocol/house/toldOtherwise.ts";
import { Mistake } from "./Mistake.ts";
import { Upstream } from "./node/Upstream.ts";

/**
 * Makes sure that this node's chain is the deployment's, that the house stands there as it was deployed, and that the
 * file says of it what it says itself: pages and tills reckon with the file.
 *
 * @returns What this node's past is too short to say, by its name in the file.
 */
export async function requireHouse(rpcUrl: string, deployment: Deployment): Promise<readonly string[]> {
  const { chainId, contracts, codeHashes } = deployment;
  const upstream = new Upstream({ url: rpcUrl });
  const client = createPublicClient({ transport: upstream.transport() }) as PublicClient;
  const found = await client.getChainId().catch(() => {
    throw new Mistake("No node answers at the address in RUNDE_RPC");
  });
  if (found !== chainId) {
    throw new Mistake(
      `The node in RUNDE_RPC belongs to chain ${found}, but the deployment file is for chain ${chainId}`,
    );
  }
  const names = Object.keys(contracts) as ContractName[];
  const codes = await Promise.all(names.map((name) => client.getCode({ address: contracts[name] }))).catch(silent);
  if (codes.every((code) => code === undefined || code === "0x")) {
    throw new Mistake("There is no house on this chain at the addresses in the deployment file");
  }
  const other = names.filter((name, i) => keccak256(codes[i] ?? "0x") !== codeHashes[name]);
  if (other.length > 0) {
    throw new Mistake(
      `The deployment file is of another house: the code at ${other.join(", ")} is not the one it names`,
    );
  }
  const read: ReadContract = (address, view, args = []) =>
    client.readContract({ address, abi: [view], functionName: view.name, args }) as Promise<never>;
  const [parts, token, told, beginning] = await Promise.all([
    Promise.all(partContracts.map((_, i) => read<`0x${string}`>(contracts.Registry, registryAbi.part, [i]))),
    read<`0x${string}`>(contracts.Registry, registryAbi.token),
    toldOtherwise(deployment, read),
    beganOtherwise(deployment, askOf(upstream)),
  ]).catch(silent);
  const known = [...partContracts.map((name, i) => [name, parts[i]!] as const), ["Token", token] as const];
  const strange = known.filter(([name, is]) => !isAddressEqual(is, contracts[name])).map(([name]) => name);
  if (strange.length > 0) {
    throw new Mistake(`The deployment file is of another house: its registry knows another ${strange.join(", ")}`);
  }
  const others = [...beginning.told, ...told];
  if (others.length > 0) {
    const all = others.map(({ contract, what }) => `${contract}: ${what}`).join("\n");
    throw new Mistake(
      `The deployment file was edited, and is not what the house says of itself:\n${all}\nPut it back as it was written, or write it again with npm run attach`,
    );
  }
  return beginning.open;
}

/** Tells a node that refuses from one that is silent. */
function askOf(upstream: Upstream): Ask {
  return async (method, params) => {
    const [answer] = await upstream.ask([{ method, params }]).catch((cause: unknown) => {
      throw new NodeAway(lineOf(cause), { cause });
    });
    if (answer?.error !== undefined) throw new Error(answer.error.message);
    return answer?.result;
  };
}

function silent(error: unknown): never {
  throw new Mistake(`The node in RUNDE_RPC does not say what stands at the house's addresses: ${lineOf(error)}`);
}

const lineOf = (error: unknown) => String(error instanceof Error ? error.message : error).split("\n")[0];
