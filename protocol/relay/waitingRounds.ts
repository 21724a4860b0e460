import { type Client, zeroHash } from "viem";
import { readContract } from "viem/actions";
import { beaconOf } from "../abi/drandBeacon.ts";
import { seatedAt, termAt } from "../abi/roster.ts";
import type { Deployment } from "../house/deployments.ts";
import { ifReverted } from "../house/refusal.ts";

/** A round whose number decides a draw and is not stored yet. */
export interface WaitingRound {
  /** Of the house's networks, counted from 0. */
  network: number;
  round: number;
  /** UTC seconds. */
  appearsAt: number;
}

/** The round for which a term's draw waits, whether it has appeared or not; nothing if the number is there, or no term. */
export async function waitingRound(client: Client, house: Deployment, term: number): Promise<WaitingRound | undefined> {
  const beacon = { abi: [beaconOf], address: house.contracts.DrandBeacon } as const;
  // Before the founding no term has dates.
  const found = await readContract(client, { ...beacon, functionName: "beaconOf", args: [term] }).catch(
    ifReverted(undefined),
  );
  if (found === undefined) return undefined;
  const [network, round, appearsAt, value] = found;
  return value === zeroHash ? { network, round: Number(round), appearsAt } : undefined;
}

/** The rounds that have appeared and for which the running and the coming term's draws wait at `now`, house time. */
export async function dueRounds(client: Client, house: Deployment, now: number): Promise<WaitingRound[]> {
  const roster = { abi: [seatedAt, termAt], address: house.contracts.Roster } as const;
  const present = await readContract(client, { ...roster, functionName: "termAt", args: [now] });
  const terms = present === 0 ? [1] : [present, present + 1];
  const found = await Promise.all(
    terms.map(async (term) => {
      const seated = await readContract(client, { ...roster, functionName: "seatedAt", args: [term] });
      return seated === 0 ? waitingRound(client, house, term) : undefined;
    }),
  );
  return found.filter((round) => round !== undefined && round.appearsAt <= now) as WaitingRound[];
}
