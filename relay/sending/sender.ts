import { type Hex, isAddressEqual, keccak256, type LocalAccount, recoverTransactionAddress } from "viem";
import { type CallStatus, callId, type RelayError } from "#protocol/relay/relayApi.ts";
import { type Budgets, budgetsOf, tooMuch } from "../calls/budgets.ts";
import type { AllowedCall } from "../calls/policy.ts";
import { type Chain, errorOf } from "../calls/simulate.ts";
import type { RelayStore } from "../store/RelayStore.ts";
import { ChainView, type Head, type Receipt } from "./chainView.ts";
import { EntryLog } from "./entryLog.ts";
import { type Attempt, DAY, type Entry, type Job, JobBook, type Slot } from "./jobBook.ts";
import { marketPrice, type Price, raised } from "./prices.ts";

/** Transactions on the way at once; half of them may be such that nobody waits for. */
const IN_FLIGHT = 16;
/** Gas of a transaction to ourselves that only fills a place. */
const FILLING_GAS = 100_000n;
/** Times that a call may lose its place before it is given back. */
const TURNS = 3;
/** House seconds after which a call that waits is asked about again before it is sent, and after which it is given back. */
const STALE = 30;
const LONGEST_WAIT = 3_600;
/** House seconds in which the same call again is taken for an echo: a slow node still thinks that it may be made. */
const ECHO = 60;
/** Calls that the contract takes again and again, though they do nothing the second time. */
const doneOnce = new Set(["redeemLate"]);
/** Blocks that a chain may take back while a transaction is on its way. */
const REORGANISED = 64;
/** Days that are remembered, to tell how long the purse lasts. */
const DAYS = 7;

/** How the sender deals with nodes. Times in milliseconds. */
export interface SendingRules {
  /** Wei per gas; dearer than that, calls wait. */
  highestFee: bigint;
  /** Until an unmined transaction is sent again with a better price. */
  patience: number;
  /** Until a node that has not answered, or answers what another one does not, is believed to have lost something. */
  doubt: number;
  /** Until what every node refuses makes room for what comes after it. */
  hopeless: number;
  /** Blocks behind the newest at which somebody else's transaction in our place is taken as there to stay. */
  certainAfter: number;
}

const usualRules: SendingRules = {
  highestFee: 200_000_000_000n,
  patience: 30_000,
  doubt: 5_000,
  hopeless: 300_000,
  certainAfter: 12,
};

export interface SenderOptions {
  chain: Chain;
  account: LocalAccount;
  chainId: number;
  store: RelayStore;
  /** House time, UTC seconds. */
  now: () => number;
  rules?: Partial<SendingRules>;
  budgets?: Budgets;
  /** Did this successful call change nothing that anybody pays for? It counts double. */
  isIdle?: (job: Job, receipt: Receipt) => boolean;
  /** Hears of everything that is written down. */
  onEntry?: (entry: Entry, book: JobBook) => void;
}

/** What a node said to a transaction. */
type Heard = "took" | "refused" | "underpriced" | "nothing";

/** What is known of a slot only while the process lives. */
interface Impression {
  sentAt: number;
  /** Since when no node has known it. */
  missingSince?: number;
  /** Since when its newest transaction lies there unmined. */
  stuckSince?: number;
  /** Since when nodes refuse it. */
  refusedSince?: number;
}

