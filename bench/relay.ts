import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createPublicClient, encodeFunctionData, type Hex, http, keccak256, numberToHex, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { counterAbi } from "#protocol/abi/counter.ts";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { batchDigest, businessDayOf, type CounterItem, payCodeDigest, redeemArgs } from "#protocol/voucher/payCode.ts";
import { type Anvil, fund, startAnvil } from "#relay/anvil.fixture.ts";
import { createHouseServer, type HouseServer } from "#relay/houseServer.ts";
import { narrowed } from "#scripts/lint/markdownWidth.ts";
import { counterOnAnvil, type StormCounter } from "../test/faults/storm/counterOnAnvil.ts";
import { p256Key } from "../test/fixtures/p256Keys.ts";
import { table } from "./table.ts";

/** What one relay carries: payments a minute, and what it keeps in memory over a great many calls. */

const CHAIN = 31_997;
const RELAY_KEY = keccak256(stringToHex("the relay that is measured"));
/** Tablets that hand in at the same time, each by the public rule. */
const TILLS = 10;
const IN_BATCH = 5;
/** Milliseconds for which they do. */
const FOR = 120_000;
const BLOCK_TIME = 2;
const CALLS = 10_000;
const AT_ONCE = 100;
/** Megabytes that the heap may have grown between the first and the last look. */
const MOST_GROWTH = 10;
/** Takes every call. */
const TAKES_ALL = "0x00";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const anvil = await startAnvil(CHAIN);
const folder = mkdtempSync(join(tmpdir(), "runde relay "));
try {
  await fund(anvil, privateKeyToAccount(RELAY_KEY).address);
  const counter = await counterOnAnvil(anvil, CHAIN, TILLS);
  await anvil.rpc("anvil_setCode", [counter.deployment.contracts.Elections, TAKES_ALL]);
  await anvil.rpc("evm_setIntervalMining", [BLOCK_TIME]);
  const server = createHouseServer({
    deployment: counter.deployment,
    rpcUrl: anvil.url,
    relayKey: RELAY_KEY,
    dataDir: folder,
    dueEvery: 0,
  });
  await server.start(0);
  const aMinute = await paymentsAMinute(anvil, server, counter);
  await anvil.rpc("evm_setIntervalMining", [1]);
  const heap = await heapOver(server, counter);
  const text = report(aMinute, heap);
  writeFileSync(fileURLToPath(new URL("relay.md", import.meta.url)), narrowed(text));
  console.log(text);
  await server.stop();
} finally {
  anvil.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

async function hand(server: HouseServer, call: { to: Hex; data: Hex }): Promise<boolean> {
  const asked = { method: "POST", body: JSON.stringify(call), headers: { "content-type": "application/json" } };
  return (await server.app.request("/relay/calls", asked)).ok;
}

/** Tablets that always have something to hand in: each sends its next batch when the contract has booked the last. */
async function paymentsAMinute(anvil: Anvil, server: HouseServer, counter: StormCounter): Promise<number> {
  const { deployment, phones } = counter;
  const domain = { chainId: CHAIN, counter: deployment.contracts.Counter };
  const client = createPublicClient({ transport: http(anvil.url, { batch: true }), cacheTime: 0 });
  const of = { address: domain.counter, abi: counterAbi } as const;
  const keys = Array.from({ length: TILLS }, (_, n) => p256Key(`measured till ${n}`));
  const ids: number[] = [];
  for (const [n, key] of keys.entries()) ids.push(await counter.letIn({ ...key, name: `Till ${n}` }));
  const nonces = phones.map(() => 1);

  function nextItem(till: number): CounterItem {
    const { pocket, key } = phones[till]!;
    const now = deviceTime();
    const code = { pocket, keyEpoch: 1, nonce: nonces[till]!++, maxAmount: 10_000, acceptBy: now + 90 };
    const signature = key.sign(payCodeDigest(domain, code));
    return { ...code, ...signature, amount: 100, acceptedAt: now, x: key.x, y: key.y };
  }
  async function sell(till: number, until: number): Promise<void> {
    const terminal = ids[till]!;
    for (let seq = 1; performance.now() < until; seq++) {
      const items = Array.from({ length: IN_BATCH }, () => nextItem(till));
      const batch = { terminal, seq, businessDay: businessDayOf(deviceTime(), 28_800), items };
      const args = redeemArgs(batch, keys[till]!.sign(batchDigest(domain, batch)));
      const data = encodeFunctionData({ abi: counterAbi, functionName: "redeem", args });
      while (!(await hand(server, { to: domain.counter, data }))) await pause(250);
      while ((await client.readContract({ ...of, functionName: "nextSeq", args: [terminal] })) === seq)
        await pause(100);
    }
  }

  const began = performance.now();
  await Promise.all(keys.map((_, till) => sell(till, began + FOR)));
  const minutes = (performance.now() - began) / 60_000;
  const records = await Promise.all(
    ids.map((id) => client.readContract({ ...of, functionName: "batches", args: [id, 1, 10_000] })),
  );
  return records.flat().reduce((all, { paid }) => all + paid, 0) / minutes;
}

/** Megabytes of the heap after so many calls, each of a member of their own. */
async function heapOver(
  server: HouseServer,
  { deployment }: StormCounter,
): Promise<[calls: number, megabytes: number][]> {
  const found: [number, number][] = [];
  let next = 0;
  const callOf = (n: number) => {
    const statement = numberToHex(n + 1, { size: 32 });
    const message = { term: 1, seat: n + 1, epoch: 0, statement, nonce: 1n, deadline: deviceTime() + 3_600 };
    const data = encodeFunctionData({ abi: electionsAbi, functionName: "nominate", args: [message, "0x"] });
    return { to: deployment.contracts.Elections, data };
  };
  const some = async (until: number) => {
    while (next < until) {
      const call = callOf(next++);
      while (!(await hand(server, call))) await pause(250);
    }
  };
  for (const share of [0.1, 0.25, 0.5, 0.75, 1]) {
    const until = Math.round(CALLS * share);
    await Promise.all(Array.from({ length: AT_ONCE }, () => some(until)));
    while ((await waiting(server)) > 0) await pause(250);
    collect();
    found.push([until, process.memoryUsage().heapUsed / 1e6]);
  }
  return found;
}

async function waiting(server: HouseServer): Promise<number> {
  return ((await (await server.app.request("/health")).json()) as { waiting: number }).waiting;
}

function report(aMinute: number, heap: readonly (readonly [number, number])[]): string {
  const [first, last] = [heap[0]!, heap.at(-1)!];
  const growth = last[1] - first[1];
  // A till waits for its batch's block before it signs the next one.
  const most = (TILLS * IN_BATCH * 60) / BLOCK_TIME;
  const day = new Date(deviceTime() * 1_000).toISOString().slice(0, "2026-11-29".length);
  return [
    "# What one relay carries",
    "",
    `Written by \`npm run bench -- relay\` on ${day}: ${TILLS} tills that hand in ${IN_BATCH} payments at a time, the next as soon as the last are`,
    `booked, for ${FOR / 60_000} minutes on a chain with a block every ${BLOCK_TIME} seconds; then ${CALLS} calls, ${AT_ONCE} at once, each of a member of`,
    "their own, and the heap after the calls before it were done and rubbish was collected.",
    "",
    `Payments a minute: ${Math.round(aMinute)}, which is ${Math.round((aMinute / most) * 100)} % of what ${TILLS} tills can have with a batch in every block (${most}).`,
    "",
    ...table(
      ["calls", "heap, MB"],
      heap.map(([calls, megabytes]) => [String(calls), megabytes.toFixed(1)]),
    ),
    "",
    `Grown by ${growth.toFixed(1)} MB, at most ${MOST_GROWTH} ${growth <= MOST_GROWTH ? "✓" : "over"}: ${Math.round((growth * 1e6) / (last[0] - first[0]))} bytes a call.`,
    "",
  ].join("\n");
}
