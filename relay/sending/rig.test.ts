import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createPublicClient,
  createWalletClient,
  type Hex,
  http,
  keccak256,
  type PublicClient,
  stringToHex,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Anvil, deployTally, fund, pause, startAnvil } from "../anvil.fixture.ts";
import { budgetsOf } from "../calls/budgets.ts";
import type { AllowedCall } from "../calls/policy.ts";
import { Rig } from "../rig.fixture.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { Sender, type SendingRules } from "./sender.ts";

const CHAIN = 31_999;
const GWEI = 1_000_000_000n;

let anvil: Anvil;
let rig: Rig;
let tally: Awaited<ReturnType<typeof deployTally>>;
let relays = 0;
let running: { sender: Sender; store: RelayStore }[] = [];

beforeAll(async () => {
  anvil = await startAnvil(CHAIN);
  rig = await Rig.before(anvil);
});
afterAll(() => {
  rig.stop();
  anvil.stop();
});
beforeEach(async () => {
  rig.behave();
  rig.refused.length = 0;
  await anvil.rpc("evm_setAutomine", [true]);
  await anvil.rpc("anvil_setNextBlockBaseFeePerGas", ["0x3b9aca00"]);
  tally = await deployTally(anvil);
  await anvil.rpc("evm_setAutomine", [false]);
});
afterEach(async () => {
  for (const { sender, store } of running) {
    await sender.stop();
    store.close();
  }
  running = [];
});

/** A relay that knows the chain by the rig alone. */
async function aRelay(rules: Partial<SendingRules> = {}) {
  relays += 1;
  const account = privateKeyToAccount(keccak256(stringToHex(`rigged relay ${relays}`)));
  await fund(anvil, account.address);
  const client = createPublicClient({ transport: http(rig.url, { retryCount: 0 }), cacheTime: 0 }) as PublicClient;
  const store = new RelayStore(mkdtempSync(join(tmpdir(), "runde-rigged-")));
  const sender = new Sender({
    chain: { client, block: "latest" },
    account,
    chainId: CHAIN,
    store,
    now: () => 1_800_000_000,
    rules: { patience: 60_000, doubt: 100, certainAfter: 12, ...rules },
    budgets: budgetsOf(10n ** 20n),
  });
  running.push({ sender, store });
  return { sender, account };
}

function aCall(word: string): AllowedCall {
  const base = { contract: "Rounds", functionName: "claim", args: [], whose: "seat 1", standing: "seat" } as const;
  return { to: tally.address, data: stringToHex(word), ...base };
}

/** The relay looks again and again, and every third time there is a block. */
async function live(sender: Sender, looks: number): Promise<void> {
  for (let i = 1; i <= looks; i++) {
    await sender.tick().catch(() => undefined);
    await pause(10);
    if (i % 3 === 0) await rig.mine();
  }
}

async function untilDone(sender: Sender): Promise<void> {
  for (let i = 0; i < 100 && sender.waiting > 0; i++) await live(sender, 3);
}

describe("given a node whose halves do not agree", () => {
  it.each<[string, (methods: readonly string[], turn: number) => boolean]>([
    ["every second answer", (_, turn) => turn % 2 === 0],
    ["receipts", (methods) => methods.includes("eth_getTransactionReceipt")],
    ["blocks", (methods) => methods.includes("eth_getBlockByNumber")],
    ["nonces", (methods) => methods.includes("eth_getTransactionCount")],
    ["transactions", (methods) => methods.includes("eth_getTransactionByHash")],
  ])("makes every call once and says so, though %s come late", async (_, isSlow) => {
    const { sender } = await aRelay();
    Object.assign(rig.mischief, { lag: 5, isSlow });
    const ids = ["one", "two", "three"].map((word) => sender.accept(aCall(word), 100_000n).id);
    const seen = new Set<string>();
    for (let i = 0; i < 20; i++) {
      await live(sender, 3);
      for (const id of ids) seen.add(sender.status(id)!.state);
    }
    expect(seen).not.toContain("failed");
    expect(ids.map((id) => sender.status(id)?.state)).toEqual(["included", "included", "included"]);
    expect(await tally.count()).toBe(3);
  });

  it("finds its own transaction in the place, though no receipt of it comes for a long time", async () => {
    const { sender, account } = await aRelay({ certainAfter: 3 });
    const isSlow = (methods: readonly string[]) => methods.includes("eth_getTransactionReceipt");
    Object.assign(rig.mischief, { lag: 40, isSlow });
    const { id } = sender.accept(aCall("ours"), 100_000n);
    await sender.tick();
    await rig.mine(12);
    for (let i = 0; i < 5; i++) await sender.tick();
    expect(sender.status(id)?.state).toBe("sent");
    // Nothing was sent in a second place.
    expect(await anvil.rpc("eth_getTransactionCount", [account.address, "pending"])).toBe("0x1");
    rig.behave();
    await untilDone(sender);
    expect(sender.status(id)?.state).toBe("included");
    expect(await tally.count()).toBe(1);
  });

  it("takes the same words for an echo while the slow half still lets them through", async () => {
    const { sender } = await aRelay();
    const { id } = sender.accept(aCall("once"), 100_000n);
    await untilDone(sender);
    expect(sender.accept(aCall("once"), 100_000n)).toMatchObject({ id, state: "included" });
    await live(sender, 6);
    expect(await tally.count()).toBe(1);
  });
});

