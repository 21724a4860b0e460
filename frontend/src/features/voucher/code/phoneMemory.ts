import * as v from "valibot";
import type { Address } from "viem";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { count, whole } from "#protocol/house/shapes.ts";
import { kept } from "../../../chain/node/kept.ts";
import type { PocketState } from "./payCodeMaker.ts";

/** What a phone remembers, so that it shows its code without the network: the house, the pocket, the time. */
export interface PhoneMemory {
  deployment: Deployment;
  account: Address;
  pocket: PocketState;
  dayOffset: number;
  /** UTC seconds by the chain, and by this device at that moment. */
  anchor: { chain: number; wall: number };
}

const big = v.pipe(
  v.pipe(v.string(), v.regex(/^\d+$/)),
  v.transform((text) => BigInt(text)),
);
const memorySchema = v.object({
  deployment: v.unknown(),
  account: v.custom<Address>((value) => typeof value === "string"),
  dayOffset: whole,
  anchor: v.object({ chain: count, wall: count }),
  pocket: v.object({
    id: count,
    balance: big,
    exiting: big,
    exitAt: count,
    keyEpoch: count,
    key: v.object({ keyHash: big, perPayment: count, perDay: count, expiry: count }),
    spentToday: count,
    spentDay: count,
    nextNonce: count,
  }),
});

/** The house is what is remembered, so it is not kept under its name: one phone, one code. */
const store = kept("0xphone", "code");

/** @param now UTC seconds by the chain. */
export function rememberPhone(memory: Omit<PhoneMemory, "anchor">, now: number): void {
  const { id, balance, exiting, exitAt, keyEpoch, key, spentToday, spentDay, nextNonce } = memory.pocket;
  const { keyHash, perPayment, perDay, expiry } = key;
  store.set({
    ...memory,
    pocket: {
      ...{ id, exitAt, keyEpoch, spentToday, spentDay, nextNonce },
      balance: `${balance}`,
      exiting: `${exiting}`,
      key: { keyHash: `${keyHash}`, perPayment, perDay, expiry },
    },
    anchor: { chain: now, wall: deviceTime() },
  });
}

/** Undefined: this phone never showed a code, or its memory is of another make. */
export function phoneMemory(): PhoneMemory | undefined {
  const parsed = v.safeParse(memorySchema, store.get());
  if (!parsed.success) return undefined;
  try {
    return { ...parsed.output, deployment: parseDeployment(parsed.output.deployment) };
  } catch {
    // Written by a version with another deployment file: the house is asked again.
    return undefined;
  }
}

/** The chain's time by what is remembered: what the device's clock is wrong by is known, if nobody turned it since. */
export function timeOf({ anchor }: PhoneMemory, wall: number): number {
  return anchor.chain + Math.max(0, wall - anchor.wall);
}
