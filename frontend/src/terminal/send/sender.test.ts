import "fake-indexeddb/auto";
import type { Hex } from "viem";
import { beforeEach, describe, expect, it } from "vitest";
import { makeKeyPair, signDigest } from "#protocol/voucher/p256.ts";
import { type CounterBatch, type CounterItem, type P256Signature, paidHash } from "#protocol/voucher/payCode.ts";
import { openJournal, type TillJournal } from "../journal/journal.ts";
import { type CounterChain, createSender, type Relay, type RelayAnswer } from "./sender.ts";

const NOW = 1_800_000_000;
const DAY = 20_833;
const domain = { chainId: 31337, counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3" } as const;
let houses = 0;
let journal: TillJournal;
let pair: CryptoKeyPair;

function anItem(nonce: number, changes: Partial<CounterItem> = {}): CounterItem {
  const word = `0x${"11".repeat(32)}` as const;
  const code = { pocket: 1, keyEpoch: 1, nonce, maxAmount: 10_000, acceptBy: NOW + 60, r: word, s: word };
  return { ...code, amount: 2_800, acceptedAt: NOW, x: 1n, y: 2n, ...changes };
}

/** A counter contract in twenty lines: takes batches in order, leaves out what the test says. */
class FakeHouse implements CounterChain, Relay {
  up = true;
  relayUp = true;
  answer: RelayAnswer | undefined;
  leaveOut = new Map<number, number>();
  received: { batch: CounterBatch; signature: P256Signature }[] = [];
  booked: { batch: CounterBatch; skips: { index: number; reason: number }[] }[] = [];

  blockNumber = async () => this.ask(10n);
  nextSeq = async () => this.ask(this.booked.length + 1);
  record = async (_terminal: number, seq: number) => {
    const { batch, skips } = this.booked[seq - 1]!;
    const paid = batch.items.filter((_, i) => !skips.some((skip) => skip.index === i));
    return this.ask({ paidHash: paidHash(paid).slice(0, 42) as Hex, paid: paid.length, bookedAt: NOW + 5 });
  };
  skips = async (_terminal: number, seq: number) => this.ask(this.booked[seq - 1]!.skips);

  redeem = async (batch: CounterBatch, signature: P256Signature): Promise<RelayAnswer> => {
    if (!this.relayUp) return { state: "unreachable" };
    this.received.push({ batch, signature });
    return this.answer ?? { state: "taken" };
  };

  /** Includes the last batch received. */
  mine() {
    const { batch } = this.received.at(-1)!;
    const skips = batch.items.flatMap((item, index) => {
      const reason = this.leaveOut.get(item.nonce);
      return reason === undefined ? [] : [{ index, reason }];
    });
    this.booked.push({ batch, skips });
  }

  private ask<T>(answer: T): T {
    if (!this.up) throw new Error("nobody answers");
    return answer;
  }
}

function aSender(house: FakeHouse, collect = { items: 1, seconds: 0 }, now = () => NOW) {
  const sign = (digest: Hex) => signDigest(pair.privateKey, digest);
  return createSender({ journal, chain: house, relay: house, terminal: 1, domain, sign, now, collect });
}

const states = async () => (await journal.onDay(DAY)).map((line) => line.state);

beforeEach(async () => {
  houses += 1;
  journal = await openJournal(`test-${houses}`);
  pair = await makeKeyPair();
});

describe("given an accepted item", () => {
  it("is sent, and ticked off only when the state of the contract says so", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    await journal.append(anItem(1), DAY);
    expect(await sender.step()).toMatchObject({ chain: "reached", relay: "reached" });
    expect(await states()).toEqual(["sent"]);
    await sender.step();
    expect(await states()).toEqual(["sent"]);
    house.mine();
    await sender.step();
    expect(await states()).toEqual(["settled"]);
  });

  it("waits for more, or for its time", async () => {
    const house = new FakeHouse();
    let now = NOW;
    const sender = aSender(house, { items: 3, seconds: 60 }, () => now);
    await journal.append(anItem(1), DAY);
    await journal.append(anItem(2), DAY);
    await sender.step();
    expect(house.received).toHaveLength(0);
    now = NOW + 60;
    await sender.step();
    expect(house.received[0]?.batch.items.map((item) => item.nonce)).toEqual([1, 2]);
  });

  it("never shares a batch with an item of another business day", async () => {
    const house = new FakeHouse();
    const sender = aSender(house, { items: 5, seconds: 60 });
    await journal.append(anItem(1), DAY - 1);
    await journal.append(anItem(2), DAY);
    await sender.step();
    expect(house.received.map(({ batch }) => [batch.businessDay, batch.items.length])).toEqual([[DAY - 1, 1]]);
  });
});

describe("given that the relay is down", () => {
  it("keeps the item, says so, and sends the very same signed batch when it is back", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    house.relayUp = false;
    await journal.append(anItem(1), DAY);
    expect(await sender.step()).toMatchObject({ chain: "reached", relay: "unreachable" });
    expect(await states()).toEqual(["sent"]);
    const { signature } = (await journal.batch(1, 1))!;
    await journal.append(anItem(2), DAY);
    house.relayUp = true;
    await sender.step();
    await sender.step();
    expect(house.received).toHaveLength(2);
    for (const sent of house.received) {
      expect(sent.signature).toEqual(signature);
      expect(sent.batch.items.map((item) => item.nonce)).toEqual([1]);
    }
  });
});

