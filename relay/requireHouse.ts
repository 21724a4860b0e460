import { createPublicClient, keccak256, type PublicClient } from "viem";
import type { Deployment } from "#protocol/house/deployments.ts";
import { Mistake } from "./Mistake.ts";
import { Upstream } from "./node/Upstream.ts";

/** Makes sure that this node's chain is the deployment's, and that the house stands there as it was deployed. */
export async function requireHouse(rpcUrl: string, { chainId, contracts, codeHashes }: Deployment): Promise<void> {
  const client = createPublicClient({ transport: new Upstream({ url: rpcUrl }).transport() }) as PublicClient;
  const found = await client.getChainId().catch(() => {
    throw new Mistake("No node answers at the address in RUNDE_RPC");
  });
  if (found !== chainId) {
    throw new Mistake(
      `The node in RUNDE_RPC belongs to chain ${found}, but the deployment file is for chain ${chainId}`,
    );
  }
  const names = Object.keys(contracts) as (keyof typeof contracts)[];
  const codes = await Promise.all(names.map((name) => client.getCode({ address: contracts[name] })));
  if (codes.every((code) => code === undefined || code === "0x")) {
    throw new Mistake("There is no house on this chain at the addresses in the deployment file");
  }
  const other = names.filter((name, i) => keccak256(codes[i] ?? "0x") !== codeHashes[name]);
  if (other.length > 0) {
    throw new Mistake(
      `The deployment file is of another house: the code at ${other.join(", ")} is not the one it names`,
    );
  }
}
