import type { Hex } from "viem";
import type { CallStatus, RelayError } from "#protocol/relay/relayApi.ts";
import { callId } from "#protocol/relay/relayApi.ts";
import type { Standing } from "../calls/policy.ts";

/** Blocks after which a transaction is taken as lasting. */
const LASTING = 64;
/** Calls that are over and whose end is still told. */
const TOLD = 2_000;

export const DAY = 86_400;

/** What happened, in order. The book is nothing but the sum of these. Amounts of coin and gas are decimals. */
export type Entry =
  | {
      e: "taken";
      job: number;
      to: Hex;
      data: Hex;
      whose: string;
      standing: Standing;
      gas: string;
      cost: string;
      at: number;
    }
  /** A transaction is about to be sent. Without a job it only fills a place. */
  | { e: "signed"; job?: number; nonce: number; hash: Hex; raw: Hex; fee: string; tip: string; block: number }
  | ({ e: "mined"; nonce: number; hash: Hex; at: number; error?: RelayError } & Mined)
  /** The block that held it is not in the chain any more. */
  | { e: "undone"; nonce: number }
  /** Somebody else's transaction has the place, in a block that is several blocks old. */
  | { e: "lost"; nonce: number; block: number; blockHash: Hex }
  | { e: "refused"; job: number; at: number; error: RelayError }
  /** Another key sends from now on: nothing is left of nonces and open calls so far but what is closed. */
  | { e: "rekeyed" }
  /** It is over for good: what is left is how it ended, and what it cost on which day. */
  | ({ e: "closed"; job?: number; slots: number[]; status?: CallStatus } & Charge);

interface Mined {
  block: number;
  blockHash: Hex;
  ok: boolean;
  /** Wei. */
  cost: string;
  gasUsed: string;
  /** It changed nothing that anybody pays for. */
  idle?: boolean;
}

/** What one call takes from whose day. */
interface Charge {
  day: number;
  whose: string;
  standing: Standing;
  /** Wei. */
  cost: string;
  failedGas: string;
}

/** A transaction that was signed. Whatever was sent once may be mined at any time. */
export interface Attempt {
  hash: Hex;
  raw: Hex;
  job: number | undefined;
  /** Wei per gas. */
  fee: bigint;
  tip: bigint;
}

/** One nonce of the relay's account, and everything that was ever sent under it. */
export interface Slot {
  nonce: number;
  attempts: Attempt[];
  /** The newest block when the first of them was signed. */
  since: number;
  mined?: { hash: Hex; block: number; blockHash: Hex };
  lost?: { block: number; blockHash: Hex };
}

/** One call that somebody asked for. Where it stands follows from its slots. */
export interface Job {
  number: number;
  id: Hex;
  to: Hex;
  data: Hex;
  whose: string;
  standing: Standing;
  gas: bigint;
  /** House time at which it was taken on, later at which it ended. */
  at: number;
  /** The nonces it was sent under, the newest last. */
  slots: number[];
  done?: { hash: Hex; block: number; ok: boolean; error?: RelayError };
  refused?: RelayError;
  /** Wei: what it may cost while it is under way, and what it has cost. */
  cost: bigint;
  failedGas: bigint;
}

/** What was used up: wei, gas that failed, calls that wait now. */
interface Spent {
  cost: bigint;
  failedGas: bigint;
  waiting: number;
}

/**
 * All calls on their way, all nonces in use, and what the days have cost. Without a clock, a chain or a disk: the same
 * entries give the same book.
 */
export class JobBook {
  readonly jobs = new Map<number, Job>();
  readonly slots = new Map<number, Slot>();
  readonly #newest = new Map<Hex, number>();
  /** How calls ended that are over for good, the oldest first. */
  readonly #told = new Map<Hex, CallStatus>();
  readonly #closed = new Map<
    string,
    { day: number; standing: Standing; whose: string; cost: bigint; failedGas: bigint }
  >();
  #lastJob = 0;

  apply(entry: Entry): void {
    if (entry.e === "taken") this.#take(entry);
    else if (entry.e === "signed") this.#sign(entry);
    else if (entry.e === "mined") this.#mine(entry);
    else if (entry.e === "undone") this.#undo(entry.nonce);
    else if (entry.e === "lost") this.#lose(entry);
    else if (entry.e === "closed") this.#close(entry);
    else if (entry.e === "rekeyed") this.#beginAnew();
    else {
      const job = this.jobs.get(entry.job);
      if (job === undefined) return;
      Object.assign(job, { refused: entry.error, at: entry.at, cost: 0n });
    }
  }

  get nextJob(): number {
    return this.#lastJob + 1;
  }

  /** The newest call with this id that is not over for good. */
  find(id: Hex): Job | undefined {
    const number = this.#newest.get(id.toLowerCase() as Hex);
    return number === undefined ? undefined : this.jobs.get(number);
  }

  status(id: Hex): CallStatus | undefined {
    const job = this.find(id);
    return job === undefined ? this.#told.get(id.toLowerCase() as Hex) : this.#statusOf(job);
  }

