import * as z from "zod/mini";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
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

const count = z.int().check(z.nonnegative());
const till = { id: count, label: z.string(), dayCap: z.number(), expiry: z.number() };
const memorySchema = z.object({
  deployment: z.unknown(),
  dayOffset: z.int(),
  known: z.optional(
    z.discriminatedUnion("state", [
      z.object({ ...till, state: z.literal("paired") }),
      z.object({ ...till, state: z.literal("shutOut"), since: z.number() }),
      z.object({ ...till, state: z.literal("over"), ended: z.number() }),
    ]),
  ),
  anchor: z.object({ chain: z.number(), wall: z.number() }),
});

/** One browser is one till: the house is what is remembered, so it is not kept under its name. */
const store = kept("0xcounter", "house");

/** Undefined: this tablet was never connected, or its memory is of another make. */
export function tillMemory(): TillMemory | undefined {
  const parsed = memorySchema.safeParse(store.get());
  if (!parsed.success) return undefined;
  try {
    return { ...parsed.data, deployment: parseDeployment(parsed.data.deployment) };
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
