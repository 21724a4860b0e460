import { setTimeout as pause } from "node:timers/promises";
import { encodeFunctionData, type Hex, numberToHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { callId } from "#protocol/relay/relayApi.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { itemsOr, patienceFor, SEED, writeResult } from "./storm/asked.ts";
import { BackRoom, dice } from "./storm/BackRoom.ts";

const CHAIN = 31_999;
const ITEMS = itemsOr(60);
/** Counts in the slot that the fourth word of a call names, and asks nothing: whatever arrives twice is seen. */
const COUNTS_EACH = "0x606435805460010190550000";
const house = aDeployment({ practice: false, chainId: CHAIN });

let room: BackRoom;
const happened: Record<string, number> = {};

const word = (item: number) => numberToHex(item + 1, { size: 32 });

function callOf(item: number): { to: Hex; data: Hex } {
  const message = { term: 1, seat: item + 1, epoch: 0, statement: word(item), nonce: 1n, deadline: 2_000_000_000 };
  const args = [message, "0x"] as const;
  return {
    to: house.contracts.Elections,
    data: encodeFunctionData({ abi: electionsAbi, functionName: "nominate", args }),
  };
}

/** As a till does: the same words again, until the chain itself says that it is done. */
async function handIn(item: number): Promise<void> {
  const call = callOf(item);
  const calls = `${room.relayOrigin}/relay/calls`;
  const known = await fetch(`${calls}/${callId(call)}`).catch(() => undefined);
  if (known?.ok && ((await known.json()) as { state: string }).state !== "failed") return;
  await fetch(calls, { method: "POST", body: JSON.stringify(call) }).catch(() => undefined);
}

const countOf = async (item: number) =>
  Number(await room.anvil.rpc("eth_getStorageAt", [house.contracts.Elections, word(item), "latest"]));

async function countAll(): Promise<number[]> {
  return Promise.all(Array.from({ length: ITEMS }, (_, item) => countOf(item)));
}

beforeAll(async () => {
  room = await BackRoom.open(CHAIN);
  await room.anvil.rpc("anvil_setCode", [house.contracts.Elections, COUNTS_EACH]);
  await room.begin();
});
afterAll(() => room?.close());

describe.skipIf(anvilFile() === undefined)(`given ${ITEMS} calls in a storm (seed ${SEED})`, () => {
  it("loses none, makes none twice, and nothing stays stuck", { timeout: patienceFor(ITEMS) }, async () => {
    const roll = dice(SEED);
    const { storms } = room;
    const names = Object.keys(storms);
    const began = performance.now();
    for (let item = 0; item < ITEMS; item++) {
      await handIn(item);
      if (roll(3) > 0) continue;
      const name = names[roll(names.length)]!;
      happened[name] = (happened[name] ?? 0) + 1;
      await storms[name]!(roll).catch(() => undefined);
    }
    room.behave();
    let counts = await countAll();
    // Nothing more goes wrong now; what is on its way arrives, and stays.
    for (let quiet = 0; quiet < 5; ) {
      for (const [item, count] of counts.entries()) if (count === 0) await handIn(item);
      await pause(1_000);
      counts = await countAll().catch(() => counts.map(() => 0));
      quiet = counts.every((count) => count > 0) ? quiet + 1 : 0;
    }
    const result = {
      items: ITEMS,
      seed: SEED,
      lost: counts.filter((count) => count === 0).length,
      double: counts.filter((count) => count > 1).length,
      seconds: Math.round((performance.now() - began) / 1_000),
      happened,
    };
    writeResult("relay", result);
    expect(result).toMatchObject({ lost: 0, double: 0 });
    expect(await room.waiting()).toBe(0);
  });
});
