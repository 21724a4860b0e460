import type { Hex } from "viem";
import { MAX_RECORD_BYTES, recordHash } from "#protocol/relay/records.ts";
import { DAY } from "../sending/jobBook.ts";
import type { RelayStore } from "../store/RelayStore.ts";

/** House seconds for which a text is kept that nobody has named. */
const UNNAMED = 3_600;
/** Unnamed texts that are kept at once. */
const MOST_UNNAMED = 10_000;
/** What one signer may name in a day of house time. */
const OF_SIGNER = { texts: 100, bytes: 200_000 };
/** And what another relay of the house may: a new one gets all that the old one has kept. */
export const OF_PEER = { texts: 5_000, bytes: 20_000_000 };

const LOOKED_AT = "lookedAt";

export type Shelved = { ok: true; hash: Hex } | { ok: false; reason: "tooLong" | "notText" | "full" };

/** Something that a house contract told. */
export interface Told {
  topics: readonly Hex[];
  data: Hex;
}

/**
 * Texts by their hash; anybody could keep them, because everybody checks the hash. A text stays once somebody of the
 * house has named it: in a call that the relay takes on, or in what a contract told of a call that came another way. The
 * rest is gone after an hour, so nobody fills the shelf with what nobody wants.
 */
export class TextShelf {
  readonly #store: RelayStore;
  readonly #mostUnnamed: number;
  readonly #waiting = new Waiting();

  constructor(store: RelayStore, mostUnnamed = MOST_UNNAMED) {
    this.#store = store;
    this.#mostUnnamed = mostUnnamed;
    store.define(
      `CREATE TABLE IF NOT EXISTS texts (hash TEXT PRIMARY KEY, body BLOB NOT NULL, at INTEGER NOT NULL, alias TEXT,
        whose TEXT, number INTEGER UNIQUE)`,
    );
    store.define("CREATE INDEX IF NOT EXISTS textsOfSigner ON texts (whose, at)");
    store.define("CREATE TABLE IF NOT EXISTS marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL)");
    for (const { hash } of store.all("SELECT hash FROM texts WHERE number IS NULL ORDER BY at")) {
      this.#waiting.add(String(hash), UNKNOWN);
    }
  }

