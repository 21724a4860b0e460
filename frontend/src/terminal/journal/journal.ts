import { type DBSchema, type IDBPObjectStore, type IDBPTransaction, openDB } from "idb";
import type { Hex } from "viem";
import { readReceiptCode } from "#protocol/house/receiptCode.ts";
import { ifFits } from "#protocol/house/shapes.ts";
import type { ClaimName } from "#protocol/voucher/codeClaim.ts";
import {
  type CodeName,
  type CounterBatch,
  type CounterItem,
  isSamePayment,
  type P256Signature,
  type PaidPlace,
} from "#protocol/voucher/payCode.ts";
import { type SignedPriceList, signedPriceListSchema } from "#protocol/voucher/priceList.ts";
import { keeping } from "../../chain/node/kept.ts";
import type { PocketMemory } from "../offline/offlineRules.ts";
import type { OrderLine } from "../prices/orderLine.ts";
import { newReceipt, readReceiptName, receiptName } from "./receiptName.ts";

/**
 * The till's journal in IndexedDB. An item is written with strict durability *before* the screen turns green, so that
 * nothing accepted is lost by a crash, an update or an empty battery. It is keyed by the house: a house begun again
 * finds an empty journal and leaves the old one alone.
 */
type ItemState =
  /** Written down here: green. */
  | "accepted"
  /** In a signed batch, on its way. */
  | "submitted"
  /** Paid, says the newest block. */
  | "included"
  /** Paid, says a block that stays. */
  | "settled"
  /** The contract left it out: green, then not paid. */
  | "rejected"
  /** Its batch's number carries other items: what became of it is not proved yet. */
  | "unknown"
  /** Taken back whole: before it left this till, or by the contract. */
  | "voided";

/** What the contract says was taken back of a paid item. */
export interface TakenBack {
  isVoid: boolean;
  /** Hundredths. */
  refunded: number;
}

/** How far was looked after what others took back. */
interface BackMemory {
  /** Changes with everything that is taken back. */
  mark: string;
  block: bigint;
  /** Everything that was ever named: a reorganisation may undo it. */
  items: readonly PaidPlace[];
}

export interface JournalItem {
  id: number;
  /** The till that accepted it; 0: written down before it was kept. */
  terminal: number;
  item: CounterItem;
  businessDay: number;
  state: ItemState;
  /** The number on its receipt (`receiptName`). */
  receipt?: string;
  /** Its batch, once it is in one. */
  seq?: number;
  /** `ICounter.SkipReason` if it was left out; 0: which one is not known yet. */
  skipReason?: number;
  bookedAt?: number;
  /** Somebody here wants it back: asked until the contract has answered. `late`: only a manager can. */
  undo?: "asked" | "late";
  /** Given back of it by a manager, hundredths. */
  refunded?: number;
  /** Accepted without the house's answer. */
  blind?: boolean;
  /** Who was at the counter. */
  by?: string;
  /** The number of its receipt in the house's own cash register. */
  ownReceipt?: string;
  /** When somebody took note that it was not paid (UTC seconds). */
  acknowledgedAt?: number;
  /** What was ordered, on this tablet alone. It may come to more than was paid here: the rest was paid otherwise. */
  lines?: readonly OrderLine[];
}

export interface JournalBatch {
  seq: number;
  /** The number that was signed, where it has another one because it was handed in late. */
  own?: number;
  terminal: number;
  businessDay: number;
  itemIds: number[];
  signature: P256Signature;
  /** The block the chain stood at: what becomes of the batch is told after it. */
  signedAtBlock: bigint;
  state: "open" | "included" | "settled";
}

/** A tablet that was let in again counts its batches from 1 again. */
type BatchName = Pick<JournalBatch, "terminal" | "seq">;

/** What the contract says about a batch, item by item. */
export interface BatchOutcome {
  bookedAt: number;
  /** Undefined: paid. Otherwise why not; 0: not known yet. */
  skipped: readonly (number | undefined)[];
  /** A block that stays says so. */
  final: boolean;
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKeyPair };
  items: { key: number; value: JournalItem; indexes: { state: ItemState; day: number } };
  batches: { key: [terminal: number, seq: number]; value: JournalBatch };
  memory: {
    key: string;
    value: PocketMemory | BackMemory | SignedPriceList | readonly ClaimName[] | Uint8Array | number;
  };
}

