import type { PublicClient } from "viem";
import { proposalsAbi } from "#protocol/abi/proposals.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { proposalsIn } from "#protocol/governance/openProposals.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import type { PracticeEventName } from "#protocol/house/practiceClock.ts";

/** Something that will be so at a second that is known: UTC seconds. */
export interface NextEvent {
  id: string;
  name: PracticeEventName;
  at: number;
  args: Record<string, number>;
}

const HOUR = 3_600;
const UPCOMING = 0;
/** Undecided rounds: upcoming, open, cooling off. */
const UNDECIDED: readonly number[] = [0, 1, 2];
const PROPOSAL = { pending: 0, active: 1, queued: 5 } as const;

type House = Pick<Deployment, "contracts">;

function event(name: PracticeEventName, at: number, subject: "term" | "round" | "proposal", number: number): NextEvent {
  return { id: `${name}:${number}`, name, at, args: { [subject]: number } };
}

/** What lies ahead of `now`, in order of time: the terms' calendar, rounds, members' votes. */
export async function nextEvents(client: PublicClient, house: House, now: number): Promise<NextEvent[]> {
  const found = await Promise.all([rotation(client, house, now), rounds(client, house), decisions(client, house)]);
  return found
    .flat()
    .filter(({ at }) => at >= now)
    .sort((one, other) => one.at - other.at);
}

async function rotation(client: PublicClient, { contracts }: House, now: number): Promise<NextEvent[]> {
  const roster = { abi: rosterAbi, address: contracts.Roster } as const;
  if (!(await client.readContract({ ...roster, functionName: "begun" }))) return [];
  const present = await client.readContract({ ...roster, functionName: "termAt", args: [now] });
  const terms = [present + 1, present + 2];
  const calendars = terms.map(async (term) => {
    const [dates, table] = await Promise.all([
      client.readContract({ ...roster, functionName: "calendar", args: [term] }),
      client.readContract({ ...roster, functionName: "table", args: [term] }),
    ]);
    const seating = table.seatedAt === 0 ? [event("draw", dates.ballotUntil + HOUR, "term", term)] : [];
    return [
      event("nominationsOpen", dates.nominationsFrom, "term", term),
      event("nominationsClose", dates.nominationsUntil, "term", term),
      event("ballotOpens", dates.ballotFrom, "term", term),
      event("ballotCloses", dates.ballotUntil, "term", term),
      ...seating,
      event("answersEnd", table.seatedAt === 0 ? dates.answersUntil : table.answersUntil, "term", term),
      event("termStarts", dates.start, "term", term),
    ];
  });
  return (await Promise.all(calendars)).flat();
}

async function rounds(client: PublicClient, { contracts }: House): Promise<NextEvent[]> {
  const at = { abi: roundsAbi, address: contracts.Rounds } as const;
  const count = await client.readContract({ ...at, functionName: "roundCount" });
  const ids = Array.from({ length: count }, (_, i) => i + 1);
  const all = await Promise.all(ids.map((id) => client.readContract({ ...at, functionName: "round", args: [id] })));
  return all.flatMap(({ state, lockAt, terms }, i) => [
    ...(state === UPCOMING ? [event("roundOpens", terms.opensAt, "round", ids[i]!)] : []),
    ...(UNDECIDED.includes(state) ? [event("roundEnds", lockAt, "round", ids[i]!)] : []),
  ]);
}

async function decisions(client: PublicClient, { contracts }: House): Promise<NextEvent[]> {
  const at = { abi: proposalsAbi, address: contracts.Proposals } as const;
  const count = await client.readContract({ ...at, functionName: "proposalCount" });
  const { timestamp } = await client.getBlock();
  const page = await proposalsIn(
    [PROPOSAL.queued, PROPOSAL.pending, PROPOSAL.active],
    Number(timestamp),
    count,
    (first, size) => client.readContract({ ...at, functionName: "proposalsPage", args: [first, size] }),
  );
  return page.flatMap(({ state, number, deadline, eta }) => {
    if (state === PROPOSAL.queued) return [event("decisionDue", eta, "proposal", number)];
    if (state === PROPOSAL.pending || state === PROPOSAL.active)
      return [event("voteEnds", deadline, "proposal", number)];
    return [];
  });
}
