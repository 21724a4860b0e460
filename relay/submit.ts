import { type Hex, keccak256, type LocalAccount } from "viem";
import type { CallStatus, RelayError } from "#protocol/relay/relayApi.ts";
import { callId } from "#protocol/relay/relayApi.ts";
import { LineJournal } from "./lineJournal.ts";
import type { AllowedCall } from "./policy.ts";
import { type Chain, errorOf } from "./simulate.ts";

/** Blocks after which a transaction is taken as lasting. */
const LASTING = 64;
/** Transactions on the way at once. */
const IN_FLIGHT = 16;
/** Ticks for which a foreign transaction must be seen in our nonce's place before we take another nonce. */
const SURE = 3;
/** Finished calls that are kept, so that a chain that lost its newest blocks gets them again. */
const KEPT = 2_000;

const DAY = 86_400;

type Entry =
  | { e: "call"; id: Hex; to: Hex; data: Hex; whose: string; gas: string; at: number }
  | { e: "signed"; id: Hex; nonce: number; hash: Hex; raw: Hex; fee: string }
  | { e: "freed"; id: Hex }
  | { e: "vanished"; id: Hex }
  | { e: "refused"; id: Hex; at: number; error: RelayError }
  | { e: "done"; id: Hex; hash: Hex; block: number; ok: boolean; gasUsed: string; at: number; error?: RelayError };

interface Attempt {
  hash: Hex;
  raw: Hex;
  /** wei per gas */
  fee: bigint;
}

interface Job {
  id: Hex;
  to: Hex;
  data: Hex;
  whose: string;
  gas: bigint;
  /** House time at which it was taken on; after `done`, at which it was finished. */
  at: number;
  state: CallStatus["state"];
  nonce?: number;
  attempts: Attempt[];
  done?: { hash: Hex; block: number; gasUsed: bigint; error?: RelayError };
  /** Its nonce was lost to somebody: perhaps to a second relay, which has made this very call. */
  freed: boolean;
  /** Refused before it was sent (again). */
  refused?: RelayError;
  /** Ticks without a trace on the chain; not kept on disk. */
  unseen: number;
  stuckSince?: number;
}

export interface Limits {
  /** Gas that failed calls of one seat may burn in a day. */
  failedGasPerPerson: bigint;
  /** Gas of all calls in a day. */
  gasPerDay: bigint;
  /** Calls of one person that wait at once. */
  waitingPerPerson: number;
  /** wei per gas; dearer than that, calls wait. */
  highestFee: bigint;
  /** Milliseconds until an unmined transaction is sent again with a better fee. */
  patience: number;
}

const usualLimits: Limits = {
  failedGasPerPerson: 5_000_000n,
  gasPerDay: 3_000_000_000n,
  waitingPerPerson: 50,
  highestFee: 200_000_000_000n,
  patience: 30_000,
};

export interface SubmitterOptions {
  chain: Chain;
  account: LocalAccount;
  chainId: number;
  journalPath: string;
  /** House time, UTC seconds. */
  now: () => number;
  limits?: Partial<Limits>;
}

/**
 * Sends calls from the relay's own key, each at most once at a time. What is about to be sent is on the disk before it
 * leaves, with its nonce: after a crash the very same transaction goes out again, never a second one. A transaction
 * that the chain has lost (reorganised, or a practice chain killed before it saved) is sent again as it was.
 */
export class Submitter {
  private readonly options: SubmitterOptions;
  private readonly limits: Limits;
  private readonly jobs = new Map<Hex, Job>();
  private readonly journal: LineJournal<Entry>;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(options: SubmitterOptions) {
    this.options = options;
    this.limits = { ...usualLimits, ...options.limits };
    const entries = LineJournal.read<Entry>(options.journalPath);
    this.journal = new LineJournal(options.journalPath);
    for (const entry of entries) this.apply(entry);
    this.forgetOld();
  }

  /** Why this call must wait or go elsewhere, before anything is spent on it. */
  tooMuch(whose: string): RelayError | undefined {
    const today = Math.floor(this.options.now() / DAY);
    let all = 0n;
    let failed = 0n;
    let waiting = 0;
    for (const job of this.jobs.values()) {
      if (job.state === "queued" || job.state === "sent") waiting += job.whose === whose ? 1 : 0;
      if (Math.floor(job.at / DAY) !== today) continue;
      all += job.done?.gasUsed ?? job.gas;
      if (job.state === "failed" && job.whose === whose) failed += job.done?.gasUsed ?? 0n;
    }
    if (all > this.limits.gasPerDay) return tooMuch("The relay has spent what it may spend today");
    if (failed > this.limits.failedGasPerPerson) return tooMuch(`Too many calls of ${whose} have failed today`);
    if (waiting >= this.limits.waitingPerPerson) return tooMuch(`Calls of ${whose} are still waiting`);
    return undefined;
  }

