import "fake-indexeddb/auto";
import type { Hex } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SkipReason } from "#protocol/abi/enums.ts";
import { makeKeyPair, signDigest } from "#protocol/voucher/p256.ts";
import {
  type CounterBatch,
  type CounterItem,
  type P256Signature,
  PAPER_BIT,
  type PaidPlace,
  paidHash,
} from "#protocol/voucher/payCode.ts";
import { openJournal, type TillJournal } from "../journal/journal.ts";
import { receiptName } from "../journal/receiptName.ts";
import {
  type BatchRecord,
  type CounterChain,
  createSender,
  type Relay,
  type RelayAnswer,
  type Skip,
} from "./sender.ts";

const NOW = 1_800_000_000;
const DAY = 20_833;
const domain = { chainId: 31337, counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3" } as const;
const corrections = "0x00000000000000000000000000000000000000C0";
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
  booked: { batch: CounterBatch; skips: Skip[] }[] = [];

  blockNumber = async () => this.ask(10n);
  /** Batches up to here are in blocks that stay. */
  final = 0;

  nextSeq = async () => this.ask(this.booked.length + 1);
  finalSeq = async () => this.ask(this.final + 1);
  record = async (_terminal: number, seq: number) => {
    const { batch, skips } = this.booked[seq - 1]!;
    const paid = batch.items.filter((_, i) => !skips.some((skip) => skip.index === i));
    const skipped = skips.reduce((bits, { index }) => bits | (1n << BigInt(index)), 0n);
    return this.ask({ paidHash: paidHash(paid).slice(0, 42) as Hex, paid: paid.length, bookedAt: NOW + 5, skipped });
  };
  voids = new Set<string>();
  askedBack: { item: PaidPlace; paid: number[] }[] = [];
  voidAnswer: RelayAnswer = { state: "taken" };
  refunds = new Map<string, number>();
  takenBack = async ({ seq, place }: PaidPlace) => {
    const name = `${seq}/${place}`;
    return this.ask({ isVoid: this.voids.has(name), refunded: this.refunds.get(name) ?? 0 });
  };
  backMark = async () => this.ask(JSON.stringify([[...this.voids], [...this.refunds]]));
  namedBack = async (terminal: number) => {
    const names = [...this.voids, ...this.refunds.keys()].map((name) => name.split("/").map(Number));
    return this.ask(names.map(([seq = 0, place = 0]) => ({ terminal, seq, place })));
  };
  takeBack = async (item: PaidPlace, paid: readonly CounterItem[]): Promise<RelayAnswer> => {
    this.askedBack.push({ item, paid: paid.map(({ nonce }) => nonce) });
    return this.voidAnswer;
  };
  late: BatchRecord[] = [];
  lateRecords = async () => this.ask(this.late);
  lateFinal = Number.POSITIVE_INFINITY;
  finalLate = async () => this.ask(this.lateFinal);
  skips = async (_terminal: number, seq: number): Promise<readonly Skip[]> => this.ask(this.booked[seq - 1]!.skips);

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
      return reason === undefined ? [] : [{ index, pocket: item.pocket, nonce: item.nonce, reason }];
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
  return createSender({ journal, chain: house, relay: house, terminal: 1, domain, corrections, sign, now, collect });
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
    await journal.append(1, anItem(1), DAY);
    expect(await sender.step()).toMatchObject({ chain: "reached", relay: "reached" });
    expect(await states()).toEqual(["submitted"]);
    await sender.step();
    expect(await states()).toEqual(["submitted"]);
    house.mine();
    await sender.step();
    expect(await states()).toEqual(["included"]);
    house.final = 1;
    await sender.step();
    expect(await states()).toEqual(["settled"]);
  });

  it("waits for more, or for its time", async () => {
    const house = new FakeHouse();
    let now = NOW;
    const sender = aSender(house, { items: 3, seconds: 60 }, () => now);
    await journal.append(1, anItem(1), DAY);
    await journal.append(1, anItem(2), DAY);
    await sender.step();
    expect(house.received).toHaveLength(0);
    now = NOW + 60;
    await sender.step();
    expect(house.received[0]?.batch.items.map((item) => item.nonce)).toEqual([1, 2]);
  });

  it("never shares a batch with an item of another business day", async () => {
    const house = new FakeHouse();
    const sender = aSender(house, { items: 5, seconds: 60 });
    await journal.append(1, anItem(1), DAY - 1);
    await journal.append(1, anItem(2), DAY);
    await sender.step();
    expect(house.received.map(({ batch }) => [batch.businessDay, batch.items.length])).toEqual([[DAY - 1, 1]]);
  });
});

