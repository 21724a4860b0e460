import { type DBSchema, openDB } from "idb";
import type { CounterBatch, CounterItem, P256Signature } from "#protocol/voucher/payCode.ts";

/**
 * The till's journal in IndexedDB. An item is written with strict durability *before* the screen turns green, so that
 * nothing accepted is lost by a crash, an update or an empty battery. It is keyed by the house: a house begun again
 * finds an empty journal and leaves the old one alone.
 */
type ItemState = "accepted" | "sent" | "settled" | "left out";

export interface JournalItem {
  id: number;
  item: CounterItem;
  businessDay: number;
  state: ItemState;
  /** Its batch, once it is in one. */
  seq?: number;
  /** `ICounter.SkipReason`, if it was left out. */
  skipReason?: number;
  settledAt?: number;
}

export interface JournalBatch {
  seq: number;
  terminal: number;
  businessDay: number;
  itemIds: number[];
  signature: P256Signature;
  /** The block the chain stood at: what becomes of the batch is told after it. */
  signedAtBlock: bigint;
  settled: boolean;
}

/** A tablet that was let in again counts its batches from 1 again. */
export type BatchName = Pick<JournalBatch, "terminal" | "seq">;

/** What the chain says about a batch, item by item; 0 = paid. */
export interface BatchOutcome {
  bookedAt: number;
  skipReasons: readonly number[];
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKeyPair };
  items: { key: number; value: JournalItem; indexes: { state: ItemState; day: number } };
  batches: { key: [terminal: number, seq: number]; value: JournalBatch };
}

export type TillJournal = Awaited<ReturnType<typeof openJournal>>;

export async function openJournal(houseId: string) {
  const db = await openDB<Schema>(`runde-till-${houseId}`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("keys");
      const items = fresh.createObjectStore("items", { keyPath: "id" });
      items.createIndex("state", "state");
      items.createIndex("day", "businessDay");
      fresh.createObjectStore("batches", { keyPath: ["terminal", "seq"] });
    },
  });
  const changed = new Set<() => void>();
  const tell = () => {
    for (const listener of changed) listener();
  };

  return {
    /** Calls back after every change. Returns how to stop. */
    onChange(listener: () => void): () => void {
      changed.add(listener);
      return () => changed.delete(listener);
    },

    /** The tablet's own key, made once. */
    async key(make: () => Promise<CryptoKeyPair>): Promise<CryptoKeyPair> {
      const known = await db.get("keys", "terminal");
      if (known !== undefined) return known;
      const pair = await make();
      const write = db.transaction("keys", "readwrite", { durability: "strict" });
      await Promise.all([write.store.put(pair, "terminal"), write.done]);
      return pair;
    },

    /** Puts an accepted item down for good; only then may the screen turn green. */
    async append(item: CounterItem, businessDay: number): Promise<JournalItem> {
      const write = db.transaction("items", "readwrite", { durability: "strict" });
      const last = await write.store.openKeyCursor(null, "prev");
      const line: JournalItem = { id: (last?.key ?? 0) + 1, item, businessDay, state: "accepted" };
      await Promise.all([write.store.add(line), write.done]);
      tell();
      return line;
    },

    /** Binds items to a signed batch. From here on only this very batch is sent, however often. */
    async bind(batch: CounterBatch, itemIds: number[], signature: P256Signature, signedAtBlock: bigint): Promise<void> {
      const write = db.transaction(["items", "batches"], "readwrite", { durability: "strict" });
      const items = write.objectStore("items");
      const { terminal, seq, businessDay } = batch;
      for (const id of itemIds) {
        const line = await items.get(id);
        if (line?.state !== "accepted") throw new Error(`Item ${id} is in a batch already`);
        await items.put({ ...line, state: "sent", seq });
      }
      const entry = { seq, terminal, businessDay, itemIds, signature, signedAtBlock, settled: false };
      await Promise.all([write.objectStore("batches").add(entry), write.done]);
      tell();
    },

    /** Writes down what the chain says about a batch. */
    async settle({ terminal, seq }: BatchName, outcome: BatchOutcome): Promise<void> {
      const write = db.transaction(["items", "batches"], "readwrite", { durability: "strict" });
      const batch = await write.objectStore("batches").get([terminal, seq]);
      if (batch === undefined) throw new Error(`No batch ${seq}`);
      for (const [i, id] of batch.itemIds.entries()) {
        const line = await write.objectStore("items").get(id);
        const skipReason = outcome.skipReasons[i];
        if (line === undefined || skipReason === undefined) throw new Error(`Item ${id} of batch ${seq} is missing`);
        const state = skipReason === 0 ? "settled" : "left out";
        await write.objectStore("items").put({ ...line, state, skipReason, settledAt: outcome.bookedAt });
      }
      await Promise.all([write.objectStore("batches").put({ ...batch, settled: true }), write.done]);
      tell();
    },

    /** The chain forgot a batch (a reorganisation): its items are on their way again. */
    async reopen({ terminal, seq }: BatchName): Promise<void> {
      const write = db.transaction(["items", "batches"], "readwrite", { durability: "strict" });
      const batch = await write.objectStore("batches").get([terminal, seq]);
      if (batch === undefined) throw new Error(`No batch ${seq}`);
      for (const id of batch.itemIds) {
        const line = await write.objectStore("items").get(id);
        if (line === undefined) throw new Error(`Item ${id} of batch ${seq} is missing`);
        const { skipReason: _reason, settledAt: _at, ...rest } = line;
        await write.objectStore("items").put({ ...rest, state: "sent" });
      }
      await Promise.all([write.objectStore("batches").put({ ...batch, settled: false }), write.done]);
      tell();
    },

    batch: (terminal: number, seq: number) => db.get("batches", [terminal, seq]),

    async openBatches(terminal: number): Promise<JournalBatch[]> {
      return (await db.getAll("batches")).filter((batch) => batch.terminal === terminal && !batch.settled);
    },

    /** The items of a batch, in its order. */
    async itemsOf(batch: JournalBatch): Promise<JournalItem[]> {
      return Promise.all(
        batch.itemIds.map(async (id) => {
          const line = await db.get("items", id);
          if (line === undefined) throw new Error(`Item ${id} of batch ${batch.seq} is missing`);
          return line;
        }),
      );
    },

    /** Accepted and in no batch yet, oldest first. */
    waiting: () => db.getAllFromIndex("items", "state", "accepted"),

    async unsettled(): Promise<JournalItem[]> {
      const [accepted, sent] = await Promise.all([
        db.getAllFromIndex("items", "state", "accepted"),
        db.getAllFromIndex("items", "state", "sent"),
      ]);
      return [...accepted, ...sent];
    },

    onDay: (businessDay: number) => db.getAllFromIndex("items", "day", businessDay),

    /** When this till accepted this code before, whatever became of it, unless it was left out. */
    async seenAt(pocket: number, nonce: number): Promise<number | undefined> {
      let cursor = await db.transaction("items").store.openCursor(null, "prev");
      // Codes live for minutes and batches for 72 hours: the last thousand items are enough.
      for (let looked = 0; cursor !== null && looked < 1_000; looked += 1) {
        const { item, state } = cursor.value;
        if (item.pocket === pocket && item.nonce === nonce && state !== "left out") return item.acceptedAt;
        cursor = await cursor.continue();
      }
      return undefined;
    },

    async last(): Promise<JournalItem | undefined> {
      return (await db.transaction("items").store.openCursor(null, "prev"))?.value;
    },

    close: () => db.close(),
  };
}
