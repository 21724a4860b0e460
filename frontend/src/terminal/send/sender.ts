import type { Hex } from "viem";
import {
  batchDigest,
  type CounterBatch,
  type CounterDomain,
  type CounterItem,
  LATE_BIT,
  type P256Signature,
  type PaidPlace,
  paidHash,
  tillVoidDigest,
} from "#protocol/voucher/payCode.ts";
import { NotKept } from "../../chain/node/kept.ts";
import type { BatchOutcome, JournalBatch, JournalItem, TillJournal } from "../journal/journal.ts";
import { type BackChain, lookBack } from "./lookBack.ts";

/** What the sender asks the chain; every answer may fail when nobody answers. */
export interface CounterChain extends BackChain {
  nextSeq(terminal: number): Promise<number>;
  /** The same, by the newest block that stays; 1 where the node does not say. */
  finalSeq(terminal: number): Promise<number>;
  record(terminal: number, seq: number): Promise<BatchRecord>;
  /** What two of those in office have handed in for it. */
  lateRecords(terminal: number): Promise<readonly BatchRecord[]>;
  /** How many of these a block has that stays; 0 where the node does not say. */
  finalLate(terminal: number): Promise<number>;
  /** What the events say of the items that a batch left out, since a block. */
  skips(terminal: number, seq: number, sinceBlock: bigint): Promise<readonly Skip[]>;
}

/** What the contract keeps of a batch. */
export interface BatchRecord {
  paidHash: Hex;
  paid: number;
  bookedAt: number;
  /** Bit i = item i was left out. */
  skipped: bigint;
}

export interface Skip {
  index: number;
  pocket: number;
  nonce: number;
  reason: number;
}

export type RelayAnswer =
  | { state: "taken" }
  /** The house itself says no: decoded error. */
  | { state: "refused"; name: string; args: readonly unknown[] }
  | { state: "unreachable" };

export interface Relay {
  redeem(batch: CounterBatch, signature: P256Signature): Promise<RelayAnswer>;
  /** @param paid All that the batch paid, in order. */
  takeBack(item: PaidPlace, paid: readonly CounterItem[], signature: P256Signature): Promise<RelayAnswer>;
}

/** How the hand-in stands. Items are safe in the journal in every case. */
export interface SenderState {
  chain: "unknown" | "reached" | "unreachable";
  relay: "unknown" | "reached" | "unreachable";
  /** The tablet's own storage refused what was to be written down or read with this step. */
  isFull: boolean;
  /** A refusal that sending again will not change. */
  refused?: { name: string; args: readonly unknown[] };
}

/** Before anything was asked. */
export const nothingKnown: SenderState = { chain: "unknown", relay: "unknown", isFull: false };

/** When a batch is made: enough items, or the oldest waits long enough (seconds). */
export interface CollectRule {
  items: number;
  seconds: number;
}

/** What was handed in late, and how much of it a block has that stays. */
interface Late {
  records: readonly BatchRecord[];
  final: number;
}

interface Parts {
  journal: TillJournal;
  chain: CounterChain;
  relay: Relay;
  terminal: number;
  domain: CounterDomain;
  /** Where payments are taken back. */
  corrections: Hex;
  sign(digest: Hex): Promise<P256Signature>;
  now(): number;
  collect: CollectRule;
}

/** As many as one batch may carry (`Counter.MAX_ITEMS`). */
const MAX_ITEMS = 200;

/**
 * Brings what was accepted to the chain, one batch after the other, and ticks an item off only when the state of the
 * contract says so. It keeps no state that matters: after a crash, `step` goes on from the journal and the chain.
 */