describe("given that the relay is down", () => {
  it("keeps the item, says so, and sends the very same signed batch when it is back", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    house.relayUp = false;
    await journal.append(1, anItem(1), DAY);
    expect(await sender.step()).toMatchObject({ chain: "reached", relay: "unreachable" });
    expect(await states()).toEqual(["submitted"]);
    const { signature } = (await journal.batch(1, 1))!;
    await journal.append(1, anItem(2), DAY);
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
    await journal.append(1, anItem(1), DAY);
    expect((await sender.step()).chain).toBe("unreachable");
    expect(await states()).toEqual(["accepted"]);
    house.up = true;
    await sender.step();
    expect(await states()).toEqual(["submitted"]);
  });
});

describe("given a receipt that a guest has on paper", () => {
  it("has the number that it was printed with, whatever becomes of its payment, and finds it", async () => {
    const house = new FakeHouse();
    house.leaveOut.set(1, SkipReason.AlreadyUsed);
    const sender = aSender(house, { items: 2, seconds: 60 });
    await journal.append(1, anItem(1), DAY);
    const number = receiptName(await journal.append(1, anItem(2), DAY));
    expect(number).toBe("1-2");
    const found = async (typed: string) => (await journal.byReceipt(typed))?.item.nonce;
    const look = async () => [receiptName((await journal.last())!), await found(number)];
    expect(await look()).toEqual(["1-2", 2]);
    await sender.step();
    expect(await look()).toEqual(["1-2", 2]);
    house.mine();
    house.final = 1;
    await sender.step();
    expect([await states(), await look()]).toEqual([
      ["rejected", "settled"],
      ["1-2", 2],
    ]);
    // As it was printed before, as a scanner or a foreign keyboard writes it, and by its code in the public record.
    expect(await Promise.all(["1-1-2", " １-２ ", "c-1-1-1"].map(found))).toEqual([2, 2, 2]);
    expect(await Promise.all(["2-2", "1-3", "C-1-1-2", "C-2-1-1", "B-1-2", "2", ""].map(found))).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
  });

  it("keeps its number when another till's number goes onto the batch", async () => {
    await journal.append(1, anItem(1), DAY);
    const batch = { terminal: 4, seq: 9, businessDay: DAY, items: [anItem(1)] };
    await journal.bind(batch, [1], { r: "0x01", s: "0x01" }, 10n);
    expect(receiptName((await journal.last())!)).toBe("1-1");
    expect((await journal.byReceipt("1-1"))?.terminal).toBe(4);
  });
});