describe("given that the chain is down", () => {
  it("keeps the item and says so", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    house.up = false;
    await journal.append(anItem(1), DAY);
    expect((await sender.step()).chain).toBe("unreachable");
    expect(await states()).toEqual(["accepted"]);
    house.up = true;
    await sender.step();
    expect(await states()).toEqual(["sent"]);
  });
});

describe("given that the page was closed in between", () => {
  it("goes on from the journal: same batch, same signature, nothing twice", async () => {
    const house = new FakeHouse();
    await journal.append(anItem(1), DAY);
    await aSender(house).step();
    house.mine();
    await journal.append(anItem(2), DAY);
    journal.close();
    journal = await openJournal(`test-${houses}`);
    await aSender(house).step();
    expect(await states()).toEqual(["settled", "sent"]);
    expect(house.received.map(({ batch }) => [batch.seq, batch.items.map((item) => item.nonce)])).toEqual([
      [1, [1]],
      [2, [2]],
    ]);
  });
});

describe("given a batch with an item that was left out", () => {
  it("tells it apart from the paid ones, with its reason", async () => {
    const house = new FakeHouse();
    const sender = aSender(house, { items: 3, seconds: 60 });
    house.leaveOut.set(2, 15);
    for (const nonce of [1, 2, 3]) await journal.append(anItem(nonce), DAY);
    await sender.step();
    house.mine();
    await sender.step();
    expect((await journal.onDay(DAY)).map((line) => [line.state, line.skipReason])).toEqual([
      ["settled", 0],
      ["left out", 15],
      ["settled", 0],
    ]);
  });

  it("believes the hash of the contract, not the events: without proof it stays open", async () => {
    const house = new FakeHouse();
    const sender = aSender(house, { items: 2, seconds: 60 });
    house.leaveOut.set(2, 15);
    for (const nonce of [1, 2]) await journal.append(anItem(nonce), DAY);
    await sender.step();
    house.mine();
    house.skips = async () => [{ index: 0, reason: 15 }];
    await sender.step();
    expect(await states()).toEqual(["sent", "sent"]);
  });

  it("may show the same code again later", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    house.leaveOut.set(1, 15);
    await journal.append(anItem(1), DAY);
    expect(await journal.seenAt(1, 1)).toBe(NOW);
    await sender.step();
    house.mine();
    await sender.step();
    expect(await journal.seenAt(1, 1)).toBeUndefined();
  });
});

describe("given a reorganisation that undid a settled batch", () => {
  it("sends the same batch again", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    await journal.append(anItem(1), DAY);
    await sender.step();
    house.mine();
    await sender.step();
    expect(await states()).toEqual(["settled"]);
    house.booked.pop();
    await sender.step();
    expect(await states()).toEqual(["sent"]);
    expect(house.received.at(-1)?.signature).toEqual(house.received[0]?.signature);
    house.mine();
    await sender.step();
    expect(await states()).toEqual(["settled"]);
  });
});

describe("given a refusal of the house", () => {
  it("shows it and keeps the item", async () => {
    const house = new FakeHouse();
    house.answer = { state: "refused", name: "TerminalRevoked", args: [1, NOW] };
    const sender = aSender(house);
    await journal.append(anItem(1), DAY);
    expect((await sender.step()).refused).toEqual({ name: "TerminalRevoked", args: [1, NOW] });
    expect(await states()).toEqual(["sent"]);
  });

  it("takes BatchOutOfOrder for what it is: the batch arrived another way", async () => {
    const house = new FakeHouse();
    house.answer = { state: "refused", name: "BatchOutOfOrder", args: [1, 1, 2] };
    const sender = aSender(house);
    await journal.append(anItem(1), DAY);
    expect((await sender.step()).refused).toBeUndefined();
    house.mine();
    await sender.step();
    expect(await states()).toEqual(["settled"]);
  });
});

describe("given a tablet that was let in again under another number", () => {
  it("takes no old batch for a new one", async () => {
    const old = new FakeHouse();
    await journal.append(anItem(1), DAY);
    await aSender(old).step();
    old.mine();
    await aSender(old).step();
    const house = new FakeHouse();
    const sign = (digest: Hex) => signDigest(pair.privateKey, digest);
    const collect = { items: 1, seconds: 0 };
    const sender = createSender({
      journal,
      chain: house,
      relay: house,
      terminal: 2,
      domain,
      sign,
      now: () => NOW,
      collect,
    });
    await sender.step();
    expect(house.received).toHaveLength(0);
    await journal.append(anItem(2), DAY);
    await sender.step();
    expect(house.received.map(({ batch }) => [batch.terminal, batch.seq])).toEqual([[2, 1]]);
    expect(await states()).toEqual(["settled", "sent"]);
  });
});