describe("given a pool that forgets", () => {
  it("prices what was thrown out anew, and nothing waits behind it", async () => {
    const { sender } = await aRelay();
    for (const word of ["one", "two", "three"]) sender.accept(aCall(word), 100_000n);
    await sender.tick();
    await rig.spike(30n * GWEI);
    await untilDone(sender);
    expect(await tally.count()).toBe(3);
  });

  it("sends again what vanished though its price was good", async () => {
    const { sender } = await aRelay();
    sender.accept(aCall("one"), 100_000n);
    await sender.tick();
    await rig.evict();
    await untilDone(sender);
    expect(await tally.count()).toBe(1);
  });
});

describe("given a node with geth's rule", () => {
  it("raises fee and tip over the last try, whatever is suggested today", async () => {
    const { sender } = await aRelay({ patience: 0 });
    Object.assign(rig.mischief, { gethRule: true, tip: 3n * GWEI });
    const { id } = sender.accept(aCall("one"), 100_000n);
    await sender.tick();
    const first = sender.status(id)?.txHash;
    rig.mischief.tip = GWEI / 10n;
    for (let i = 0; i < 4; i++) await sender.tick();
    expect(rig.refused).toEqual([]);
    expect(sender.status(id)?.txHash).not.toBe(first);
    await untilDone(sender);
    expect(await tally.count()).toBe(1);
  });

  it("raises over a try that arrived though nobody said so", async () => {
    const { sender } = await aRelay({ patience: 0 });
    Object.assign(rig.mischief, { gethRule: true, tip: 3n * GWEI });
    rig.happen("unanswered", "eth_sendRawTransaction", 2);
    sender.accept(aCall("one"), 100_000n);
    for (let i = 0; i < 4; i++) await sender.tick();
    expect(rig.refused).toEqual([]);
    await untilDone(sender);
    expect(await tally.count()).toBe(1);
  });

  it("never offers more than it may, and waits for better days instead", async () => {
    const { sender } = await aRelay({ patience: 0, doubt: 0, highestFee: 10n * GWEI });
    sender.accept(aCall("one"), 100_000n);
    await sender.tick();
    await rig.spike(30n * GWEI);
    for (let i = 0; i < 20; i++) await sender.tick();
    expect(await tally.count()).toBe(0);
    await rig.spike(GWEI);
    rig.behave();
    await untilDone(sender);
    expect(await tally.count()).toBe(1);
  });
});