describe("given that the tablet's storage is full", () => {
  /** Nothing more can be written in this browser. */
  function fillStorage() {
    const full = () => {
      throw new DOMException("The disk is full", "QuotaExceededError");
    };
    const puts = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(full);
    const adds = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(full);
    return () => {
      puts.mockRestore();
      adds.mockRestore();
    };
  }

  afterEach(() => void vi.restoreAllMocks());

  it("says so when a batch is to be bound, loses nothing, and goes on as soon as there is room", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    const makeRoom = fillStorage();
    expect(await sender.step()).toMatchObject({ chain: "reached", isFull: true });
    expect([await states(), house.received]).toEqual([["accepted"], []]);
    makeRoom();
    expect(await sender.step()).toMatchObject({ chain: "reached", relay: "reached", isFull: false });
    expect(await states()).toEqual(["submitted"]);
    expect(house.received).toHaveLength(1);
  });

  it("writes down all of a batch or nothing of it: its items were found a place and the batch was not", async () => {
    const house = new FakeHouse();
    const sender = aSender(house, { items: 2, seconds: 0 });
    await journal.append(1, anItem(1), DAY);
    await journal.append(1, anItem(2), DAY);
    const adds = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("The disk is full", "QuotaExceededError");
    });
    expect(await sender.step()).toMatchObject({ isFull: true });
    expect(await states()).toEqual(["accepted", "accepted"]);
    adds.mockRestore();
    expect(await sender.step()).toMatchObject({ isFull: false });
    expect(house.received.map(({ batch }) => batch.items.length)).toEqual([2]);
  });

  it("says so when what became of a batch is to be written down, and writes it down later", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    await sender.step();
    house.mine();
    const makeRoom = fillStorage();
    expect(await sender.step()).toMatchObject({ chain: "reached", isFull: true });
    makeRoom();
    expect(await sender.step()).toMatchObject({ chain: "reached", isFull: false });
    expect(await states()).toEqual(["included"]);
  });

  it("is not taken for it when nobody answers", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    house.blockNumber = () => Promise.reject(new Error("nobody answers"));
    expect(await sender.step()).toMatchObject({ chain: "unreachable", isFull: false });
  });
});

describe("given that the page was closed in between", () => {
  it("goes on from the journal: same batch, same signature, nothing twice", async () => {
    const house = new FakeHouse();
    await journal.append(1, anItem(1), DAY);
    await aSender(house).step();
    house.mine();
    await journal.append(1, anItem(2), DAY);
    journal.close();
    journal = await openJournal(`test-${houses}`);
    await aSender(house).step();
    expect(await states()).toEqual(["included", "submitted"]);
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
    for (const nonce of [1, 2, 3]) await journal.append(1, anItem(nonce), DAY);
    await sender.step();
    house.mine();
    await sender.step();
    expect((await journal.onDay(DAY)).map((line) => [line.state, line.skipReason])).toEqual([
      ["included", undefined],
      ["rejected", 15],
      ["included", undefined],
    ]);
  });

  it("goes by the contract's state: without events it knows which one, and asks for the reason until it is told", async () => {
    const house = new FakeHouse();
    const sender = aSender(house, { items: 2, seconds: 60 });
    house.leaveOut.set(2, 15);
    for (const nonce of [1, 2]) await journal.append(1, anItem(nonce), DAY);
    await sender.step();
    house.mine();
    house.final = 1;
    const told = house.skips;
    house.skips = async () => {
      throw new Error("range too long");
    };
    await sender.step();
    expect((await journal.onDay(DAY)).map((line) => [line.state, line.skipReason])).toEqual([
      ["included", undefined],
      ["rejected", 0],
    ]);
    house.skips = told;
    await sender.step();
    expect((await journal.onDay(DAY)).map((line) => [line.state, line.skipReason])).toEqual([
      ["settled", undefined],
      ["rejected", 15],
    ]);
  });

  it("sends the next batch though nobody can say what became of the one before", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    await sender.step();
    house.mine();
    house.record = async () => {
      throw new Error("the node has pruned it");
    };
    await journal.append(1, anItem(2), DAY);
    await sender.step();
    expect(house.received.at(-1)?.batch.seq).toBe(2);
  });

  it("stays loud until somebody has taken note, across every later look", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    house.leaveOut.set(1, 15);
    await journal.append(1, anItem(1), DAY);
    await sender.step();
    house.mine();
    await sender.step();
    const [unpaid] = await journal.rejected();
    expect(unpaid).toMatchObject({ skipReason: 15 });
    expect(unpaid?.acknowledgedAt).toBeUndefined();
    await journal.acknowledge([unpaid!.id], NOW + 60);
    house.final = 1;
    await sender.step();
    expect(await journal.rejected()).toMatchObject([{ acknowledgedAt: NOW + 60, skipReason: 15 }]);
  });

  it("may show the same code again later", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    house.leaveOut.set(1, 15);
    await journal.append(1, anItem(1), DAY);
    expect(await journal.seenAt(anItem(1))).toBe(NOW);
    await sender.step();
    house.mine();
    await sender.step();
    expect(await journal.seenAt(anItem(1))).toBeUndefined();
  });

  it("is known by its number: the next phone of the same pay balance goes on with the numbers of the one before", async () => {
    await journal.append(1, anItem(1), DAY);
    await journal.append(1, anItem(2, { keyEpoch: PAPER_BIT | 1 }), DAY);
    expect(await journal.seenAt(anItem(1, { keyEpoch: 2 }))).toBe(NOW);
    expect(await journal.seenAt(anItem(2, { keyEpoch: PAPER_BIT | 1 }))).toBe(NOW);
    for (const keyEpoch of [1, PAPER_BIT | 2]) expect(await journal.seenAt(anItem(2, { keyEpoch }))).toBeUndefined();
    expect(await journal.seenAt(anItem(1, { pocket: 2 }))).toBeUndefined();
  });
});

