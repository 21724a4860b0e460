import type { Hex } from "viem";
import {
  batchDigest,
  type CounterBatch,
  type CounterDomain,
  type CounterItem,
  type P256Signature,
  paidHash,
} from "#protocol/voucher/payCode.ts";
import type { BatchOutcome, JournalBatch, TillJournal } from "../journal/journal.ts";

/** What the sender asks the chain; every answer may fail when nobody answers. */
export interface CounterChain {
  blockNumber(): Promise<bigint>;
  nextSeq(terminal: number): Promise<number>;
  record(terminal: number, seq: number): Promise<{ paidHash: Hex; paid: number; bookedAt: number }>;
  /** Skip events of a batch since a block. */
  skips(terminal: number, seq: number, sinceBlock: bigint): Promise<readonly { index: number; reason: number }[]>;
}

export type RelayAnswer =
  | { state: "taken" }
  /** The house itself says no: decoded error. */
  | { state: "refused"; name: string; args: readonly unknown[] }
  | { state: "unreachable" };

export interface Relay {
  redeem(batch: CounterBatch, signature: P256Signature): Promise<RelayAnswer>;
}

/** How the hand-in stands. Items are safe in the journal in every case. */
export interface SenderState {
  chain: "unknown" | "reached" | "unreachable";
  relay: "unknown" | "reached" | "unreachable";
  /** A refusal that sending again will not change. */
  refused?: { name: string; args: readonly unknown[] };
}

/** When a batch is made: enough items, or the oldest waits long enough (seconds). */
export interface CollectRule {
  items: number;
  seconds: number;
}

interface Parts {
  journal: TillJournal;
  chain: CounterChain;
  relay: Relay;
  terminal: number;
  domain: CounterDomain;
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
  let state: SenderState = { chain: "unknown", relay: "unknown" };
  let running: Promise<SenderState> | undefined;

  async function step(): Promise<SenderState> {
    let next: number;
    try {
      next = await chain.nextSeq(terminal);
      await settleUpTo(next);
    } catch {
      state = { ...state, chain: "unreachable" };
      return state;
    }
    state = { ...state, chain: "reached" };
    const batch = (await journal.batch(terminal, next)) ?? (await makeBatch(next));
    if (batch === undefined) {
      state = { ...state, refused: undefined };
      return state;
    }
    // A batch that was settled and is the next one again was undone by a reorganisation.
    if (batch.settled) await journal.reopen(batch);
    state = { ...state, ...(await send(batch)) };
    return state;
  }

  async function settleUpTo(next: number): Promise<void> {
    for (const batch of await journal.openBatches(terminal)) {
      if (batch.seq >= next) continue;
      const outcome = await outcomeOf(batch);
      if (outcome !== undefined) await journal.settle(batch, outcome);
    }
  }

  /** Undefined: not to be told yet. UNKNOWN is not FAILED, so the batch simply stays open. */
  async function outcomeOf(batch: JournalBatch): Promise<BatchOutcome | undefined> {
    const items = (await journal.itemsOf(batch)).map((line) => line.item);
    const record = await chain.record(terminal, batch.seq);
    const proves = (paid: readonly CounterItem[]) => paidHash(paid).slice(0, 42) === record.paidHash.toLowerCase();
    if (record.paid === items.length && proves(items)) {
      return { bookedAt: record.bookedAt, skipReasons: items.map(() => 0) };
    }
    const skips = await chain.skips(terminal, batch.seq, batch.signedAtBlock);
    const skipReasons = items.map((_, i) => skips.find((skip) => skip.index === i)?.reason ?? 0);
    // The events only explain; what counts is the hash that the contract keeps.
    if (!proves(items.filter((_, i) => skipReasons[i] === 0))) return undefined;
    return { bookedAt: record.bookedAt, skipReasons };
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