export function createSender(parts: Parts) {
  const { journal, chain, relay, terminal } = parts;
  let state: SenderState = nothingKnown;
  let running: Promise<SenderState> | undefined;

  async function step(): Promise<SenderState> {
    let next: number;
    let final: number;
    try {
      [next, final] = await Promise.all([chain.nextSeq(terminal), chain.finalSeq(terminal)]);
    } catch {
      state = { ...state, chain: "unreachable" };
      return state;
    }
    state = { ...state, chain: "reached" };
    let isFull = false;
    const goOn = (error: unknown): undefined => {
      isFull ||= error instanceof NotKept;
    };
    const open = (await journal.openBatches(terminal).catch(goOn)) ?? [];
    const late = open.length === 0 ? undefined : await handedInLate().catch(() => undefined);
    for (const batch of open) await judge(batch, { next, final, late }).catch(goOn);
    for (const line of (await journal.undoing().catch(goOn)) ?? []) await takeBack(line).catch(goOn);
    await lookBack({ journal, chain, terminal }).catch(goOn);
    try {
      state = { ...state, ...(await handIn(next)) };
    } catch (error) {
      goOn(error);
      if (!(error instanceof NotKept)) state = { ...state, chain: "unreachable" };
    }
    state = { ...state, isFull };
    return state;
  }

  async function handIn(next: number): Promise<Partial<SenderState>> {
    const batch = (await journal.batch(terminal, next)) ?? (await makeBatch(next));
    if (batch === undefined) return { refused: undefined };
    // One that was settled and is the next one again was undone by a deep reorganisation.
    if (batch.state !== "open") await journal.reopen(batch);
    return send(batch);
  }

  async function handedInLate(): Promise<Late> {
    const [records, final] = await Promise.all([chain.lateRecords(terminal), chain.finalLate(terminal)]);
    return { records, final };
  }

  /** Finds out what became of a batch. What cannot be told now is told later: it never keeps the next one waiting. */
  async function judge(
    batch: JournalBatch,
    { next, final, late }: { next: number; final: number; late: Late | undefined },
  ): Promise<void> {
    const items = (await journal.itemsOf(batch)).map((line) => line.item);
    const found = late?.records.findIndex((record) => record.paid > 0 && paidOf(items, record) !== undefined) ?? -1;
    const booked = late?.records[found];
    if (late !== undefined && booked !== undefined) {
      const skipped = items.map((_, i) => (isLeftOut(booked, i) ? 0 : undefined));
      const outcome = { bookedAt: booked.bookedAt, skipped, final: found < late.final };
      return journal.bookLate(batch, { seq: LATE_BIT + found + 1, ...outcome });
    }
    // It was handed in late once, and the block that had it is gone: nothing is proved any more.
    if (batch.own !== undefined) return late === undefined ? undefined : journal.doubt(batch);
    if (batch.seq >= next) {
      if (batch.state === "included") await journal.reopen(batch);
      return;
    }
    const answer = await outcomeOf(batch).catch(() => undefined);
    if (answer === undefined) return;
    const stays = batch.seq < final;
    if (answer === "another") await (stays ? journal.release(batch) : journal.doubt(batch));
    // Why an item was left out is asked for until it is known.
    else await journal.note(batch, { ...answer, final: stays && !answer.skipped.includes(0) });
  }

  /** Has a paid item taken back, and asks the contract whether it was. Nobody answering, it is asked again. */
  async function takeBack(line: JournalItem): Promise<void> {
    const item = await journal.placeOf(line);
    const stored = item && (await journal.batch(item.terminal, item.seq));
    if (item === undefined || stored === undefined) return journal.undone(line.id, "late");
    const paid = (await journal.itemsOf(stored)).filter(({ state }) => state !== "rejected");
    if ((await chain.takenBack(item)).isVoid) return journal.undone(line.id, "voided");
    const { chainId } = parts.domain;
    const signature = await parts.sign(tillVoidDigest({ chainId, corrections: parts.corrections }, item));
    const answer = await relay.takeBack(
      item,
      paid.map((one) => one.item),
      signature,
    );
    // Too late, or another day: from now on it takes a manager.
    if (answer.state === "refused" && answer.name !== "ItemIsVoid") await journal.undone(line.id, "late");
  }

  /** By the contract's own state: the bitmap says which were left out, the hash proves which were paid. */
  async function outcomeOf(batch: JournalBatch): Promise<Omit<BatchOutcome, "final"> | "another" | undefined> {
    const items = (await journal.itemsOf(batch)).map((line) => line.item);
    const record = await chain.record(terminal, batch.seq);
    const paid = paidOf(items, record);
    if (paid === undefined) return "another";
    if (record.skipped === 0n) return { bookedAt: record.bookedAt, skipped: items.map(() => undefined) };
    const skips = await chain.skips(terminal, batch.seq, batch.signedAtBlock).catch(() => []);
    const reasons = items.map(({ pocket, nonce }, index) => {
      if (!isLeftOut(record, index)) return undefined;
      const told = skips.find((skip) => skip.index === index);
      return told?.pocket === pocket && told.nonce === nonce ? told.reason : told === undefined ? 0 : null;
    });
    // Where nothing was paid the hash proves nothing: only the events name the items.
    if (reasons.includes(null)) return "another";
    if (paid.length === 0 && reasons.includes(0)) return undefined;
    return { bookedAt: record.bookedAt, skipped: reasons as (number | undefined)[] };
  }

  async function makeBatch(seq: number): Promise<JournalBatch | undefined> {
    const waiting = await journal.waiting();
    const oldest = waiting[0];
    if (oldest === undefined) return undefined;
    const sameDay = waiting.filter((line) => line.businessDay === oldest.businessDay).slice(0, MAX_ITEMS);
    const due =
      sameDay.length >= parts.collect.items ||
      sameDay.length < waiting.length ||
      parts.now() - oldest.item.acceptedAt >= parts.collect.seconds;
    if (!due) return undefined;
    const batch = { terminal, seq, businessDay: oldest.businessDay, items: sameDay.map((line) => line.item) };
    const signature = await parts.sign(batchDigest(parts.domain, batch));
    const itemIds = sameDay.map((line) => line.id);
    await journal.bind(batch, itemIds, signature, await chain.blockNumber());
    return journal.batch(terminal, seq);
  }

  async function send(stored: JournalBatch): Promise<Pick<SenderState, "relay" | "refused">> {
    const items = (await journal.itemsOf(stored)).map((line) => line.item);
    const batch = { terminal, seq: stored.seq, businessDay: stored.businessDay, items };
    const answer = await relay.redeem(batch, stored.signature);
    if (answer.state === "unreachable") return { relay: "unreachable", refused: undefined };
    // Somebody was faster with the same batch: the next step will see it in the state.
    if (answer.state === "taken" || answer.name === "BatchOutOfOrder") return { relay: "reached", refused: undefined };
    return { relay: "reached", refused: { name: answer.name, args: answer.args } };
  }

  return {
    state: () => state,
    /** One round; rounds never overlap. */
    step(): Promise<SenderState> {
      running ??= step().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

const isLeftOut = ({ skipped }: BatchRecord, i: number): boolean => ((skipped >> BigInt(i)) & 1n) === 1n;

/** Which of these items a record says were paid, by its hash; undefined: it is about others. */
function paidOf(items: readonly CounterItem[], record: BatchRecord): readonly CounterItem[] | undefined {
  const paid = items.filter((_, i) => !isLeftOut(record, i));
  const isOurs = record.paid === paid.length && paidHash(paid).slice(0, 42) === record.paidHash.toLowerCase();
  return isOurs && record.skipped >> BigInt(items.length) === 0n ? paid : undefined;
}