describe("given a reorganisation that undid a batch", () => {
  it.each([0, 1])("sends the same one again, even where it was called final (%i)", async (final) => {
    const house = new FakeHouse();
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    await sender.step();
    house.mine();
    house.final = final;
    await sender.step();
    expect(await states()).toEqual([final === 1 ? "settled" : "included"]);
    house.booked.pop();
    await sender.step();
    expect(await states()).toEqual(["submitted"]);
    expect(house.received.at(-1)?.signature).toEqual(house.received[0]?.signature);
    house.mine();
    await sender.step();
    expect(await states()).not.toEqual(["submitted"]);
  });

  it("takes back what was called not paid, and tells it anew", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    house.leaveOut.set(1, 15);
    await journal.append(1, anItem(1), DAY);
    await sender.step();
    house.mine();
    await sender.step();
    expect(await states()).toEqual(["rejected"]);
    house.booked.pop();
    house.leaveOut.clear();
    await sender.step();
    house.mine();
    await sender.step();
    expect(await states()).toEqual(["included"]);
  });
});

describe("given an item that is to be taken back", () => {
  it("never leaves, when it had not left", async () => {
    const house = new FakeHouse();
    const sender = aSender(house, { items: 2, seconds: 60 });
    const { id } = await journal.append(1, anItem(1), DAY);
    expect(await journal.cancel(id)).toBe(true);
    for (const nonce of [2, 3]) await journal.append(1, anItem(nonce), DAY);
    await sender.step();
    expect(house.received[0]?.batch.items.map(({ nonce }) => nonce)).toEqual([2, 3]);
    expect(await states()).toEqual(["voided", "submitted", "submitted"]);
  });

  it("waits for its batch, names its place among those that were paid, and is void when the contract says so", async () => {
    const house = new FakeHouse();
    const sender = aSender(house, { items: 3, seconds: 60 });
    house.leaveOut.set(1, 15);
    for (const nonce of [1, 2, 3]) await journal.append(1, anItem(nonce), DAY);
    await sender.step();
    expect(await journal.cancel(3)).toBe(false);
    await sender.step();
    expect(house.askedBack).toEqual([]);
    house.mine();
    await sender.step();
    expect(house.askedBack).toEqual([{ item: { terminal: 1, seq: 1, place: 1 }, paid: [2, 3] }]);
    expect(await states()).toEqual(["rejected", "included", "included"]);
    house.voids.add("1/1");
    house.final = 1;
    await sender.step();
    await sender.step();
    expect(await states()).toEqual(["rejected", "settled", "voided"]);
  });

  it("takes a manager when it is too late, and is not asked for again", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    await sender.step();
    house.mine();
    await sender.step();
    await journal.cancel(1);
    house.voidAnswer = { state: "refused", name: "VoidNeedsManager", args: [NOW, NOW + 1] };
    await sender.step();
    await sender.step();
    expect(house.askedBack).toHaveLength(1);
    expect(await journal.onDay(DAY)).toMatchObject([{ state: "included", undo: "late" }]);
  });
});