/**
 * Sends calls from the relay's own key. What is about to be sent is on the disk before it leaves, with its nonce: after
 * a crash the very same transaction goes out again. A missing answer proves nothing: a call has failed only by a
 * receipt, and has lost its place only to another transaction that is found there in a block several blocks old. Every
 * hash that ever left stays watched until its slot is over for good, and may still win.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #rules: SendingRules;
  readonly #budgets: Budgets;
  readonly #view: ChainView;
  readonly #log: EntryLog;
  readonly #book = new JobBook();
  readonly #impressions = new Map<number, Impression>();
  readonly #heard = new Map<Hex, Heard>();
  /** Calls before this one were taken on in an earlier life, or stand in a backup: they may have been made since. */
  readonly #firstOfLife: number;
  /** Whether what is on its way was signed with the key we have now: looked at once. */
  #knowsKey = false;
  #price: Price = { fee: 0n, tip: 0n };
  #vacancy: { nonce: number; since: number } | undefined;
  /** Since when the chain seems to be shorter than it was. */
  #shortSince: number | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #day = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#rules = { ...usualRules, ...options.rules };
    this.#budgets = options.budgets ?? budgetsOf(10n ** 18n);
    this.#view = new ChainView(options.chain.client, options.account.address);
    this.#log = new EntryLog(options.store);
    for (const entry of this.#log.read()) this.#book.apply(entry);
    this.#firstOfLife = this.#book.nextJob;
  }

  /** Why this call must wait or go elsewhere, before anything is spent on it. */
  tooMuch(call: Pick<AllowedCall, "whose" | "standing">): RelayError | undefined {
    return tooMuch(this.#book, call, this.#options.now(), this.#budgets);
  }

  /**
   * Takes a simulated call on. The same call while it is on the way is the same job, and so is its echo.
   *
   * @param isRepeated Whether the same words may mean another deed soon, as with the house's own calls.
   */
  accept(call: AllowedCall, gas: bigint, isRepeated = false): CallStatus {
    const id = callId(call);
    const known = this.#book.find(id);
    const state = known && this.#book.stateOf(known);
    const isOnTheWay = state === "queued" || state === "sent";
    const isEcho = state === "included" && !isRepeated && this.#options.now() - known!.at < ECHO;
    const isOver = doneOnce.has(call.functionName) && this.#book.status(id)?.state === "included";
    if (!isOnTheWay && !isEcho && !isOver) {
      const { to, data, whose, standing } = call;
      const cost = gas * this.#price.fee;
      this.#write({
        e: "taken",
        job: this.#book.nextJob,
        to,
        data,
        whose,
        standing,
        gas: `${gas}`,
        cost: `${cost}`,
        at: this.#options.now(),
      });
    }
    // A fault is met again, and answered, by the next tick.
    this.tick().catch(() => undefined);
    return this.#book.status(id)!;
  }

  status(id: Hex): CallStatus | undefined {
    return this.#book.status(id);
  }

  get waiting(): number {
    return this.#book.waiting;
  }

  /** Wei per gas that a transaction costs now, as far as is known. */
  get price(): Price {
    return this.#price;
  }

  /** Wei that an average day has cost, of those that are remembered; 0 before anything was paid. */
  get costADay(): bigint {
    const today = Math.floor(this.#options.now() / DAY);
    const days = Array.from({ length: DAYS }, (_, i) => this.#book.costOf(today - i));
    const first = days.findLastIndex((cost) => cost > 0n);
    return first < 0 ? 0n : days.reduce((sum, cost) => sum + cost, 0n) / BigInt(first + 1);
  }

  /** One look at the chain and everything that follows from it. Calls while one runs add one more round. */
  tick(): Promise<void> {
    if (this.#running !== undefined) {
      this.#again = true;
      return this.#running;
    }
    this.#running = (async () => {
      try {
        do {
          this.#again = false;
          await this.#round();
        } while (this.#again && !this.#stopped);
      } finally {
        this.#running = undefined;
      }
    })();
    return this.#running;
  }

  /** Lets the round in progress end; nothing is sent or written after that. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
  }

  async #round(): Promise<void> {
    if (this.#stopped) return;
    const head = await this.#view.head();
    if (!this.#knowsKey) await this.#seeOtherKey();
    await this.#seeReorganised(head);
    await this.#seeMined();
    await this.#seeLost(head);
    this.#price = await marketPrice(this.#options.chain.client, head.base);
    for (const slot of this.#book.openSlots()) {
      if (this.#stopped) return;
      if (slot.nonce >= head.count) await this.#nudge(slot, head);
    }
    await this.#sendWaiting(head);
    this.#tidy(head);
  }

  /**
   * Whoever gives the relay another key ends what the old one has on its way: nonces are counted by account. What is in a
   * block by now is done; the rest is asked about again and sent anew. Should the old key's transaction still arrive, one
   * of the two is refused by its contract.
   */
  async #seeOtherKey(): Promise<void> {
    const raws = [...this.#book.slots.values()].map(({ attempts }) => attempts[0]!.raw as `0x02${string}`);
    const senders = await Promise.all(raws.map((raw) => recoverTransactionAddress({ serializedTransaction: raw })));
    if (senders.some((sender) => !isAddressEqual(sender, this.#options.account.address))) {
      await this.#seeMined();
      if (this.#stopped) return;
      this.#write(...this.#book.rekeyed());
    }
    this.#knowsKey = true;
  }

  /** A block whose hash stands vouches for all before it, so usually one question is enough. */
  async #seeReorganised(head: Head): Promise<void> {
    const asked = new Map<number, Hex | undefined>();
    for (const { nonce, block, blockHash } of this.#book.settledSlots()) {
      if (!asked.has(block)) asked.set(block, await this.#view.hashAt(block));
      if (this.#stopped) return;
      const there = asked.get(block);
      if (there === blockHash) {
        if (asked.size === 1) this.#shortSince = undefined;
        return;
      }
      if (there === undefined) {
        // A slow node does not have it yet, a chain that lost it never will. To send again what is there costs nothing.
        this.#shortSince ??= performance.now();
        const isShort = performance.now() - this.#shortSince >= this.#rules.doubt;
        if (head.number >= block || !isShort) continue;
      }
      this.#write({ e: "undone", nonce });
    }
  }

  /** Asks for every hash that may still win. */
  async #seeMined(): Promise<void> {
    const slots = [...this.#book.slots.values()].filter(({ mined }) => mined === undefined);
    await Promise.all(
      slots.map(async ({ nonce, attempts }) => {
        const receipts = await Promise.all(attempts.map(({ hash }) => this.#view.receipt(hash)));
        const at = receipts.findIndex((receipt) => receipt !== undefined);
        if (at >= 0 && !this.#stopped) await this.#mined(nonce, attempts[at]!, receipts[at]!);
      }),
    );
  }

  async #mined(nonce: number, { hash, job: number }: Attempt, receipt: Receipt): Promise<void> {
    const { block, blockHash, ok, cost, gasUsed } = receipt;
    const job = number === undefined ? undefined : this.#book.jobs.get(number);
    const error = ok || job === undefined ? undefined : await this.#reasonFor(job);
    const idle = ok && job !== undefined && this.#options.isIdle?.(job, receipt) === true;
    const at = this.#options.now();
    const entry = {
      e: "mined",
      nonce,
      hash,
      block,
      blockHash,
      ok,
      cost: `${cost}`,
      gasUsed: `${gasUsed}`,
      at,
    } as const;
    this.#write({ ...entry, ...(idle && { idle }), ...(error && { error }) });
    this.#impressions.delete(nonce);
  }

  /** Finds who has our nonce, where it is used and none of our hashes is seen in a block. */
  async #seeLost({ number, count }: Head): Promise<void> {
    const deep = number - this.#rules.certainAfter;
    if (deep < 0) return;
    for (const slot of this.#book.slots.values()) {
      if (slot.lost !== undefined) continue;
      const user = slot.mined === undefined ? await this.#foreignUser(slot, count, deep) : this.#ownUser(slot, deep);
      if (user !== undefined && !this.#stopped) this.#write({ e: "lost", nonce: slot.nonce, ...user });
    }
  }

  async #foreignUser(slot: Slot, count: number, deep: number) {
    if (slot.nonce >= count || (await this.#view.countAt(deep)) <= slot.nonce) return undefined;
    // The chain may have been another one when it was signed: begin some blocks earlier.
    const user = await this.#view.userOf(slot.nonce, Math.max(0, slot.since - REORGANISED), deep);
    if (user === undefined || slot.attempts.some(({ hash }) => hash === user.hash)) return undefined;
    return { block: user.block, blockHash: user.blockHash };
  }

  /** We filled the place ourselves: the call that had it before needs another one. */
  #ownUser({ mined, attempts }: Slot, deep: number) {
    if (mined === undefined || mined.block > deep) return undefined;
    const won = attempts.find(({ hash }) => hash === mined.hash);
    const hadIt = attempts.find(({ job }) => job !== undefined && this.#book.jobs.get(job)?.done === undefined);
    if (won?.job !== undefined || hadIt === undefined) return undefined;
    return { block: mined.block, blockHash: mined.blockHash };
  }

  /** A transaction that is not in a block: makes sure that a node knows it, and in time pays better. */
  async #nudge(slot: Slot, head: Head): Promise<void> {
    const now = performance.now();
    const newest = slot.attempts.at(-1)!;
    const seen = this.#impressionOf(slot);
    if (newest.job !== undefined && (this.#isObsolete(slot) || this.#isHopeless(seen, newest))) {
      return this.#replace(slot, undefined);
    }
    if (await this.#view.knows(newest.hash)) {
      seen.missingSince = undefined;
      seen.stuckSince ??= now;
      // Whoever waits behind another one is not helped by a better price.
      const isFirst = slot.nonce === head.count || newest.fee < head.base;
      if (isFirst && now - seen.stuckSince >= this.#rules.patience) await this.#replace(slot, newest.job);
      return;
    }
    seen.missingSince ??= now;
    // No node has it any more, or it pays less than a block costs now: it is priced anew, should the price be the matter.
    const isLost = now - seen.missingSince >= this.#rules.doubt || newest.fee < head.base;
    if (isLost && this.#heard.get(newest.hash) !== "refused") await this.#replace(slot, newest.job);
    else if (now - seen.sentAt >= Math.min(1_000, this.#rules.doubt)) await this.#broadcast(slot, newest);
  }

  #impressionOf({ nonce }: Slot): Impression {
    const seen = this.#impressions.get(nonce) ?? { sentAt: Number.NEGATIVE_INFINITY };
    this.#impressions.set(nonce, seen);
    return seen;
  }

  /** Its call is done, or on its way under another nonce. */
  #isObsolete({ nonce, attempts }: Slot): boolean {
    const number = attempts.findLast(({ job }) => job !== undefined)?.job;
    const job = number === undefined ? undefined : this.#book.jobs.get(number);
    return job === undefined || job.done !== undefined || job.slots.at(-1) !== nonce;
  }

  /** Every node refuses it, and will: whoever comes after it shall not wait. */
  #isHopeless(seen: Impression, newest: Attempt): boolean {
    if (this.#heard.get(newest.hash) !== "refused") return false;
    seen.refusedSince ??= performance.now();
    return performance.now() - seen.refusedSince >= this.#rules.hopeless;
  }

  async #replace(slot: Slot, job: number | undefined): Promise<void> {
    const isLow = (one: Attempt) => this.#heard.get(one.hash) === "refused";
    // What no node ever took has nothing to be better than.
    const over = slot.attempts.findLast((one) => !isLow(one));
    const price = over === undefined ? this.#price : raised(over, this.#price);
    if (price.fee > this.#rules.highestFee) return this.#broadcast(slot, slot.attempts.at(-1)!);
    this.#impressions.delete(slot.nonce);
    await this.#sign(slot.nonce, job, price, slot.since);
    await this.#broadcast(slot, slot.attempts.at(-1)!);
  }

  async #sendWaiting(head: Head): Promise<void> {
    const now = this.#options.now();
    for (const job of this.#book.queued()) {
      if (this.#stopped) return;
      if (now - job.at > LONGEST_WAIT) {
        this.#refuse(job, { code: "tooMuch", message: "It waited too long: fees are higher than this relay pays" });
        continue;
      }
      if (job.slots.length >= TURNS) {
        this.#refuse(job, { code: "unknown", message: "No node takes it, or others keep taking its place" });
        continue;
      }
      if (this.#price.fee > this.#rules.highestFee) continue;
      const most = job.standing === "stranger" || job.standing === "house" ? IN_FLIGHT / 2 : IN_FLIGHT;
      if (this.#book.openSlots().length >= most) break;
      const isOld = job.number < this.#firstOfLife || job.slots.length > 0 || now - job.at > STALE;
      const error = isOld ? await this.#refusal(job) : undefined;
      if (error?.code === "refused") {
        this.#refuse(job, error);
        continue;
      }
      const nonce = this.#freeNonce(head.count);
      if (nonce === undefined) return;
      await this.#send(nonce, job.number, head.number);
      this.#again = true;
    }
    const gap = this.#freeNonce(head.count);
    const isGap = gap !== undefined && this.#book.openSlots().some(({ nonce }) => nonce > gap);
    if (isGap && !this.#stopped) await this.#send(gap, undefined, head.number);
  }

  async #send(nonce: number, job: number | undefined, block: number): Promise<void> {
    await this.#sign(nonce, job, this.#price, block);
    const slot = this.#book.slots.get(nonce)!;
    await this.#broadcast(slot, slot.attempts.at(-1)!);
  }

  /** A nonce that was used before is free again only when the chain says so for a while: it may be a slow node. */
  #freeNonce(count: number): number | undefined {
    const nonce = this.#book.vacancy(count);
    if (nonce >= this.#book.beyond) {
      this.#vacancy = undefined;
      return nonce;
    }
    const now = performance.now();
    if (this.#vacancy?.nonce !== nonce) this.#vacancy = { nonce, since: now };
    return now - this.#vacancy.since >= this.#rules.doubt ? nonce : undefined;
  }

  async #sign(nonce: number, number: number | undefined, { fee, tip }: Price, block: number): Promise<void> {
    const { account, chainId } = this.#options;
    const job = number === undefined ? undefined : this.#book.jobs.get(number);
    const raw: Hex = await account.signTransaction({
      type: "eip1559",
      chainId,
      nonce,
      to: job?.to ?? account.address,
      data: job?.data ?? "0x",
      value: 0n,
      gas: job?.gas ?? FILLING_GAS,
      maxFeePerGas: fee,
      maxPriorityFeePerGas: tip < fee ? tip : fee,
    });
    const entry = { e: "signed", nonce, hash: keccak256(raw), raw, fee: `${fee}`, tip: `${tip}`, block } as const;
    this.#write({ ...entry, ...(job && { job: job.number }) });
  }

  /** Whatever it answers, the next looks at the chain decide. */
  async #broadcast(slot: Slot, { raw, hash }: Attempt): Promise<void> {
    this.#impressionOf(slot).sentAt = performance.now();
    try {
      await this.#options.chain.client.request({ method: "eth_sendRawTransaction", params: [raw] });
      this.#heard.set(hash, "took");
    } catch (error) {
      this.#heard.set(hash, heardIn(error));
    }
  }

  #refuse(job: Job, error: RelayError): void {
    this.#write({ e: "refused", job: job.number, at: this.#options.now(), error });
  }

  /** Why a call that passed the simulation failed in its block: asked again, as near as one gets. */
  async #reasonFor(job: Job): Promise<RelayError> {
    return (
      (await this.#refusal(job)) ?? { code: "unknown", message: "It failed in its block; another try may succeed" }
    );
  }

  async #refusal({ to, data }: Job): Promise<RelayError | undefined> {
    const { chain, account } = this.#options;
    try {
      await chain.client.request({ method: "eth_call", params: [{ from: account.address, to, data }, chain.block] });
    } catch (error) {
      return errorOf(error);
    }
    return undefined;
  }

  /** What is over for good leaves the memory and the disk. */
  #tidy({ number, count }: Head): void {
    if (this.#stopped) return;
    const now = this.#options.now();
    const closing = this.#book.closable(number, count, now);
    for (const { e, slots } of closing as { e: string; slots: number[] }[]) {
      if (e === "closed") for (const nonce of slots) this.#forget(nonce);
    }
    this.#write(...closing);
    const today = Math.floor(now / DAY);
    if (today === this.#day) return;
    this.#day = today;
    this.#book.forgetDays(today - DAYS);
    this.#log.forgetDays(today - DAYS);
  }

  #forget(nonce: number): void {
    this.#impressions.delete(nonce);
    for (const { hash } of this.#book.slots.get(nonce)?.attempts ?? []) this.#heard.delete(hash);
  }

  /** On the disk first: whatever this process believes, the next one will believe too. */
  #write(...entries: readonly Entry[]): void {
    this.#log.append(entries);
    for (const entry of entries) {
      this.#book.apply(entry);
      this.#options.onEntry?.(entry, this.#book);
    }
  }
}

/** A refusal in words of nodes. Everything that is no clear refusal may have arrived. */
function heardIn(error: unknown): Heard {
  let said = "";
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, message } = cause as { code?: unknown; message: string };
    if (/already known|already imported|known transaction/i.test(message)) return "took";
    if (/replacement|underpriced/i.test(message)) return "underpriced";
    if (typeof code === "number" && code <= -32_000) said = message;
  }
  return said === "" ? "nothing" : "refused";
}
