import * as v from "valibot";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { count, whole } from "#protocol/house/shapes.ts";
import { kept } from "../../chain/node/kept.ts";
import type { KnownTill } from "../house.ts";

/**
 * What a tablet that was let in remembers, so that it opens without the network: where its house is, how it stood, and
 * the chain's time together with its own clock's reading.
 */
export interface TillMemory {
  deployment: Deployment;
  dayOffset: number;
  known?: KnownTill;
  /** UTC seconds. */
  anchor: { chain: number; wall: number };
}

const till = { id: count, label: v.string(), dayCap: v.number(), expiry: v.number() };
const memorySchema = v.object({
  deployment: v.unknown(),
  dayOffset: whole,
  known: v.optional(
    v.variant("state", [
      v.object({ ...till, state: v.literal("paired") }),
      v.object({ ...till, state: v.literal("shutOut"), since: v.number() }),
      v.object({ ...till, state: v.literal("over"), ended: v.number() }),
    ]),
  ),
  anchor: v.object({ chain: v.number(), wall: v.number() }),
});

/** One browser is one till: the house is what is remembered, so it is not kept under its name. */
const store = kept("0xcounter", "house");

/** Undefined: this tablet was never connected, or its memory is of another make. */
export function tillMemory(): TillMemory | undefined {
  const parsed = v.safeParse(memorySchema, store.get());
  if (!parsed.success) return undefined;
  try {
    return { ...parsed.output, deployment: parseDeployment(parsed.output.deployment) };
  } catch {
    // Written by a version with another deployment file: the house is asked again.
    return undefined;
  }
}

/** @param now UTC seconds of the chain. */
export function rememberTill(memory: Omit<TillMemory, "anchor">, now: number): void {
  store.set({ ...memory, anchor: { chain: now, wall: deviceTime() } });
}

/**
 * The chain's time by what is remembered of it and by the device's clock since; undefined where that clock was set back,
 * or where too much time has passed to believe it.
 */
export function timeSince({ anchor }: TillMemory, wall: number, longest: number): number | undefined {
  const passed = wall - anchor.wall;
  return passed < 0 || passed > longest ? undefined : anchor.chain + passed;
}