describe("given payments that a manager takes back elsewhere", () => {
  async function paidThree() {
    const house = new FakeHouse();
    const sender = aSender(house, { items: 3, seconds: 60 });
    house.leaveOut.set(1, 11);
    for (const nonce of [1, 2, 3]) await journal.append(1, anItem(nonce), DAY);
    await sender.step();
    house.mine();
    house.final = 1;
    await sender.step();
    expect(await states()).toEqual(["rejected", "settled", "settled"]);
    return { house, sender };
  }

  it("shows what the contract's state says of each, by its place among those that were paid", async () => {
    const { house, sender } = await paidThree();
    house.voids.add("1/0");
    house.refunds.set("1/1", 300);
    await sender.step();
    expect(await journal.onDay(DAY)).toMatchObject([
      { state: "rejected" },
      { state: "voided" },
      { state: "settled", refunded: 300 },
    ]);
    house.refunds.set("1/1", 500);
    await sender.step();
    expect((await journal.onDay(DAY))[2]).toMatchObject({ refunded: 500 });
  });

  it("believes the state, not the event: what a reorganisation undid is paid again", async () => {
    const { house, sender } = await paidThree();
    house.voids.add("1/0");
    house.refunds.set("1/1", 300);
    await sender.step();
    house.voids.clear();
    house.refunds.clear();
    await sender.step();
    expect(await states()).toEqual(["rejected", "settled", "settled"]);
    expect((await journal.onDay(DAY))[2]).not.toHaveProperty("refunded");
  });

  it("keeps what was taken back so while its batch is handed in anew", async () => {
    const { house, sender } = await paidThree();
    house.voids.add("1/0");
    await sender.step();
    const { booked } = house;
    house.booked = [];
    house.final = 0;
    await sender.step();
    expect(await states()).toEqual(["submitted", "voided", "submitted"]);
    house.booked = booked;
    await sender.step();
    expect(await states()).toEqual(["rejected", "voided", "included"]);
  });

  it("looks again with the next round when nobody answered", async () => {
    const { house, sender } = await paidThree();
    house.voids.add("1/0");
    const told = house.takenBack;
    house.takenBack = async () => {
      throw new Error("nobody answers");
    };
    await sender.step();
    expect(await states()).toEqual(["rejected", "settled", "settled"]);
    house.takenBack = told;
    await sender.step();
    expect(await states()).toEqual(["rejected", "voided", "settled"]);
  });

  it("knows what was handed in late by its late number", async () => {
    const house = new FakeHouse();
    house.answer = { state: "refused", name: "TerminalRevoked", args: [1, NOW] };
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    await sender.step();
    house.late = [{ paidHash: paidHash([anItem(1)]).slice(0, 42) as Hex, paid: 1, bookedAt: NOW + 90, skipped: 0n }];
    await sender.step();
    house.refunds.set(`${2 ** 31 + 1}/0`, 100);
    await sender.step();
    expect(await journal.onDay(DAY)).toMatchObject([{ state: "settled", seq: 2 ** 31 + 1, refunded: 100 }]);
  });
});

describe("given a till that was shut out, and two who vouch for what it holds", () => {
  it("knows its items as paid, and begins the number anew for what it accepts after it was let in again", async () => {
    const house = new FakeHouse();
    house.answer = { state: "refused", name: "TerminalRevoked", args: [1, NOW] };
    const sender = aSender(house, { items: 2, seconds: 60 });
    for (const nonce of [1, 2]) await journal.append(1, anItem(nonce), DAY);
    await sender.step();
    house.late = [{ paidHash: paidHash([anItem(2)]).slice(0, 42) as Hex, paid: 1, bookedAt: NOW + 90, skipped: 1n }];
    await sender.step();
    expect(await states()).toEqual(["rejected", "settled"]);
    house.answer = undefined;
    for (const nonce of [3, 4]) await journal.append(1, anItem(nonce), DAY);
    await sender.step();
    expect(house.received.at(-1)?.batch).toMatchObject({ seq: 1, items: [{ nonce: 3 }, { nonce: 4 }] });
  });
});