  /** The nonce it has now: none before it was sent, and none after somebody else took the place. */
  slotOf(job: Job): Slot | undefined {
    const slot = this.slots.get(job.slots.at(-1) ?? -1);
    return slot === undefined || slot.lost !== undefined ? undefined : slot;
  }

  stateOf(job: Job): CallStatus["state"] {
    if (job.done !== undefined) return job.done.ok ? "included" : "failed";
    if (job.refused !== undefined) return "failed";
    return this.slotOf(job) === undefined ? "queued" : "sent";
  }

  /** Calls without a nonce, in the order in which they get one: first those that somebody stands and waits for. */
  queued(): Job[] {
    const waiting = [...this.jobs.values()].filter((job) => this.stateOf(job) === "queued");
    return waiting.sort((a, b) => inLine.indexOf(a.standing) - inLine.indexOf(b.standing) || a.number - b.number);
  }

  get waiting(): number {
    return [...this.jobs.values()].filter((job) => this.#isWaiting(job)).length;
  }

  /** Slots whose end is not known, lowest nonce first. */
  openSlots(): Slot[] {
    return this.#sorted().filter(({ mined, lost }) => mined === undefined && lost === undefined);
  }

  /** Slots of which a block says what became of them, the newest block first. */
  settledSlots(): (Slot & { block: number; blockHash: Hex })[] {
    return this.#sorted()
      .flatMap((slot) => {
        const at = slot.mined ?? slot.lost;
        return at === undefined ? [] : [{ ...slot, block: at.block, blockHash: at.blockHash }];
      })
      .sort((a, b) => b.block - a.block);
  }

  /** The lowest nonce that nothing of ours is under, seen from a chain that has counted so far. */
  vacancy(count: number): number {
    let nonce = count;
    for (let slot = this.slots.get(nonce); slot !== undefined && slot.lost === undefined; ) {
      nonce += 1;
      slot = this.slots.get(nonce);
    }
    return nonce;
  }

  /** One more than the highest nonce that was ever ours or somebody else's. */
  get beyond(): number {
    return Math.max(-1, ...this.slots.keys()) + 1;
  }

  /** What somebody has taken from a day, and what all of that standing have together. */
  spentOn(day: number, standing: Standing, whose: string): { own: Spent; all: Spent } {
    const own: Spent = { cost: 0n, failedGas: 0n, waiting: 0 };
    const all: Spent = { cost: 0n, failedGas: 0n, waiting: 0 };
    const count = (theirs: string, { cost, failedGas, waiting }: Spent) => {
      for (const sum of theirs === whose ? [own, all] : [all]) {
        sum.cost += cost;
        sum.failedGas += failedGas;
        sum.waiting += waiting;
      }
    };
    for (const job of this.jobs.values()) {
      if (job.standing !== standing) continue;
      const waiting = this.#isWaiting(job) ? 1 : 0;
      if (Math.floor(job.at / DAY) === day) count(job.whose, { ...job, waiting });
      else count(job.whose, { cost: 0n, failedGas: 0n, waiting });
    }
    for (const sum of this.#closed.values()) {
      if (sum.day === day && sum.standing === standing) count(sum.whose, { ...sum, waiting: 0 });
    }
    return { own, all };
  }

  /** Wei that a day has cost in all. */
  costOf(day: number): bigint {
    let sum = 0n;
    for (const job of this.jobs.values()) if (Math.floor(job.at / DAY) === day) sum += job.cost;
    for (const one of this.#closed.values()) if (one.day === day) sum += one.cost;
    return sum;
  }

  /** What is over for good, seen from this block and this house time: one entry each. */
  closable(head: number, count: number, now: number): Entry[] {
    const lasts = (nonce: number) => {
      const slot = this.slots.get(nonce);
      const at = slot?.mined ?? slot?.lost;
      return slot === undefined || (at !== undefined && nonce < count && head - at.block > LASTING);
    };
    const entries: Entry[] = [];
    const held = new Set<number>();
    for (const job of this.jobs.values()) {
      for (const nonce of job.slots) held.add(nonce);
      const state = this.stateOf(job);
      if (state !== "included" && state !== "failed") continue;
      if (!job.slots.every(lasts) || (job.slots.length === 0 && now - job.at < DAY)) continue;
      entries.push(this.#closing(job));
    }
    for (const nonce of this.slots.keys()) {
      if (held.has(nonce) || !lasts(nonce)) continue;
      entries.push({ e: "closed", slots: [nonce], day: 0, whose: "", standing: "house", cost: "0", failedGas: "0" });
    }
    return entries;
  }

  /** Another key sends from now on: what is done is closed with the nonces it had, and what is not is taken on anew. */
  rekeyed(): Entry[] {
    const all = [...this.jobs.values()];
    const over = all.filter((job) => !this.#isWaiting(job)).map((job) => this.#closing(job));
    const waiting = all.filter((job) => this.#isWaiting(job));
    const taken = waiting.map(({ number: job, to, data, whose, standing, gas, cost, at }): Entry => {
      const words = { gas: `${gas}`, cost: `${cost}`, at };
      return { e: "taken", job, to, data, whose, standing, ...words };
    });
    return [...over, { e: "rekeyed" }, ...taken];
  }

  #closing(job: Job): Entry {
    const { number, slots, whose, standing, cost, failedGas, at } = job;
    const day = Math.floor(at / DAY);
    const charge = { day, whose, standing, cost: `${cost}`, failedGas: `${failedGas}` };
    return { e: "closed", job: number, slots, status: this.#statusOf(job), ...charge };
  }

  /** Lets go of days before this one. */
  forgetDays(before: number): void {
    for (const [key, { day }] of this.#closed) if (day < before) this.#closed.delete(key);
  }

  #isWaiting(job: Job): boolean {
    const state = this.stateOf(job);
    return state === "queued" || state === "sent";
  }

  #sorted(): Slot[] {
    return [...this.slots.values()].sort((a, b) => a.nonce - b.nonce);
  }

  #take({ job, to, data, whose, standing, gas, cost, at }: Extract<Entry, { e: "taken" }>): void {
    const id = callId({ to, data });
    const common = { number: job, id, to, data, whose, standing, at, slots: [] };
    this.jobs.set(job, { ...common, gas: BigInt(gas), cost: BigInt(cost), failedGas: 0n });
    this.#newest.set(id, job);
    this.#lastJob = Math.max(this.#lastJob, job);
  }

  #sign({ job: number, nonce, hash, raw, fee, tip, block }: Extract<Entry, { e: "signed" }>): void {
    const known = this.slots.get(nonce);
    const slot = known ?? { nonce, attempts: [], since: block };
    // Whoever had the place has lost it again, with the blocks that held it.
    slot.lost = undefined;
    slot.attempts.push({ hash, raw, job: number, fee: BigInt(fee), tip: BigInt(tip) });
    this.slots.set(nonce, slot);
    const job = number === undefined ? undefined : this.jobs.get(number);
    if (job !== undefined && job.slots.at(-1) !== nonce) job.slots.push(nonce);
  }

  #mine(entry: Extract<Entry, { e: "mined" }>): void {
    const slot = this.slots.get(entry.nonce);
    const attempt = slot?.attempts.find(({ hash }) => hash === entry.hash);
    if (slot === undefined || attempt === undefined) return;
    const { hash, block, blockHash, ok, error, at } = entry;
    slot.mined = { hash, block, blockHash };
    slot.lost = undefined;
    const job = attempt.job === undefined ? undefined : this.jobs.get(attempt.job);
    if (job === undefined) return;
    job.done = { hash, block, ok, error };
    job.at = at;
    job.cost = BigInt(entry.cost) * (entry.idle ? 2n : 1n);
    job.failedGas = ok ? 0n : BigInt(entry.gasUsed);
  }

  #undo(nonce: number): void {
    const slot = this.slots.get(nonce);
    if (slot === undefined) return;
    for (const { job, hash } of slot.attempts) {
      const held = job === undefined ? undefined : this.jobs.get(job);
      if (held?.done?.hash !== hash) continue;
      held.done = undefined;
      this.#mergeInto(held);
    }
    slot.mined = undefined;
    slot.lost = undefined;
  }

