import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createWalletClient, http, keccak256, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Anvil, deployTally, faultyClient, fund, startAnvil } from "../anvil.fixture.ts";
import { type Budgets, budgetsOf } from "../calls/budgets.ts";
import type { AllowedCall, Standing } from "../calls/policy.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { Sender, type SendingRules } from "./sender.ts";

let anvil: Anvil;
let tally: Awaited<ReturnType<typeof deployTally>>;
let folders = 0;

beforeAll(async () => {
  anvil = await startAnvil();
});
afterAll(() => anvil.stop());
beforeEach(async () => {
  tally = await deployTally(anvil);
});

/** A relay with its own key and its own folder, that can be killed and started again. */
async function aRelay(rules: Partial<SendingRules> = {}, budgets: Budgets = budgetsOf(10n ** 18n)) {
  folders += 1;
  const account = privateKeyToAccount(keccak256(stringToHex(`relay ${folders}`)));
  await fund(anvil, account.address);
  const { client, lose } = faultyClient(anvil);
  const folder = mkdtempSync(join(tmpdir(), "runde-relay-"));
  const now = { seconds: 1_800_000_000 };
  const start = () => {
    const store = new RelayStore(folder);
    const sender = new Sender({
      chain: { client, block: "latest" },
      account,
      chainId: 31337,
      store,
      now: () => now.seconds,
      rules: { patience: 0, doubt: 200, certainAfter: 3, ...rules },
      budgets,
    });
    const stop = sender.stop.bind(sender);
    return Object.assign(sender, { store, stop: () => stop().then(() => store.close()) });
  };
  return { account, client, lose, start, now };
}

function aCall(word: string, whose = "seat 1", standing: Standing = "seat"): AllowedCall {
  const data = stringToHex(word);
  return { to: tally.address, data, contract: "Rounds", functionName: "claim", args: [], whose, standing };
}

async function untilDone(relay: Sender): Promise<void> {
  // A node that mines on demand takes a moment to do so, and longer on a busy machine.
  while (relay.waiting > 0) {
    await relay.tick();
    if (relay.waiting > 0) await pause(10);
  }
}

describe("given a relay", () => {
  it("sends calls in order and says where they are", async () => {
    const relay = (await aRelay()).start();
    const first = relay.accept(aCall("one"), 100_000n);
    expect(first.state).toBe("queued");
    relay.accept(aCall("two"), 100_000n);
    await untilDone(relay);
    expect(await tally.count()).toBe(2);
    expect(relay.status(first.id)).toMatchObject({ state: "included", blockNumber: expect.any(Number) });
    await relay.stop();
  });

  it("takes the same call once while it is on the way", async () => {
    const { start, lose } = await aRelay();
    lose("request");
    const relay = start();
    expect(relay.accept(aCall("same"), 100_000n).id).toBe(relay.accept(aCall("same"), 100_000n).id);
    lose("nothing");
    await untilDone(relay);
    expect(await tally.count()).toBe(1);
    await relay.stop();
  });

  it("hands a late batch in once: the contract takes it again, and pays nothing by it", async () => {
    const { start, now } = await aRelay();
    const late = { ...aCall("late", "terminal 1", "till"), functionName: "redeemLate" };
    for (const _life of [1, 2]) {
      const relay = start();
      for (const call of [late, aCall("any")]) relay.accept(call, 100_000n);
      await untilDone(relay);
      // Long after any echo, and when what was done is closed.
      await anvil.rpc("anvil_mine", ["0x50"]);
      await relay.tick();
      now.seconds += 7_200;
      expect(relay.accept(late, 100_000n).state).toBe("included");
      await untilDone(relay);
      await relay.stop();
    }
    expect(await tally.count()).toBe(3);
  });

  it("writes what it sends to the disk before it sends", async () => {
    const { start, lose } = await aRelay();
    lose("request");
    const relay = start();
    relay.accept(aCall("kept"), 100_000n);
    await relay.tick();
    expect(await tally.count()).toBe(0);
    expect(relay.store.all("SELECT body FROM entries").map(({ body }) => JSON.parse(String(body)).e)).toContain(
      "signed",
    );
    await relay.stop();
  });
});

