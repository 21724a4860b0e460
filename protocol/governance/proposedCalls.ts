import type { Client, Hex } from "viem";
import { getContractEvents } from "viem/actions";
import { ProposalCreated } from "../abi/houseGovernor.ts";
import type { Deployment } from "../house/deployments.ts";

/** What a proposal would do, in the words of the log of its making. */
export interface ProposedCalls {
  targets: readonly Hex[];
  values: readonly bigint[];
  calldatas: readonly Hex[];
  description: string;
}

/** Reads a proposal's calls from the one block that holds them. */
export async function proposedCalls(
  client: Client,
  house: Pick<Deployment, "contracts">,
  { id, blockNumber }: { id: bigint; blockNumber: number },
): Promise<ProposedCalls> {
  const events = await getContractEvents(client, {
    abi: [ProposalCreated],
    address: house.contracts.HouseGovernor,
    eventName: "ProposalCreated",
    fromBlock: BigInt(blockNumber),
    toBlock: BigInt(blockNumber),
    strict: true,
  });
  const made = events.find(({ args }) => args.proposalId === id);
  if (made === undefined) throw new Error(`Proposal ${id} has no event in block ${blockNumber}`);
  return made.args;
}