  /** Asked for again after it was done, and now it is not done any more: that is one call, not two. */
  #mergeInto(job: Job): void {
    const newer = this.find(job.id);
    if (newer === undefined || newer === job || newer.slots.length > 0) return;
    this.jobs.delete(newer.number);
    this.#newest.set(job.id, job.number);
  }

  #lose({ nonce, block, blockHash }: Extract<Entry, { e: "lost" }>): void {
    const slot = this.slots.get(nonce);
    if (slot !== undefined) slot.lost = { block, blockHash };
  }

  #beginAnew(): void {
    for (const one of [this.slots, this.jobs, this.#newest]) one.clear();
  }

  #close(entry: Extract<Entry, { e: "closed" }>): void {
    const { job: number, slots, status, day, standing, whose } = entry;
    for (const nonce of slots) this.slots.delete(nonce);
    const key = [day, standing, whose].join("\n");
    const sum = this.#closed.get(key) ?? { day, standing, whose, cost: 0n, failedGas: 0n };
    sum.cost += BigInt(entry.cost);
    sum.failedGas += BigInt(entry.failedGas);
    this.#closed.set(key, sum);
    if (number === undefined || status === undefined) return;
    this.jobs.delete(number);
    this.#lastJob = Math.max(this.#lastJob, number);
    if (this.#newest.get(status.id) === number) this.#newest.delete(status.id);
    this.#told.delete(status.id);
    this.#told.set(status.id, status);
    for (const id of this.#told.keys()) {
      if (this.#told.size <= TOLD) break;
      this.#told.delete(id);
    }
  }

  #statusOf(job: Job): CallStatus {
    return {
      id: job.id,
      state: this.stateOf(job),
      txHash: job.done?.hash ?? this.slotOf(job)?.attempts.at(-1)?.hash,
      blockNumber: job.done?.block,
      error: job.done?.error ?? job.refused,
    };
  }
}

/** Who waits at a counter comes before who waits at a desk; what nobody waits for comes last. */
const inLine: readonly Standing[] = ["till", "seat", "applicant", "house", "stranger"];