describe("given a relay that died", () => {
  it.each([
    ["before the transaction left", "request"],
    ["before the answer came", "answer"],
  ] as const)("sends once when it died %s", async (_, lost) => {
    const { start, lose } = await aRelay();
    lose(lost);
    const dying = start();
    const { id } = dying.accept(aCall("once"), 100_000n);
    await dying.tick();
    await dying.stop();
    lose("nothing");

    const relay = start();
    await untilDone(relay);
    await relay.tick();
    expect(await tally.count()).toBe(1);
    expect(relay.status(id)?.state).toBe("included");
    await relay.stop();
  });

  it("sends what was taken on but not signed yet", async () => {
    const { start, lose } = await aRelay();
    lose("everything");
    const dying = start();
    const { id } = dying.accept(aCall("waits"), 100_000n);
    await dying.tick().catch(() => undefined);
    await dying.stop();
    lose("nothing");

    const relay = start();
    expect(relay.status(id)?.state).toBe("queued");
    await untilDone(relay);
    expect(await tally.count()).toBe(1);
    await relay.stop();
  });
});

describe("given a chain that lost its newest blocks", () => {
  it("sends the same transactions again", async () => {
    const { start } = await aRelay();
    const snapshot = await anvil.rpc("evm_snapshot");
    const relay = start();
    const one = relay.accept(aCall("one"), 100_000n);
    relay.accept(aCall("two"), 100_000n);
    await untilDone(relay);
    const before = relay.status(one.id)?.txHash;
    expect(await tally.count()).toBe(2);

    await anvil.rpc("evm_revert", [snapshot]);
    expect(await tally.count()).toBe(0);
    while ((await tally.count()) < 2) {
      await relay.tick();
      await pause(10);
    }
    await untilDone(relay);
    expect(await tally.count()).toBe(2);
    expect(relay.status(one.id)).toMatchObject({ state: "included", txHash: before });
    await relay.stop();
  });
});

describe("given another transaction in the place of ours", () => {
  it("asks the chain again and takes the next number", async () => {
    const { start, lose, account } = await aRelay();
    lose("request");
    const relay = start();
    const { id } = relay.accept(aCall("late"), 100_000n);
    await relay.tick();
    // A second relay with the same key was faster.
    const wallet = createWalletClient({ account, transport: http(anvil.url) });
    await wallet.sendTransaction({ chain: null, to: tally.address, data: stringToHex("theirs") });
    lose("nothing");
    await relay.tick();
    expect(relay.status(id)?.state).toBe("sent");
    await anvil.rpc("anvil_mine", ["0x5"]);
    await untilDone(relay);
    expect(await tally.count()).toBe(2);
    await relay.stop();
  });
});

describe("given blocks that do not come", () => {
  it("pays better with the same number, and is counted once", async () => {
    const { start, client, account } = await aRelay();
    await anvil.rpc("evm_setAutomine", [false]);
    const relay = start();
    const { id } = relay.accept(aCall("stuck"), 100_000n);
    await relay.tick();
    const first = relay.status(id)?.txHash;
    for (let i = 0; i < 4; i++) await relay.tick();
    expect(relay.status(id)?.txHash).not.toBe(first);
    await anvil.rpc("evm_mine");
    await anvil.rpc("evm_setAutomine", [true]);
    await untilDone(relay);
    expect(await tally.count()).toBe(1);
    expect(await client.getTransactionCount({ address: account.address })).toBe(1);
    await relay.stop();
  });
});

describe("given a call without effect in its block", () => {
  it("says that it failed", async () => {
    const relay = (await aRelay()).start();
    const { id } = relay.accept(aCall("no gas"), 22_000n);
    await untilDone(relay);
    expect(relay.status(id)).toMatchObject({ state: "failed", error: { code: "unknown" } });
    await relay.stop();
  });
});