type Writing = IDBPTransaction<Schema, ("items" | "batches")[], "readwrite">;

/** Bytes: more than an item with its order takes. */
const ROOM = 4_096;

/** What the first version called them. */
const olderStates: Readonly<Record<string, ItemState>> = { sent: "submitted", "left out": "rejected" };

export type TillJournal = Awaited<ReturnType<typeof openJournal>>;

/** Opens it. Whatever its storage refuses is thrown as `NotKept`. */
export async function openJournal(houseId: string) {
  return tellingFaults(await keeping(openStore(houseId)));
}

async function openStore(houseId: string) {
  const db = await openDB<Schema>(`runde-till-${houseId}`, 2, {
    async upgrade(fresh, before, _now, write) {
      fresh.createObjectStore("memory");
      if (before === 0) {
        fresh.createObjectStore("keys");
        const items = fresh.createObjectStore("items", { keyPath: "id" });
        items.createIndex("state", "state");
        items.createIndex("day", "businessDay");
        fresh.createObjectStore("batches", { keyPath: ["terminal", "seq"] });
        return;
      }
      const terminals = new Map<number, number>();
      for (const batch of await write.objectStore("batches").getAll()) {
        for (const id of batch.itemIds) terminals.set(id, batch.terminal);
        const { settled, ...rest } = batch as JournalBatch & { settled?: boolean };
        await write.objectStore("batches").put({ ...rest, state: settled ? "settled" : "open" });
      }
      for (const line of await write.objectStore("items").getAll()) {
        const state = olderStates[line.state as string] ?? line.state;
        await write.objectStore("items").put({ ...line, terminal: terminals.get(line.id) ?? 0, state });
      }
    },
  });
  /** Claims of this page that a payment may still follow. */
  const underWay = new Set<Hex>();
  const changed = new Set<() => void>();
  const tell = () => {
    for (const listener of changed) listener();
  };

  /** What is written here is written all of it or nothing of it, whatever is thrown in between. */
  async function together<T>(work: (write: Writing) => Promise<T>): Promise<T> {
    const write = db.transaction(["items", "batches"], "readwrite", { durability: "strict" });
    try {
      const result = await work(write);
      await write.done;
      return result;
    } catch (error) {
      write.done.catch(() => undefined);
      try {
        write.abort();
      } catch {
        // It was undone by the storage itself.
      }
      throw error;
    }
  }

  /** Rewrites the items of a batch and its own state, if that changes anything. */
  async function rewrite(
    { terminal, seq }: BatchName,
    state: JournalBatch["state"],
    change: (line: JournalItem, index: number) => JournalItem,
  ): Promise<void> {
    const changes = await together(async (write) => {
      const batch = await write.objectStore("batches").get([terminal, seq]);
      if (batch === undefined) throw new Error(`No batch ${seq}`);
      let changes = batch.state !== state;
      for (const [i, id] of batch.itemIds.entries()) {
        const line = await write.objectStore("items").get(id);
        if (line === undefined) throw new Error(`Item ${id} of batch ${seq} is missing`);
        const next = change(line, i);
        if (next.state === line.state && next.skipReason === line.skipReason) continue;
        changes = true;
        await write.objectStore("items").put(next);
      }
      if (changes) await write.objectStore("batches").put({ ...batch, state });
      return changes;
    });
    if (changes) tell();
  }

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

    /**
     * Writes down that a code is about to be claimed, so that the claim is ended should no payment follow. Throws where
     * the payment would find no room.
     */
    async noteClaim(claim: ClaimName): Promise<void> {
      underWay.add(claim.mark);
      const write = db.transaction("memory", "readwrite");
      const before = (await write.store.get("claims")) as readonly ClaimName[] | undefined;
      await Promise.all([
        write.store.put(new Uint8Array(ROOM), "room"),
        write.store.put([...(before ?? []), claim], "claims"),
        write.done,
      ]);
    },

    /** From now on no payment follows this claim; what followed is written down. */
    claimIsOver(mark: Hex): void {
      underWay.delete(mark);
    },

    /** By which nothing was sold and never will be: of a page that was killed, too. */
    async idleClaims(): Promise<readonly ClaimName[]> {
      const noted = (await db.get("memory", "claims")) as readonly ClaimName[] | undefined;
      return (noted ?? []).filter(({ mark }) => !underWay.has(mark));
    },

    /** Everybody has heard that it is over. */
    async forgetClaim(mark: Hex): Promise<void> {
      const write = db.transaction(["memory"], "readwrite");
      await Promise.all([withoutClaim(write.objectStore("memory"), mark), write.done]);
    },

    /** Which tablet under its till's number this one is, as its receipts say; undefined: nobody has told yet. */
    series: async () => (await db.get("memory", "series")) as number | undefined,
    nameSeries: async (series: number): Promise<void> => void (await db.put("memory", series, "series")),

    /** Puts an accepted item down for good; only then may the screen turn green. */
    async append(
      terminal: number,
      item: CounterItem,
      businessDay: number,
      { blind, by, lines = [], claim }: Pick<JournalItem, "blind" | "by" | "lines"> & { claim?: Hex } = {},
    ): Promise<JournalItem> {
      const series = await this.series();
      const write = db.transaction(["items", "memory"], "readwrite", { durability: "strict" });
      const items = write.objectStore("items");
      const last = await items.openKeyCursor(null, "prev");
      const id = (last?.key ?? 0) + 1;
      const line: JournalItem = {
        id,
        terminal,
        item,
        businessDay,
        state: "accepted",
        receipt: newReceipt(terminal, series ?? 0, id),
        ...(blind && { blind }),
        ...(by && { by }),
        ...(lines.length > 0 && { lines }),
      };
      // In one breath, or the code would be let go of that is sold.
      const claimed = claim === undefined ? undefined : withoutClaim(write.objectStore("memory"), claim);
      await Promise.all([items.add(line), claimed, write.done]);
      tell();
      return line;
    },

    /** Binds items to a signed batch. From here on only this very batch is sent, however often. */
    async bind(batch: CounterBatch, itemIds: number[], signature: P256Signature, signedAtBlock: bigint): Promise<void> {
      await together(async (write) => {
        const items = write.objectStore("items");
        const { terminal, seq, businessDay } = batch;
        for (const id of itemIds) {
          const line = await items.get(id);
          if (line?.state !== "accepted") throw new Error(`Item ${id} is in a batch already`);
          await items.put({ ...line, terminal, state: "submitted", seq });
        }
        const entry = { seq, terminal, businessDay, itemIds, signature, signedAtBlock, state: "open" as const };
        await write.objectStore("batches").add(entry);
      });
      tell();
    },

    /** Writes down what the contract says about a batch; the same word again changes nothing. */
    async note(name: BatchName, { bookedAt, skipped, final }: BatchOutcome): Promise<void> {
      await rewrite(name, final ? "settled" : "included", (line, i) => {
        if (line.state === "voided") return line;
        const reason = skipped[i];
        if (reason === undefined) return { ...plain(line), state: final ? "settled" : "included", bookedAt };
        return { ...leftOut(line), skipReason: reason, bookedAt };
      });
    },

    /** The chain forgot a batch (a reorganisation): its items are on their way again. */
    reopen: (name: BatchName): Promise<void> =>
      rewrite(name, "open", (line) => (line.state === "voided" ? line : { ...plain(line), state: "submitted" })),

    /** Its number was used for other items. */
    doubt: (name: BatchName): Promise<void> => rewrite(name, "open", (line) => ({ ...plain(line), state: "unknown" })),

    /** It was handed in late, outside the till's numbers: its own number is free again, and it has the late one. */
    async bookLate({ terminal, seq }: BatchName, outcome: BatchOutcome & { seq: number }): Promise<void> {
      const { bookedAt, skipped } = outcome;
      const state = outcome.final ? ("settled" as const) : ("included" as const);
      await together(async (write) => {
        const batch = await write.objectStore("batches").get([terminal, seq]);
        if (batch === undefined || (seq === outcome.seq && batch.state === state)) return;
        for (const [i, id] of batch.itemIds.entries()) {
          const line = await write.objectStore("items").get(id);
          if (line === undefined) continue;
          const reason = skipped[i];
          const fate = reason === undefined ? { ...plain(line), state } : { ...leftOut(line), skipReason: reason };
          const back = line.state === "voided" ? line : { ...fate, bookedAt };
          await write.objectStore("items").put({ ...back, seq: outcome.seq });
        }
        await write.objectStore("batches").delete([terminal, seq]);
        await write.objectStore("batches").put({ ...batch, own: batch.own ?? batch.seq, seq: outcome.seq, state });
      });
      tell();
    },

    /** A block that stays says that this batch can never be booked: its items are free for another one. */
    async release({ terminal, seq }: BatchName): Promise<void> {
      await together(async (write) => {
        const batch = await write.objectStore("batches").get([terminal, seq]);
        for (const id of batch?.itemIds ?? []) {
          const line = await write.objectStore("items").get(id);
          if (line === undefined) continue;
          const { seq: _seq, ...rest } = plain(line);
          await write.objectStore("items").put({ ...rest, state: "accepted" });
        }
        await write.objectStore("batches").delete([terminal, seq]);
      });
      tell();
    },

    /** Takes an item back that has not left yet; false: it has, and only the contract can. */
    async cancel(id: number): Promise<boolean> {
      const write = db.transaction("items", "readwrite", { durability: "strict" });
      const line = await write.store.get(id);
      const isHere = line?.state === "accepted";
      if (isHere) await write.store.put({ ...line, state: "voided" });
      else if (line !== undefined) await write.store.put({ ...line, undo: "asked" });
      await write.done;
      tell();
      return isHere;
    },

    /** What is to be taken back by the contract, and may be by now. */
    async undoing(): Promise<JournalItem[]> {
      const states = ["included", "settled"] as const;
      const all = await Promise.all(states.map((state) => db.getAllFromIndex("items", "state", state)));
      return all.flat().filter(({ undo }) => undo === "asked");
    },

    /** What the contract answered to it. */
    async undone(id: number, answer: "voided" | "late"): Promise<void> {
      const write = db.transaction("items", "readwrite", { durability: "strict" });
      const line = await write.store.get(id);
      if (line !== undefined) {
        await write.store.put(answer === "late" ? { ...line, undo: "late" } : { ...line, state: "voided" });
      }
      await write.done;
      tell();
    },

    /** Writes down what the contract says was taken back of a paid item; nothing, where it is none of this till's. */
    async noteBack(name: PaidPlace, { isVoid, refunded }: TakenBack): Promise<void> {
      const write = db.transaction(["items", "batches"], "readwrite", { durability: "strict" });
      const batch = await write.objectStore("batches").get([name.terminal, name.seq]);
      const lines = await Promise.all((batch?.itemIds ?? []).map((id) => write.objectStore("items").get(id)));
      const line = lines.filter((one) => one !== undefined && one.state !== "rejected")[name.place];
      if (batch !== undefined && line !== undefined) {
        const { refunded: _before, ...rest } = line;
        // What a reorganisation brought back is paid again.
        const paid = batch.state === "open" ? "submitted" : batch.state;
        const state = isVoid ? "voided" : line.state === "voided" ? paid : line.state;
        await write.objectStore("items").put({ ...rest, state, ...(refunded > 0 && { refunded }) });
      }
      await write.done;
      tell();
    },

    /** How far was looked after what others took back at a terminal; undefined: never. */
    backMemory: async (terminal: number) => (await db.get("memory", `back ${terminal}`)) as BackMemory | undefined,
    rememberBack: (terminal: number, memory: BackMemory) => db.put("memory", memory, `back ${terminal}`),

    /** Before it no batch of this till is on the chain. */
    async firstBlock(): Promise<bigint> {
      const blocks = (await db.getAll("batches")).map(({ signedAtBlock }) => signedAtBlock);
      return blocks.reduce((first, block) => (block < first ? block : first), blocks[0] ?? 0n);
    },

    /** A paid item's name in the contract; undefined: it is in no batch. */
    async placeOf({ id, terminal, seq }: JournalItem): Promise<PaidPlace | undefined> {
      const batch = seq === undefined ? undefined : await db.get("batches", [terminal, seq]);
      if (batch === undefined) return undefined;
      const paid = (await this.itemsOf(batch)).filter(({ state }) => state !== "rejected");
      return { terminal, seq: batch.seq, place: paid.findIndex((line) => line.id === id) };
    },

    /** The payment of a receipt, of whatever day, by what stands on it: its number, or its code in the public record. */
    async byReceipt(typed: string): Promise<JournalItem | undefined> {
      const place = readReceiptCode(typed);
      if (place?.is === "payment") {
        const batch = await db.get("batches", [place.till, place.batch]);
        const items = batch === undefined ? [] : await this.itemsOf(batch);
        return items.filter(({ state }) => state !== "rejected")[place.item - 1];
      }
      const name = readReceiptName(typed);
      const line = name && (await db.get("items", name.id));
      return line !== undefined && receiptName(line) === name?.receipt ? line : undefined;
    },

    /** Writes down by which number the house's own cash register knows it; "": by none. */
    async nameReceipt(id: number, number: string): Promise<void> {
      const write = db.transaction("items", "readwrite", { durability: "strict" });
      const line = await write.store.get(id);
      if (line !== undefined) {
        const { ownReceipt: _before, ...rest } = line;
        await write.store.put({ ...rest, ...(number !== "" && { ownReceipt: number }) });
      }
      await write.done;
      tell();
    },

    /** Somebody took note of what was green and then not paid. */
    async acknowledge(ids: readonly number[], at: number): Promise<void> {
      const write = db.transaction("items", "readwrite", { durability: "strict" });
      for (const id of ids) {
        const line = await write.store.get(id);
        if (line !== undefined) await write.store.put({ ...line, acknowledgedAt: at });
      }
      await write.done;
      tell();
    },

    /** What the pockets held when the house answered last. */
    remember: (memory: PocketMemory) => db.put("memory", memory, "pockets"),

    /** What the tiles sell, checked when it came. */
    rememberPrices: (list: SignedPriceList) => db.put("memory", list, "prices"),
    async rememberedPrices(): Promise<SignedPriceList | undefined> {
      return ifFits(signedPriceListSchema, await db.get("memory", "prices"));
    },
    remembered: async () => (await db.get("memory", "pockets")) as PocketMemory | undefined,

    batch: (terminal: number, seq: number) => db.get("batches", [terminal, seq]),

    async openBatches(terminal: number): Promise<JournalBatch[]> {
      return (await db.getAll("batches")).filter((batch) => batch.terminal === terminal && batch.state !== "settled");
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

    /** The items of a terminal's batches, by their numbers. */
    async inBatches(terminal: number, isIn: (seq: number) => boolean): Promise<JournalItem[]> {
      const batches = (await db.getAll("batches")).filter((one) => one.terminal === terminal && isIn(one.seq));
      return (await Promise.all(batches.map((batch) => this.itemsOf(batch)))).flat();
    },

    /** Accepted and in no batch yet, oldest first. */
    waiting: () => db.getAllFromIndex("items", "state", "accepted"),

    /** What the house does not know of yet. */
    async unsettled(): Promise<JournalItem[]> {
      const states = ["accepted", "submitted", "unknown"] as const;
      return (await Promise.all(states.map((state) => db.getAllFromIndex("items", "state", state)))).flat();
    },

    /** Green, then not paid: all that ever were. */
    rejected: () => db.getAllFromIndex("items", "state", "rejected"),

    onDay: (businessDay: number) => db.getAllFromIndex("items", "day", businessDay),

    /** When this till accepted this code before, whatever became of it, unless it was left out. */
    async seenAt(code: CodeName): Promise<number | undefined> {
      let cursor = await db.transaction("items").store.openCursor(null, "prev");
      // Codes live for minutes and batches for 72 hours: the last thousand items are enough.
      for (let looked = 0; cursor !== null && looked < 1_000; looked += 1) {
        const { item, state } = cursor.value;
        if (state !== "rejected" && isSamePayment(item, code)) return item.acceptedAt;
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

type MemoryStore = IDBPObjectStore<Schema, ArrayLike<"items" | "memory">, "memory", "readwrite">;

async function withoutClaim(memory: MemoryStore, mark: Hex): Promise<void> {
  const noted = (await memory.get("claims")) as readonly ClaimName[] | undefined;
  if (noted !== undefined)
    await memory.put(
      noted.filter((one) => one.mark !== mark),
      "claims",
    );
}

function tellingFaults<T extends object>(journal: T): T {
  const told = Object.entries(journal).map(([name, method]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => {
      const answer = method.apply(journal, args);
      return answer instanceof Promise ? keeping(answer) : answer;
    },
  ]);
  return Object.fromEntries(told) as T;
}

/** An item without what is told of its fate. */
function plain({ skipReason: _reason, bookedAt: _at, acknowledgedAt: _noted, ...line }: JournalItem): JournalItem {
  return line;
}

/** An item that was not paid; whether somebody took note of that stays. */
function leftOut(line: JournalItem): JournalItem & { state: "rejected" } {
  const { acknowledgedAt } = line;
  return { ...plain(line), ...(acknowledgedAt !== undefined && { acknowledgedAt }), state: "rejected" };
}