describe("given what was handed in late, and a chain that takes the block back", () => {
  const handedIn = { paidHash: paidHash([anItem(1)]).slice(0, 42) as Hex, paid: 1, bookedAt: NOW + 90, skipped: 0n };
  const other = { ...handedIn, paidHash: paidHash([anItem(9)]).slice(0, 42) as Hex };

  async function tillWithLateBatch() {
    const house = new FakeHouse();
    house.answer = { state: "refused", name: "TerminalRevoked", args: [1, NOW] };
    house.lateFinal = 0;
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    await sender.step();
    house.late = [handedIn];
    await sender.step();
    return { house, sender };
  }

  it("is paid by the newest block, settled by one that stays, and open again when it is gone", async () => {
    const { house, sender } = await tillWithLateBatch();
    expect(await states()).toEqual(["included"]);
    house.late = [];
    await sender.step();
    expect(await states()).toEqual(["unknown"]);
    expect(await journal.unsettled()).toHaveLength(1);
    // What two can vouch for once more is the batch as it was signed.
    expect((await journal.openBatches(1)).map(({ state, own }) => [state, own])).toEqual([["open", 1]]);
    // It comes back behind another one.
    house.late = [other, handedIn];
    await sender.step();
    expect(await journal.onDay(DAY)).toMatchObject([{ state: "included", seq: 2 ** 31 + 2 }]);
    house.lateFinal = 2;
    await sender.step();
    expect(await states()).toEqual(["settled"]);
    expect(await journal.openBatches(1)).toEqual([]);
  });

  it("doubts nothing because nobody answers", async () => {
    const { house, sender } = await tillWithLateBatch();
    house.lateRecords = () => Promise.reject(new Error("nobody answers"));
    await sender.step();
    expect(await states()).toEqual(["included"]);
  });
});

describe("given another batch under the same number", () => {
  const another = (nonce: number): CounterBatch => ({ terminal: 1, seq: 1, businessDay: DAY, items: [anItem(nonce)] });

  it("calls the item unknown until a block stays, and then puts it into a batch of its own", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    await sender.step();
    house.booked.push({ batch: another(9), skips: [] });
    await sender.step();
    expect(await states()).toEqual(["unknown"]);
    expect(house.received).toHaveLength(1);
    house.final = 1;
    await sender.step();
    expect(await states()).toEqual(["submitted"]);
    expect(house.received.at(-1)?.batch).toMatchObject({ seq: 2, items: [{ nonce: 1 }] });
    house.mine();
    await sender.step();
    expect(await states()).toEqual(["included"]);
  });

  it("does not take one that paid nobody for its own: only the events name its items", async () => {
    const house = new FakeHouse();
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    await sender.step();
    house.booked.push({ batch: another(9), skips: [{ index: 0, pocket: 1, nonce: 9, reason: 11 }] });
    const told = house.skips;
    house.skips = async () => [];
    await sender.step();
    expect(await states()).toEqual(["submitted"]);
    house.skips = told;
    await sender.step();
    expect(await states()).toEqual(["unknown"]);
  });
});

describe("given a refusal of the house", () => {
  it("shows it and keeps the item", async () => {
    const house = new FakeHouse();
    house.answer = { state: "refused", name: "TerminalRevoked", args: [1, NOW] };
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    expect((await sender.step()).refused).toEqual({ name: "TerminalRevoked", args: [1, NOW] });
    expect(await states()).toEqual(["submitted"]);
  });

  it("takes BatchOutOfOrder for what it is: the batch arrived another way", async () => {
    const house = new FakeHouse();
    house.answer = { state: "refused", name: "BatchOutOfOrder", args: [1, 1, 2] };
    const sender = aSender(house);
    await journal.append(1, anItem(1), DAY);
    expect((await sender.step()).refused).toBeUndefined();
    house.mine();
    await sender.step();
    expect(await states()).toEqual(["included"]);
  });
});

describe("given a tablet that was let in again under another number", () => {
  it("takes no old batch for a new one", async () => {
    const old = new FakeHouse();
    await journal.append(1, anItem(1), DAY);
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
      corrections,
      sign,
      now: () => NOW,
      collect,
    });
    await sender.step();
    expect(house.received).toHaveLength(0);
    await journal.append(2, anItem(2), DAY);
    await sender.step();
    expect(house.received.map(({ batch }) => [batch.terminal, batch.seq])).toEqual([[2, 1]]);
    expect(await states()).toEqual(["included", "submitted"]);
  });
});