  /** Takes a simulated call on. The same call while it is on the way is the same job. */
  accept(call: AllowedCall, gas: bigint): CallStatus {
    const id = callId(call);
    const known = this.jobs.get(id);
    if (known?.state !== "queued" && known?.state !== "sent") {
      this.write({
        e: "call",
        id,
        to: call.to,
        data: call.data,
        whose: call.whose,
        gas: gas.toString(),
        at: this.options.now(),
      });
    }
    this.wake();
    return this.status(id)!;
  }

  status(id: Hex): CallStatus | undefined {
    const job = this.jobs.get(id.toLowerCase() as Hex);
    if (job === undefined) return undefined;
    return {
      id: job.id,
      state: job.state,
      txHash: job.done?.hash ?? job.attempts.at(-1)?.hash,
      blockNumber: job.done?.block,
      error: job.done?.error ?? job.refused,
    };
  }

  get waiting(): number {
    return [...this.jobs.values()].filter(({ state }) => state === "queued" || state === "sent").length;
  }

  /** One look at the chain and everything that follows from it. Calls while one runs add one more round. */
  tick(): Promise<void> {
    if (this.running !== undefined) {
      this.again = true;
      return this.running;
    }
    this.running = (async () => {
      try {
        do {
          this.again = false;
          await this.round();
        } while (this.again && !this.stopped);
      } finally {
        this.running = undefined;
      }
    })();
    return this.running;
  }

  /** Lets the round in progress end, then lets go of the file. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running?.catch(() => undefined);
    this.journal.close();
  }

  private wake(): void {
    // A fault is met again, and answered, by the next tick.
    this.tick().catch(() => undefined);
  }

  private async round(): Promise<void> {
    if (this.stopped) return;
    const { client } = this.options.chain;
    const [count, block] = await Promise.all([
      client.getTransactionCount({ address: this.options.account.address, blockTag: "latest" }),
      client.getBlock({ blockTag: "latest" }),
    ]);
    for (const job of this.withNonce()) {
      if (this.stopped) return;
      await this.watch(job, count, Number(block.number));
    }
    const fees = await this.fees(block.baseFeePerGas ?? 0n);
    for (const job of this.withNonce()) {
      if (this.stopped) return;
      if (job.state === "sent" && job.nonce! >= count) await this.nudge(job, fees);
    }
    if (fees.fee > this.limits.highestFee) return;
    for (const job of this.jobs.values()) {
      if (this.stopped) return;
      if (job.state !== "queued") continue;
      if ([...this.jobs.values()].filter(({ state }) => state === "sent").length >= IN_FLIGHT) break;
      await this.send(job, this.freeNonce(count), fees);
      this.again = true;
    }
  }

  /** Compares what we believe of a signed call with what the chain has. */
  private async watch(job: Job, count: number, latest: number): Promise<void> {
    if (job.done !== undefined) {
      if (job.nonce! < count && latest - job.done.block > LASTING) return;
      const kept = job.nonce! < count && (await this.receipt(job.done.hash))?.block === job.done.block;
      if (kept) return;
      this.write({ e: "vanished", id: job.id });
    }
    if (job.nonce! >= count) return;
    for (const { hash } of job.attempts) {
      const receipt = await this.receipt(hash);
      if (receipt === undefined) continue;
      const error = receipt.ok ? undefined : await this.reasonFor(job);
      this.write({ e: "done", id: job.id, hash, ...receipt, at: this.options.now(), error });
      return;
    }
    job.unseen += 1;
    // Somebody else's transaction has our nonce (a second relay with this key): ours can never be mined any more.
    if (job.unseen >= SURE) this.write({ e: "freed", id: job.id });
  }

  /** A call that is signed but not in a block: make sure that the chain knows it, and in time pay better. */
  private async nudge(job: Job, { fee, tip }: Fees): Promise<void> {
    const { client } = this.options.chain;
    const newest = job.attempts.at(-1)!;
    const known = await client.request({ method: "eth_getTransactionByHash", params: [newest.hash] });
    if (known === null) {
      job.stuckSince = undefined;
      await this.broadcast(newest.raw);
      return;
    }
    const now = performance.now();
    job.stuckSince ??= now;
    if (now - job.stuckSince < this.limits.patience) return;
    // Nodes take a replacement that pays at least a tenth more.
    const better = max(fee, (newest.fee * 9n) / 8n + 1n);
    if (better > this.limits.highestFee) return;
    job.stuckSince = undefined;
    await this.sign(job, job.nonce!, { fee: better, tip: max(tip, (better * tip) / fee + 1n) });
    await this.broadcast(job.attempts.at(-1)!.raw);
  }

  private async send(job: Job, nonce: number, fees: Fees): Promise<void> {
    const error = job.freed ? await this.refusal(job) : undefined;
    if (error?.code === "refused") {
      this.write({ e: "refused", id: job.id, at: this.options.now(), error });
      return;
    }
    await this.sign(job, nonce, fees);
    await this.broadcast(job.attempts.at(-1)!.raw);
  }

