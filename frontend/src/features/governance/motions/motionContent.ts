import { decodeEventLog, encodeEventTopics, type Hex, numberToHex } from "viem";
import * as houseGovernorAbi from "#protocol/abi/houseGovernor.ts";
import { ProposalBacked } from "#protocol/abi/proposals.ts";
import type { House } from "../../../chain/node/house.ts";
import type { Motion, MotionContent } from "./motion.ts";

/** Calls and words of a motion, from the one block whose log holds them. */
export async function readContent(
  house: House,
  { id, blockNumber }: Pick<Motion, "id" | "blockNumber">,
): Promise<MotionContent> {
  const logs = await logsOf(house, "HouseGovernor", {
    topics: encodeEventTopics({ abi: [houseGovernorAbi.ProposalCreated], eventName: "ProposalCreated" }) as Hex[],
    from: blockNumber,
    to: blockNumber,
  });
  for (const log of logs) {
    const { args } = decodeEventLog({ abi: [houseGovernorAbi.ProposalCreated], eventName: "ProposalCreated", ...log });
    if (args.proposalId !== id) continue;
    const calls = args.targets.map((target, i) => ({ target, value: args.values[i]!, data: args.calldatas[i]! }));
    return { calls, description: args.description };
  }
  throw new Error(`Block ${blockNumber} has no proposal ${id}`);
}

/** The seats that stood behind a motion when it was made, in rising order. */
export async function readSponsors(house: House, { id, blockNumber }: Pick<Motion, "id" | "blockNumber">) {
  const topics = encodeEventTopics({ abi: [ProposalBacked], eventName: "ProposalBacked", args: { proposal: id } });
  const logs = await logsOf(house, "Proposals", { topics: topics as Hex[], from: blockNumber, to: blockNumber });
  const [backed] = logs.map((log) => decodeEventLog({ abi: [ProposalBacked], eventName: "ProposalBacked", ...log }));
  return [...(backed?.args.seats ?? [])].sort((a, b) => a - b);
}

const supports = ["against", "for", "abstain"] as const;
export type Support = (typeof supports)[number];

export function supportNumber(support: Support): number {
  return supports.indexOf(support);
}

/** How an account voted, from the record; undefined when it did not, or not with this account. */
export async function readOwnVote(house: House, motion: Pick<Motion, "id" | "blockNumber">, account: Hex) {
  const topics = encodeEventTopics({
    abi: [houseGovernorAbi.VoteCast],
    eventName: "VoteCast",
    args: { voter: account },
  });
  const logs = await logsOf(house, "HouseGovernor", {
    topics: topics as Hex[],
    from: motion.blockNumber,
    to: "latest",
  });
  const votes = logs.map(
    (log) => decodeEventLog({ abi: [houseGovernorAbi.VoteCast], eventName: "VoteCast", ...log }).args,
  );
  const own = votes.find(({ proposalId }) => proposalId === motion.id);
  return own === undefined ? undefined : supports[own.support];
}

type LogFilter = { topics: Hex[]; from: number; to: number | "latest" };

async function logsOf(house: House, contract: "HouseGovernor" | "Proposals", { topics, from, to }: LogFilter) {
  const logs = await house.rpc.request({
    method: "eth_getLogs",
    params: [
      {
        address: house.deployment.contracts[contract],
        topics,
        fromBlock: numberToHex(from),
        toBlock: to === "latest" ? to : numberToHex(to),
      },
    ],
  });
  return logs.map(({ data, topics: found }) => ({ data, topics: found as [Hex, ...Hex[]] }));
}
