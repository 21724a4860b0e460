import { type Client, type Hex, isAddressEqual, keccak256, stringToBytes, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { Figure, Obstacle, ProposalState, RequestState, RoundState } from "../abi/enums.ts";
import { journalAbi } from "../abi/journal.ts";
import { paymentsAbi } from "../abi/payments.ts";
import { proposalsAbi } from "../abi/proposals.ts";
import { registryAbi } from "../abi/registry.ts";
import { reportsAbi } from "../abi/reports.ts";
import { rosterAbi } from "../abi/roster.ts";
import { roundsAbi } from "../abi/rounds.ts";
import { shareAbi } from "../abi/share.ts";
import { tokenAbi } from "../abi/token.ts";
import { proposalsIn } from "../governance/openProposals.ts";
import { proposedCalls } from "../governance/proposedCalls.ts";
import type { ContractName, Deployment } from "../house/deployments.ts";
import { ifReverted } from "../house/refusal.ts";
import { accounts } from "../treasury/accounts.ts";

/** A call that needs nobody's signature, and whose time seems to have come. Simulate it before it is made. */
export interface DueCall {
  contract: ContractName;
  functionName: string;
  args: readonly unknown[];
}

/** Seats of one round that are looked at for somebody whom a claim skipped. */
const SEATS = 500;
/** A surplus is sent on once it is so many parts of a place's price. */
const SURPLUS_PARTS = 100n;
/** Seats told of again at once. */
const UNTOLD = 20;
/** Seats given to their owners in one call. */
const CLAIMS = 50;
/** Ended seats moved in one call. */
const LEAVERS = 50;
/** Payment requests looked at, newest first: older ones have ended with their term. */
const REQUESTS = 60;

/**
 * What anybody may do for the house now: the relay does it unasked, the app offers it as a button, and nothing depends
 * on either. `now` is house time.
 */
export async function dueCalls(client: Client, house: Deployment, now: number): Promise<DueCall[]> {
  // Before the founding round is finalised there are no terms: the contract says so, and nothing is due.
  const notBegun = ifReverted<DueCall[]>([]);
  const parts = await Promise.allSettled([
    rounds(client, house),
    untold(client, house),
    surplus(client, house),
    seating(client, house, now).catch(notBegun),
    decisions(client, house, now),
    payments(client, house),
    reports(client, house, now).catch(notBegun),
  ]);
  const found = parts.flatMap((part) => (part.status === "fulfilled" ? [part.value] : []));
  // One room that does not answer holds the others up no longer than it must; none at all is a fault.
  if (found.length === 0) throw (parts[0] as PromiseRejectedResult).reason;
  return found.flat();
}

async function rounds(client: Client, house: Deployment): Promise<DueCall[]> {
  const at = { abi: roundsAbi, address: house.contracts.Rounds } as const;
  const count = await readContract(client, { ...at, functionName: "roundCount" });
  const ids = Array.from({ length: count }, (_, i) => i + 1);
  const all = await Promise.all(ids.map((id) => readContract(client, { ...at, functionName: "round", args: [id] })));
  const calls = all.map(async (round, i): Promise<DueCall[]> => {
    const id = ids[i]!;
    if (round.state === RoundState.Succeeded) return [{ contract: "Rounds", functionName: "finalise", args: [id] }];
    if (round.state !== RoundState.Finalised) return [];
    const left = round.sold - round.claimed;
    if (left > 0) return [{ contract: "Rounds", functionName: "claim", args: [id, Math.min(left, CLAIMS)] }];
    return skipped(client, house, { id, ...round });
  });
  return (await Promise.all(calls)).flat();
}

/** Whoever could not be given a seat when its turn came: it is tried again, and refused in the simulation until it can be. */
async function skipped(
  client: Client,
  house: Deployment,
  { id, firstSeat, sold }: { id: number; firstSeat: number; sold: number },
): Promise<DueCall[]> {
  const share = { abi: shareAbi, address: house.contracts.Share } as const;
  const count = Math.min(sold, SEATS);
  const owners = await readContract(client, { ...share, functionName: "owners", args: [firstSeat, count] });
  const calls = owners.map(async (owner, i): Promise<DueCall[]> => {
    if (!isAddressEqual(owner, zeroAddress)) return [];
    const endedAt = await readContract(client, { ...share, functionName: "endedAt", args: [firstSeat + i] });
    if (endedAt !== 0) return [];
    const [place] = await readContract(client, {
      abi: roundsAbi,
      address: house.contracts.Rounds,
      functionName: "purchases",
      args: [id, i, 1],
    });
    if (place === undefined) return [];
    return [{ contract: "Rounds", functionName: "claimSkipped", args: [id, place.recipient] }];
  });
  return (await Promise.all(calls)).flat();
}

/** What lies in the escrow beyond what it owes, once it is worth a call: nobody makes the relay work for less. */
async function surplus(client: Client, house: Deployment): Promise<DueCall[]> {
  const { Rounds, Journal, Token } = house.contracts;
  const rounds = { abi: roundsAbi, address: Rounds } as const;
  const [held, owed, newest] = await Promise.all([
    readContract(client, { abi: tokenAbi, address: Token, functionName: "balanceOf", args: [Rounds] }),
    readContract(client, { abi: journalAbi, address: Journal, functionName: "balance", args: [accounts.escrow] }),
    readContract(client, { ...rounds, functionName: "roundCount" }),
  ]);
  const { terms } = await readContract(client, { ...rounds, functionName: "round", args: [newest] });
  const isWorthIt = (held - owed) * SURPLUS_PARTS >= terms.price;
  return isWorthIt ? [{ contract: "Rounds", functionName: "giveSurplus", args: [] }] : [];
}

/** Seats of whose move or end an observer did not hear: until it does, offices treat them as gone. */
async function untold(client: Client, house: Deployment): Promise<DueCall[]> {
  const seats = await readContract(client, {
    abi: shareAbi,
    address: house.contracts.Share,
    functionName: "untold",
    args: [0n, BigInt(UNTOLD)],
  });
  return seats.map((seat) => ({ contract: "Share", functionName: "tell", args: [seat] }));
}

/** What follows a closed ballot. The contract knows whether the draw's number is there; without it a seating is refused. */
async function seating(client: Client, house: Deployment, now: number): Promise<DueCall[]> {
  const at = { abi: rosterAbi, address: house.contracts.Roster } as const;
  const present = await readContract(client, { ...at, functionName: "termAt", args: [now] });
  const terms = present === 0 ? [1] : [present, present + 1];
  const calls = terms.map(async (term): Promise<DueCall[]> => {
    const [calendar, table, chairs] = await Promise.all([
      readContract(client, { ...at, functionName: "calendar", args: [term] }),
      readContract(client, { ...at, functionName: "table", args: [term] }),
      readContract(client, { ...at, functionName: "chairsOf", args: [term] }),
    ]);
    if (now <= calendar.ballotUntil) return [];
    if (table.seatedAt === 0) return [{ contract: "Elections", functionName: "seatTable", args: [term] }];
    // A table that was seated late gives its members longer than the calendar says.
    if (now < table.answersUntil) return [];
    const isSilent = ({ yesAt, leftAt }: (typeof chairs)[number], line: number) =>
      yesAt === 0 && leftAt === 0 && ((table.declined >> line) & 1) === 0;
    if (!chairs.slice(0, table.chairs).some(isSilent)) return [];
    return [{ contract: "Roster", functionName: "passOver", args: [term] }];
  });
  const all = [...calls, credit(client, house, present - 1), leavers(client, house)];
  return (await Promise.all(all)).flat();
}

/** Those who held a chair of the term that is over have served. */
async function credit(client: Client, house: Deployment, over: number): Promise<DueCall[]> {
  if (over < 1) return [];
  const { seatedAt, credited } = await readContract(client, {
    abi: rosterAbi,
    address: house.contracts.Roster,
    functionName: "table",
    args: [over],
  });
  if (seatedAt === 0 || credited) return [];
  return [{ contract: "Roster", functionName: "credit", args: [over] }];
}

/** Seats that ended while a draw was prepared; until it is made the contract refuses to move them. */
async function leavers(client: Client, house: Deployment): Promise<DueCall[]> {
  const at = { abi: rosterAbi, address: house.contracts.Roster } as const;
  const [, queued] = await readContract(client, { ...at, functionName: "leavers" });
  return queued === 0 ? [] : [{ contract: "Roster", functionName: "moveLeavers", args: [Math.min(queued, LEAVERS)] }];
}

/** Passed decisions: queued, and when their delay is over carried out. */
async function decisions(client: Client, house: Deployment, now: number): Promise<DueCall[]> {
  const list = { abi: proposalsAbi, address: house.contracts.Proposals } as const;
  const count = await readContract(client, { ...list, functionName: "proposalCount" });
  const passed = await proposalsIn([ProposalState.Succeeded, ProposalState.Queued], now, count, (first, size) =>
    readContract(client, { ...list, functionName: "proposalsPage", args: [first, size] }),
  );
  const due = passed.filter(({ state, eta }) => state === ProposalState.Succeeded || now >= eta);
  return Promise.all(
    due.map(async (proposal) => {
      const { targets, values, calldatas, description } = await proposedCalls(client, house, proposal);
      const args = [targets, values, calldatas, descriptionHash(description)];
      const functionName = proposal.state === ProposalState.Succeeded ? "queue" : "execute";
      return { contract: "HouseGovernor", functionName, args };
    }),
  );
}

/**
 * What enough members in office have approved: nobody has anything to decide about it any more. One that the reserve or its
 * payee does not let through is refused when it is simulated, and looked at again the next time; it holds up no other.
 */
async function payments(client: Client, house: Deployment): Promise<DueCall[]> {
  const at = { abi: paymentsAbi, address: house.contracts.Payments } as const;
  const count = await readContract(client, { ...at, functionName: "requestCount" });
  if (count === 0n) return [];
  const first = count > REQUESTS ? count - BigInt(REQUESTS) + 1n : 1n;
  const [page, needed] = await Promise.all([
    readContract(client, { ...at, functionName: "requests", args: [first, BigInt(REQUESTS)] }),
    readContract(client, {
      abi: registryAbi,
      address: house.contracts.Registry,
      functionName: "figure",
      args: [Figure.Approvals],
    }),
  ]);
  return page
    .filter(
      ({ state, approvals, obstacle }) =>
        state === RequestState.Approved ||
        // Budget or money did not reach when enough had approved, and now they do.
        (state === RequestState.Open && obstacle === Obstacle.None && ones(approvals) >= Number(needed)),
    )
    .map(({ id }) => ({ contract: "Payments", functionName: "pay", args: [id] }));
}

function ones(bits: number): number {
  return bits.toString(2).replaceAll("0", "").length;
}

/** The last table's report, when seats were given up since and of those that are left enough agree. */
async function reports(client: Client, house: Deployment, now: number): Promise<DueCall[]> {
  const at = { abi: reportsAbi, address: house.contracts.Reports } as const;
  const roster = { abi: rosterAbi, address: house.contracts.Roster } as const;
  const over = (await readContract(client, { ...roster, functionName: "termAt", args: [now] })) - 1;
  if (over < 1) return [];
  const id = await readContract(client, { ...at, functionName: "latestOf", args: [over] });
  if (id === 0) return [];
  const [report] = await readContract(client, { ...at, functionName: "reports", args: [id, 1] });
  if (report === undefined || report.stands || report.agreed < report.needed) return [];
  return [{ contract: "Reports", functionName: "letStand", args: [id] }];
}

function descriptionHash(description: string): Hex {
  return keccak256(stringToBytes(description));
}