  private async sign(job: Job, nonce: number, { fee, tip }: Fees): Promise<void> {
    const { account, chainId } = this.options;
    const raw: Hex = await account.signTransaction({
      type: "eip1559",
      chainId,
      nonce,
      to: job.to,
      data: job.data,
      value: 0n,
      gas: job.gas,
      maxFeePerGas: fee,
      maxPriorityFeePerGas: tip < fee ? tip : fee,
    });
    this.write({ e: "signed", id: job.id, nonce, hash: keccak256(raw), raw, fee: fee.toString() });
  }

  /** An answer of "known already" or "nonce too low" is no news: the next look at the chain decides. */
  private async broadcast(raw: Hex): Promise<void> {
    try {
      await this.options.chain.client.request({ method: "eth_sendRawTransaction", params: [raw] });
    } catch {
      // A lost answer and a refused transaction look alike from here.
    }
  }

  private async fees(base: bigint): Promise<Fees> {
    const tip = await this.options.chain.client
      .request({ method: "eth_maxPriorityFeePerGas" })
      .then((value) => BigInt(value))
      .catch(() => 1_000_000_000n);
    return { fee: base * 2n + tip, tip };
  }

  private async receipt(hash: Hex): Promise<{ block: number; ok: boolean; gasUsed: string } | undefined> {
    const found = await this.options.chain.client.request({ method: "eth_getTransactionReceipt", params: [hash] });
    if (found === null || found.blockNumber === null) return undefined;
    return { block: Number(found.blockNumber), ok: found.status === "0x1", gasUsed: BigInt(found.gasUsed).toString() };
  }

  /** Why a call that passed the simulation failed in its block: asked again, as near as one gets. */
  private async reasonFor(job: Job): Promise<RelayError> {
    return (await this.refusal(job)) ?? { code: "unknown", message: "It failed in its block; another try may succeed" };
  }

  private async refusal(job: Job): Promise<RelayError | undefined> {
    const { client, block } = this.options.chain;
    const from = this.options.account.address;
    try {
      await client.request({ method: "eth_call", params: [{ from, to: job.to, data: job.data }, block] });
    } catch (error) {
      return errorOf(error);
    }
    return undefined;
  }

  private withNonce(): Job[] {
    return [...this.jobs.values()].filter(({ nonce }) => nonce !== undefined).sort((a, b) => a.nonce! - b.nonce!);
  }

  private freeNonce(count: number): number {
    const taken = new Set(this.withNonce().map(({ nonce }) => nonce));
    let nonce = count;
    while (taken.has(nonce)) nonce += 1;
    return nonce;
  }

  private write(entry: Entry): void {
    this.journal.append(entry);
    this.apply(entry);
  }

  private apply(entry: Entry): void {
    if (entry.e === "call") {
      const { id, to, data, whose, gas, at } = entry;
      this.jobs.delete(id);
      const job: Job = {
        id,
        to,
        data,
        whose,
        gas: BigInt(gas),
        at,
        state: "queued",
        attempts: [],
        unseen: 0,
        freed: false,
      };
      this.jobs.set(id, job);
      return;
    }
    const job = this.jobs.get(entry.id);
    if (job === undefined) return;
    if (entry.e === "signed") {
      job.nonce = entry.nonce;
      job.attempts.push({ hash: entry.hash, raw: entry.raw, fee: BigInt(entry.fee) });
      job.state = "sent";
    } else if (entry.e === "freed") {
      job.nonce = undefined;
      job.attempts = [];
      job.unseen = 0;
      job.freed = true;
      job.state = "queued";
    } else if (entry.e === "vanished") {
      job.done = undefined;
      job.unseen = 0;
      job.state = "sent";
    } else if (entry.e === "refused") {
      job.refused = entry.error;
      job.at = entry.at;
      job.state = "failed";
    } else {
      job.done = { hash: entry.hash, block: entry.block, gasUsed: BigInt(entry.gasUsed), error: entry.error };
      job.at = entry.at;
      job.state = entry.ok ? "included" : "failed";
    }
  }

  private forgetOld(): void {
    const finished = [...this.jobs.values()].filter(({ state }) => state === "included" || state === "failed");
    for (const { id } of finished.slice(0, Math.max(0, finished.length - KEPT))) this.jobs.delete(id);
    this.journal.rewrite([...this.jobs.values()].flatMap(entriesOf));
  }
}

interface Fees {
  fee: bigint;
  tip: bigint;
}

/** The fewest entries that lead to this job. */
function entriesOf(job: Job): Entry[] {
  const { id, to, data, whose, gas, at, done, refused } = job;
  const entries: Entry[] = [{ e: "call", id, to, data, whose, gas: gas.toString(), at }];
  for (const { hash, raw, fee } of job.attempts) {
    entries.push({ e: "signed", id, nonce: job.nonce!, hash, raw, fee: fee.toString() });
  }
  if (refused !== undefined) entries.push({ e: "refused", id, at, error: refused });
  if (done !== undefined) {
    const { hash, block, gasUsed, error } = done;
    entries.push({ e: "done", id, hash, block, ok: job.state === "included", gasUsed: gasUsed.toString(), at, error });
  }
  return entries;
}

function tooMuch(message: string): RelayError {
  return { code: "tooMuch", message };
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
