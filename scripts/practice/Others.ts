import type { PublicClient } from "viem";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { join, offerAgain } from "../demo/acts/joining.ts";
import type { Stage } from "../demo/Stage.ts";
import type { NextEvent } from "./nextEvents.ts";

const ROUND = { upcoming: 0, open: 1, failed: 5 } as const;
const MINUTE = 60;

type House = Pick<Deployment, "contracts">;

/** The newest round as far as it is a founding one that others may still come to. */
async function founding(client: PublicClient, { contracts }: House) {
  const where = { abi: roundsAbi, address: contracts.Rounds } as const;
  const id = await client.readContract({ ...where, functionName: "roundCount" });
  const round = await client.readContract({ ...where, functionName: "round", args: [id] });
  return round.founding ? { id, ...round } : undefined;
}

/** "Let the others come": a date like any other, as long as the founding round has room for more than oneself. */
export async function othersEvent(client: PublicClient, house: House, now: number): Promise<NextEvent | undefined> {
  const round = await founding(client, house);
  if (round === undefined) return undefined;
  const event = (at: number): NextEvent => ({
    id: `othersCome:${round.id}`,
    name: "othersCome",
    at,
    args: { round: round.id },
  });
  if (round.state === ROUND.upcoming) return event(round.terms.opensAt + MINUTE);
  // Whoever comes now comes after the last block.
  if (round.state === ROUND.failed) return event(now + 2 * MINUTE);
  return round.state === ROUND.open && round.free > 1 ? event(now + MINUTE) : undefined;
}

/** Everybody of the story but the one whom somebody plays takes a place; one stays free for them. */
export async function letOthersCome(stage: Stage, now: number): Promise<void> {
  let round = await founding(stage.client, stage.deployment);
  if (round?.state === ROUND.failed) {
    await offerAgain(stage, { opensAt: now + MINUTE }, now + 1);
    await stage.carrier.mine(now + 2 * MINUTE);
    round = await founding(stage.client, stage.deployment);
  }
  if (round?.state !== ROUND.open) return;
  const { Rounds } = stage.contracts;
  const placeOf = async (account: `0x${string}`) =>
    stage.client.readContract({ abi: roundsAbi, address: Rounds, functionName: "placeOf", args: [round.id, account] });
  const people = stage.cast.range([1, stage.cast.people.length]);
  const places = await Promise.all(people.map(({ account }) => placeOf(account.address)));
  const numbers = people.flatMap((actor, i) => {
    const [, number] = places[i] ?? [];
    return number === 0 ? [stage.cast.people.indexOf(actor) + 1] : [];
  });
  const coming = numbers.slice(0, Math.max(0, round.free - 1));
  for (const [i, number] of coming.entries()) {
    await join(stage, { act: "join", round: round.id, people: [number, number] }, now + 3 * MINUTE + i * MINUTE);
  }
}