  /**
   * Where no more texts may wait, one of whoever has brought most gives way, the oldest first: who fills the shelf from
   * many addresses takes room from themselves. What is named never gives way.
   *
   * @param alias Another word of 32 bytes by which calls will name it, such as the number of a proposal.
   * @param from Who brings it; undefined: the house itself, whose texts never give way either.
   */
  put(bytes: Uint8Array, now: number, alias?: Hex, from?: string): Shelved {
    if (bytes.length > MAX_RECORD_BYTES) return { ok: false, reason: "tooLong" };
    if (!isText(bytes)) return { ok: false, reason: "notText" };
    const hash = recordHash(bytes);
    if (this.#row(hash) !== undefined) return { ok: true, hash };
    const room = this.unnamed < this.#mostUnnamed ? undefined : this.#waiting.givesWayTo(from);
    if (room === undefined && this.unnamed >= this.#mostUnnamed) return { ok: false, reason: "full" };
    if (room !== undefined) {
      this.#store.run("DELETE FROM texts WHERE hash = ? AND number IS NULL", room);
      this.#waiting.remove(room);
    }
    this.#store.run("INSERT INTO texts (hash, body, at, alias) VALUES (?, ?, ?, ?)", hash, bytes, now, alias ?? null);
    if (from !== undefined) this.#waiting.add(hash, from);
    return { ok: true, hash };
  }

  get(hash: string): Uint8Array | undefined {
    const body = this.#row(hash)?.body;
    if (!(body instanceof Uint8Array)) return undefined;
    // What the disk has changed is not the text any more.
    return recordHash(body) === hash ? body : undefined;
  }

  /** Texts that wait to be named. */
  get unnamed(): number {
    return Number(this.#store.one("SELECT count(*) AS n FROM texts WHERE number IS NULL")?.n);
  }

  get named(): number {
    return Number(this.#store.one("SELECT count(*) AS n FROM texts WHERE number IS NOT NULL")?.n);
  }

  /** Keeps what these bytes of a signed call name, as far as its signer has room left today. */
  nameIn(data: Hex, whose: string, now: number): void {
    for (const hash of this.#namedIn([data])) this.keep(hash, whose, now);
  }

  /** Keeps what contracts have told of. That was paid for with gas; but what a signer had no room for stays out. */
  nameInTold(told: readonly Told[], now: number): void {
    for (const hash of this.#namedIn(told.flatMap(({ topics, data }) => [...topics, data]))) {
      if (this.#row(hash)?.whose === null) this.#number(hash, "chain", now);
    }
  }

  /** Keeps a text for somebody. False: they have no room left today. */
  keep(hash: Hex, whose: string, now: number, most = OF_SIGNER): boolean {
    const row = this.#row(hash);
    if (row === undefined || row.number !== null) return true;
    const since = Math.floor(now / DAY) * DAY;
    const sum = "SELECT count(*) AS n, coalesce(sum(length(body)), 0) AS bytes FROM texts WHERE whose = ? AND at >= ?";
    const { n, bytes } = this.#store.one(sum, whose, since) as { n: number; bytes: number };
    if (n >= most.texts || bytes >= most.bytes) {
      this.#store.run("UPDATE texts SET whose = 'nobody' WHERE hash = ?", hash);
      return false;
    }
    this.#number(hash, whose, now);
    return true;
  }

  /** Keeps a text of the house itself, for good. */
  own(bytes: Uint8Array, now: number): void {
    const shelved = this.put(bytes, now);
    if (shelved.ok && this.#row(shelved.hash)?.number === null) this.#number(shelved.hash, "house", now);
  }

  /** Hashes of texts that stay, in the order in which they came to stay, after a number. */
  namedAfter(number: number, most: number): { number: number; hash: Hex }[] {
    const rows = this.#store.all(
      "SELECT number, hash FROM texts WHERE number > ? ORDER BY number LIMIT ?",
      number,
      most,
    );
    return rows as { number: number; hash: Hex }[];
  }

  /** Takes what was not named in time off the shelf, and off the disk. Call it after looking through the chain. */
  expire(now: number): void {
    const gone = this.#store.all("DELETE FROM texts WHERE number IS NULL AND at < ? RETURNING hash", now - UNNAMED);
    for (const { hash } of gone) this.#waiting.remove(String(hash));
    if (gone.length > 0) this.#store.shrink();
  }

  /** The block up to which the chain was looked through. */
  get lookedAt(): number | undefined {
    const row = this.#store.one("SELECT value FROM marks WHERE name = ?", LOOKED_AT);
    return row === undefined ? undefined : Number(row.value);
  }

  set lookedAt(block: number) {
    this.#store.run("INSERT OR REPLACE INTO marks VALUES (?, ?)", LOOKED_AT, block);
  }

  #row(hash: string): Record<string, unknown> | undefined {
    return this.#store.one("SELECT * FROM texts WHERE hash = ?", hash);
  }

  #number(hash: Hex, whose: string, now: number): void {
    this.#store.run(
      "UPDATE texts SET whose = ?, at = ?, number = (SELECT coalesce(max(number), 0) + 1 FROM texts) WHERE hash = ?",
      whose,
      now,
      hash,
    );
    this.#waiting.remove(hash);
  }

  /** Every 32 bytes that stand anywhere in these, if they are a waiting text's hash or its alias. */
  #namedIn(all: readonly Hex[]): Hex[] {
    const waiting = this.#store.all("SELECT hash, alias FROM texts WHERE number IS NULL");
    const names = new Map<string, Hex>();
    for (const { hash, alias } of waiting as { hash: Hex; alias: Hex | null }[]) {
      names.set(hash.slice(2), hash);
      if (alias !== null) names.set(alias.slice(2), hash);
    }
    const found = new Set<Hex>();
    if (names.size === 0) return [];
    for (const one of all) {
      const digits = one.slice(2).toLowerCase();
      for (let at = 0; at + 64 <= digits.length; at += 2) {
        const hash = names.get(digits.slice(at, at + 64));
        if (hash !== undefined) found.add(hash);
      }
    }
    return [...found];
  }
}

const UNKNOWN = "before the relay was started";

/** Who brought the texts that wait, in this process alone: on the disk it would tell who wrote what. */
class Waiting {
  /** Each one's texts, the oldest first. */
  readonly #of = new Map<string, Set<string>>();
  readonly #from = new Map<string, string>();

  add(hash: string, from: string): void {
    this.#from.set(hash, from);
    const theirs = this.#of.get(from);
    if (theirs === undefined) this.#of.set(from, new Set([hash]));
    else theirs.add(hash);
  }

  remove(hash: string): void {
    const from = this.#from.get(hash);
    if (from === undefined) return;
    this.#from.delete(hash);
    const theirs = this.#of.get(from);
    theirs?.delete(hash);
    if (theirs?.size === 0) this.#of.delete(from);
  }

  /** What gives way to one more text of somebody; undefined: nothing may. */
  givesWayTo(from: string | undefined): string | undefined {
    let most: { size: number; oldest: string } | undefined;
    for (const [who, theirs] of this.#of) {
      const size = theirs.size + (who === from ? 1 : 0);
      const [oldest] = theirs;
      if (oldest !== undefined && size > (most?.size ?? 0)) most = { size, oldest };
    }
    return most?.oldest;
  }
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return bytes.length > 0;
  } catch {
    return false;
  }
}