describe("given a chain that takes blocks back", () => {
  it.each([1, 4, 10])(
    "makes each call once after %i or more blocks are gone, though it is handed in again meanwhile",
    async (depth) => {
      const { sender } = await aRelay();
      const ids = ["one", "two"].map((word) => sender.accept(aCall(word), 100_000n).id);
      await untilDone(sender);
      const { blockNumber } = sender.status(ids[0]!)!;
      const head = Number(await anvil.rpc("eth_blockNumber"));
      await rig.mine(Math.max(0, depth - 1 - (head - blockNumber!)));
      const gone = Number(await anvil.rpc("eth_blockNumber")) - blockNumber! + 1;
      await anvil.rpc("anvil_reorg", [gone, []]);
      expect(await tally.count()).toBe(0);
      const looking = sender.tick();
      await pause(2);
      sender.accept(aCall("one"), 100_000n, true);
      await looking;
      await live(sender, 30);
      await untilDone(sender);
      expect(ids.map((id) => sender.status(id)?.state)).toEqual(["included", "included"]);
      expect(await tally.count()).toBe(2);
    },
  );

  it("gives up no place before the other transaction in it is several blocks old", async () => {
    const { sender, account } = await aRelay();
    rig.happen("lost", "eth_sendRawTransaction", 1_000);
    const { id } = sender.accept(aCall("ours"), 100_000n);
    await sender.tick();
    const wallet = createWalletClient({ account, transport: http(anvil.url) });
    await wallet.sendTransaction({ chain: null, to: account.address, gas: 100_000n, nonce: 0 });
    await rig.mine(5);
    for (let i = 0; i < 5; i++) await sender.tick();
    expect(sender.status(id)?.state).toBe("sent");
    // The block that held the other one is taken back, and ours comes into its place.
    rig.behave();
    await anvil.rpc("anvil_reorg", [5, []]);
    await live(sender, 20);
    await untilDone(sender);
    expect(sender.status(id)?.state).toBe("included");
    expect(await tally.count()).toBe(1);
  });

  it("takes another place when the other one is there to stay", async () => {
    const { sender, account } = await aRelay();
    rig.happen("lost", "eth_sendRawTransaction", 1_000);
    const { id } = sender.accept(aCall("ours"), 100_000n);
    await sender.tick();
    const wallet = createWalletClient({ account, transport: http(anvil.url) });
    await wallet.sendTransaction({ chain: null, to: account.address, gas: 100_000n, nonce: 0 });
    await rig.mine(20);
    rig.behave();
    await untilDone(sender);
    expect(sender.status(id)?.state).toBe("included");
    expect(await tally.count()).toBe(1);
  });
});

describe("given answers that never come", () => {
  it("makes each call once, whichever answers are lost", async () => {
    const { sender } = await aRelay();
    const ids: Hex[] = [];
    for (const [i, word] of ["one", "two", "three", "four"].entries()) {
      rig.happen(i % 2 === 0 ? "unanswered" : "lost", i < 2 ? "eth_sendRawTransaction" : "*", 2);
      ids.push(sender.accept(aCall(word), 100_000n).id);
      await live(sender, 3);
    }
    await untilDone(sender);
    expect(ids.map((id) => sender.status(id)?.state)).toEqual(["included", "included", "included", "included"]);
    expect(await tally.count()).toBe(4);
  });
});

describe("given a purse that is empty", () => {
  it("waits for coin, and goes on when it has come", async () => {
    const { sender, account } = await aRelay();
    await anvil.rpc("anvil_setBalance", [account.address, "0x1"]);
    sender.accept(aCall("poor"), 100_000n);
    sender.accept(aCall("too"), 100_000n);
    await live(sender, 6);
    expect(await tally.count()).toBe(0);
    await fund(anvil, account.address);
    await untilDone(sender);
    expect(await tally.count()).toBe(2);
  });
});

describe("given a call that no node takes", () => {
  it("gives its place to the next one, and in the end gives it back", async () => {
    const { sender } = await aRelay({ hopeless: 50, doubt: 20, certainAfter: 3 });
    await rig.mine(5);
    const { id } = sender.accept(aCall("more gas than a block has"), 2n ** 40n);
    sender.accept(aCall("after it"), 100_000n);
    await untilDone(sender);
    expect(await tally.count()).toBe(1);
    expect(sender.status(id)).toMatchObject({ state: "failed", error: { code: "unknown" } });
  });
});

describe("given a great many calls", () => {
  it("keeps no more of them than can still change", async () => {
    const { sender } = await aRelay();
    for (let i = 0; i < 60; i++) sender.accept(aCall(`call ${i}`), 100_000n);
    await untilDone(sender);
    expect(await tally.count()).toBe(60);
    const { store } = running.at(-1)!;
    const rows = () => Number(store.one("SELECT count(*) AS n FROM entries WHERE subject <> 'closed'")?.n);
    expect(rows()).toBe(180);
    await rig.mine(70);
    await sender.tick();
    expect(rows()).toBe(0);
  });
});
