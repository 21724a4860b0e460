import { setTimeout as pause } from "node:timers/promises";
import { encodeFunctionData, type Hex, numberToHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { callId } from "#protocol/relay/relayApi.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { itemsOr, patienceFor, SEED, writeResult } from "./storm/asked.ts";
import { BackRoom } from "./storm/BackRoom.ts";
import { dice, Weather } from "./storm/Weather.ts";

const CHAIN = 31_999;
const ITEMS = itemsOr(300);
/** With every so manieth call another storm begins, if none rages. */
const STORM_EVERY = 2;
/** Milliseconds between two calls. */
const BETWEEN = 50;
const ASKED_AT_ONCE = 200;
/** Counts in the slot that the fourth word of a call names, and asks nothing: whatever arrives twice is seen. */
const COUNTS_EACH = "0x606435805460010190550000";
const house = aDeployment({ practice: false, chainId: CHAIN });

let room: BackRoom;

const word = (item: number) => numberToHex(item + 1, { size: 32 });

function callOf(item: number): { to: Hex; data: Hex } {
  const message = { term: 1, seat: item + 1, epoch: 0, statement: word(item), nonce: 1n, deadline: 2_000_000_000 };
  const args = [message, "0x"] as const;
  return {
    to: house.contracts.Elections,
    data: encodeFunctionData({ abi: electionsAbi, functionName: "nominate", args }),
  };
}

/**
 * As a till does: the same words again, until the chain itself says that it is done.
 *
 * @returns Whether the relay has them. It may be away, or have too much to do.
 */
async function handIn(item: number): Promise<boolean> {
  const call = callOf(item);
  const calls = `${room.relayOrigin}/relay/calls`;
  const known = await fetch(`${calls}/${callId(call)}`).catch(() => undefined);
  if (known?.ok && ((await known.json()) as { state: string }).state !== "failed") return true;
  const answer = await fetch(calls, { method: "POST", body: JSON.stringify(call) }).catch(() => undefined);
  return answer?.ok ?? false;
}

const countOf = async (item: number) =>
  Number(await room.anvil.rpc("eth_getStorageAt", [house.contracts.Elections, word(item), "latest"]));

/** How often each was done. Not all are asked about at once: a node that is asked ten thousand things answers none. */
async function countAll(items: number): Promise<number[]> {
  const counts: number[] = [];
  while (counts.length < items) {
    const some = Array.from({ length: Math.min(ASKED_AT_ONCE, items - counts.length) }, (_, i) => counts.length + i);
    counts.push(...(await Promise.all(some.map(countOf))));
  }
  return counts;
}

beforeAll(async () => {
  room = await BackRoom.open(CHAIN);
  await room.anvil.rpc("anvil_setCode", [house.contracts.Elections, COUNTS_EACH]);
  await room.begin();
  await room.keep();
});
afterAll(() => room?.close());

describe.skipIf(anvilFile() === undefined)(`given ${ITEMS} calls in a storm (seed ${SEED})`, () => {
  it("loses none, makes none twice, and nothing stays stuck", { timeout: patienceFor(ITEMS) }, async () => {
    const weather = new Weather(room.storms, dice(SEED));
    const began = performance.now();
    let handedIn = 0;
    for (; handedIn < ITEMS || !weather.isOver; handedIn++) {
      if (handedIn % STORM_EVERY === 0) weather.raise();
      // A storm takes its time; the chain shall keep up with the calls meanwhile, and the relay with what it was given.
      while (!(await handIn(handedIn))) {
        await pause(10 * BETWEEN);
        weather.raise();
      }
      await pause(BETWEEN);
      if (handedIn % 100 === 99) console.log(`${handedIn + 1} calls, now ${weather.now ?? "calm"}`);
    }
    room.behave();
    let counts = await countAll(handedIn);
    // Nothing more goes wrong now; what is on its way arrives, and stays.
    for (let quiet = 0; quiet < 5; ) {
      for (const [item, count] of counts.entries()) if (count === 0) await handIn(item);
      await pause(1_000);
      const now = await countAll(handedIn).catch(() => undefined);
      // No answer is no zero: what was done and is handed in again would count twice.
      if (now === undefined) continue;
      counts = now;
      quiet = counts.every((count) => count > 0) ? quiet + 1 : 0;
    }
    const result = {
      items: handedIn,
      seed: SEED,
      lost: counts.filter((count) => count === 0).length,
      double: counts.filter((count) => count > 1).length,
      seconds: Math.round((performance.now() - began) / 1_000),
    };
    writeResult("relay", { ...result, happened: weather.happened, failed: weather.failed });
    expect(result).toMatchObject({ lost: 0, double: 0 });
    // The relay may still be making sure whose a nonce is: so many blocks it waits before it believes that.
    await expect.poll(() => room.waiting()).toBe(0);
  });
});
