import { type Client, isAddressEqual, toFunctionSelector } from "viem";
import { readContract } from "viem/actions";
import { nameNetwork, networkAt, networkCount } from "../abi/drandBeacon.ts";
import { Majority, ProposalState } from "../abi/enums.ts";
import { proposalCount, proposalsPage } from "../abi/proposals.ts";
import { proposalsIn } from "../governance/openProposals.ts";
import { proposedCalls } from "../governance/proposedCalls.ts";
import type { Deployment } from "../house/deployments.ts";
import { roundAt, roundTime } from "../oversight/beacon.ts";
import type { WaitingRound } from "./waitingRounds.ts";

const DAY = 86_400;
const naming = toFunctionSelector(nameNetwork);
/** A motion that can still be carried out. */
const undecided = [ProposalState.Pending, ProposalState.Active, ProposalState.Succeeded, ProposalState.Queued];

/**
 * The day's first round of the present network, while a motion would name another one and nothing of this day is stored: a
 * network that lives cannot be voted away, if somebody shows that it does. The first of the day, so that two relays bring
 * the same one. `now` is house time.
 */
export async function livingRound(client: Client, house: Deployment, now: number): Promise<WaitingRound | undefined> {
  const at = { abi: [networkAt, networkCount], address: house.contracts.DrandBeacon } as const;
  const network = Number(await readContract(client, { ...at, functionName: "networkCount" })) - 1;
  const { genesis, period, newestRound } = await readContract(client, {
    ...at,
    functionName: "networkAt",
    args: [network],
  });
  const clock = { genesis, period };
  const round = roundAt(clock, now - (now % DAY));
  const appearsAt = roundTime(clock, round);
  if (newestRound >= round || appearsAt > now) return undefined;
  return (await isToBeReplaced(client, house, now)) ? { network, round, appearsAt } : undefined;
}

async function isToBeReplaced(client: Client, house: Deployment, now: number): Promise<boolean> {
  const { DrandBeacon, Proposals } = house.contracts;
  const list = { abi: [proposalCount, proposalsPage], address: Proposals } as const;
  const count = await readContract(client, { ...list, functionName: "proposalCount" });
  const open = await proposalsIn(undecided, now, count, (first, size) =>
    readContract(client, { ...list, functionName: "proposalsPage", args: [first, size] }),
  );
  const grave = open.filter(({ majority }) => majority === Majority.TwoThirds);
  const calls = await Promise.all(grave.map((proposal) => proposedCalls(client, house, proposal)));
  return calls.some(({ targets, calldatas }) =>
    calldatas.some((data, i) => data.startsWith(naming) && isAddressEqual(targets[i]!, DrandBeacon)),
  );
}
