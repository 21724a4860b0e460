import { type Address, encodeFunctionData, type Hex, keccak256, stringToBytes } from "viem";
import { budgetsAbi } from "#protocol/abi/budgets.ts";
import { houseGovernorAbi } from "#protocol/abi/houseGovernor.ts";
import { proposalsAbi } from "#protocol/abi/proposals.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { treasuryAbi } from "#protocol/abi/treasury.ts";
import { type Message, signable } from "#protocol/house/typedData.ts";
import { type Category, categoryCode } from "#protocol/treasury/accounts.ts";
import { callOf } from "../Carrier.ts";
import { shuffled } from "../choice.ts";
import type { Stage } from "../Stage.ts";
import type { Decision, ProposeAct, VoteAct } from "../Story.ts";

/** Votes in one call. */
const VOTES = 50;
const SUPPORT = { against: 0, inFavour: 1, abstain: 2 } as const;

const governor = (stage: Stage) => ({ abi: houseGovernorAbi, address: stage.contracts.HouseGovernor }) as const;

interface HouseCall {
  target: Address;
  data: Hex;
}

/** What a decision does, as a call of the house. */
async function callFor(stage: Stage, decision: Decision): Promise<HouseCall> {
  const { Rounds, Budgets, Treasury, Registry } = stage.contracts;
  if (decision.kind === "round") {
    const { opensAt, deadline, coolOff, minSeats, maxSeats } = decision;
    const price = stage.units(decision.price);
    const termsHash = await stage.keep(decision.terms);
    const args = [{ price, minSeats, maxSeats, opensAt, deadline, coolOff, termsHash }] as const;
    return { target: Rounds, data: encodeFunctionData({ abi: roundsAbi, functionName: "open", args }) };
  }
  if (decision.kind === "budget") {
    const lines = Object.entries(decision.limits) as [Category, string][];
    const categories = lines.map(([category]) => categoryCode(category));
    const args = [decision.term, categories, lines.map(([, limit]) => stage.units(limit))] as const;
    return { target: Budgets, data: encodeFunctionData({ abi: budgetsAbi, functionName: "set", args }) };
  }
  if (decision.kind === "registrar") {
    const args = [stage.account(decision.label).address, await stage.keep(decision.register)] as const;
    return { target: Registry, data: encodeFunctionData({ abi: registryAbi, functionName: "appointRegistrar", args }) };
  }
  const args = [
    stage.payee(decision.payee),
    stage.units(decision.amount),
    categoryCode(decision.category),
    await stage.keep(decision.note),
  ] as const;
  return { target: Treasury, data: encodeFunctionData({ abi: treasuryAbi, functionName: "payWithinReserve", args }) };
}

export async function propose(stage: Stage, { title, why, what }: ProposeAct, at: number): Promise<void> {
  if ((await findProposal(stage, title)) !== undefined) return;
  const calls = await Promise.all(what.map((decision) => callFor(stage, decision)));
  const targets = calls.map(({ target }) => target);
  const values = calls.map(() => 0n);
  const calldatas = calls.map(({ data }) => data);
  const description = `${title}\n\n${why}`;
  const proposal = await stage.client.readContract({
    ...governor(stage),
    functionName: "hashProposal",
    args: [targets, values, calldatas, keccak256(stringToBytes(description))],
  });
  const sponsors = shuffled(stage.cast.members, `sponsors ${title}`, ({ seat }) => seat).slice(
    0,
    Number(await stage.figure("sponsors")),
  );
  // The first of them proposes, the others stand behind it.
  const epochs = await Promise.all(sponsors.map(({ seat }) => stage.epoch(seat)));
  const messages = sponsors.map(({ seat }, i): Message<"Proposing"> & Message<"Sponsorship"> => ({
    proposal,
    seat,
    epoch: epochs[i]!,
    deadline: stage.deadline(at),
  }));
  const signatures = await Promise.all(
    sponsors.map(({ account }, i) =>
      stage.sign(account, signable(stage.deployment, i === 0 ? "Proposing" : "Sponsorship", messages[i]!)),
    ),
  );
  const [proposing, ...sponsorships] = messages;
  const motion = { targets, values, calldatas, description };
  const args = [proposing!, motion, sponsorships, signatures] as const;
  const call = callOf("Proposals", proposalsAbi, "proposeWithSponsors", args, 3_000_000n);
  await stage.carry([call], at);
}

export async function vote(stage: Stage, act: VoteAct, at: number): Promise<void> {
  const found = await findProposal(stage, act.title);
  if (found !== undefined) await voteOn(stage, found.proposalId, act, at);
}

/** Members who have not voted yet do so. @param act.title Decides who they are. */
export async function voteOn(
  stage: Stage,
  proposal: bigint,
  act: Pick<VoteAct, "title" | "inFavour" | "against" | "abstain">,
  at: number,
): Promise<void> {
  const { members } = stage.cast;
  const hasVoted = await Promise.all(
    members.map(({ account }) =>
      stage.client.readContract({
        ...governor(stage),
        functionName: "hasVoted",
        args: [proposal, account.address],
      }),
    ),
  );
  const silent = members.filter((_, i) => !hasVoted[i]);
  const voters = shuffled(silent, `votes on ${act.title}`, ({ seat }) => seat);
  const words = (["inFavour", "against", "abstain"] as const).flatMap((word) =>
    Array.from({ length: act[word] }, () => SUPPORT[word]),
  );
  const messages = await Promise.all(
    voters.slice(0, words.length).map(
      async ({ seat }, i): Promise<Message<"Vote">> => ({
        proposal,
        seat,
        support: words[i]!,
        epoch: await stage.epoch(seat),
        deadline: stage.deadline(at),
      }),
    ),
  );
  const signatures = await Promise.all(
    messages.map((message, i) => stage.sign(voters[i]!.account, signable(stage.deployment, "Vote", message))),
  );
  const pages = Array.from({ length: Math.ceil(messages.length / VOTES) }, (_, i) => i * VOTES);
  await stage.carry(
    pages.map((first) => {
      const page = messages.slice(first, first + VOTES);
      const args = [page, signatures.slice(first, first + VOTES)] as const;
      return callOf("HouseGovernor", houseGovernorAbi, "vote", args, 200_000n + 120_000n * BigInt(page.length));
    }),
    at,
  );
}

/** What anybody may do for a decision that has passed. */
export async function carryOut(
  stage: Stage,
  { title, step }: { title: string; step: "queue" | "execute" },
  at: number,
): Promise<void> {
  const found = await findProposal(stage, title);
  if (found === undefined) throw new Error(`Nobody proposed "${title}"`);
  const { targets, values, calldatas, description } = found;
  const args = [targets, values, calldatas, keccak256(stringToBytes(description))] as const;
  await stage.carry([callOf("HouseGovernor", houseGovernorAbi, step, args, 3_000_000n)], at);
}

/** The newest proposal whose first line is this title. */
async function findProposal(stage: Stage, title: string) {
  const events = await stage.client.getContractEvents({
    ...governor(stage),
    eventName: "ProposalCreated",
    fromBlock: BigInt(stage.deployment.deployedAtBlock),
    strict: true,
  });
  return events.map(({ args }) => args).findLast(({ description }) => description.split("\n")[0] === title);
}
