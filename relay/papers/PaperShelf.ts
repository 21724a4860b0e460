import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Hex, keccak256 } from "viem";
import {
  type Audience,
  kindOf,
  type ListedPaper,
  MOST_PAPER_BYTES,
  type PaperKind,
} from "#protocol/treasury/papers.ts";
import { DAY } from "../sending/jobBook.ts";
import type { RelayStore } from "../store/RelayStore.ts";

/** What one account may hand in, in a day of house time; and what is copied from another relay, which has it from many. */
const mostADay = {
  account: { papers: 100, bytes: 100_000_000 },
  relay: { papers: 2_000, bytes: 2_000_000_000 },
} as const;

/** Beside the relay's store. */
export const PAPERS_FOLDER = "papers";

export type PaperRefusal = "tooLong" | "otherKind" | "wrongHash" | "tooMuch";

export interface KeptPaper {
  kind: PaperKind;
  audience: Audience;
}

/** What a paper comes with: its hash, who may read it, and whose room it takes. */
interface Brought {
  hash: Hex;
  audience: Audience;
  /** The account that handed it in, or the relay that it is copied from. */
  whose: string;
  by?: keyof typeof mostADay;
}

/** Papers by their hash, each a file beside the relay's own; who may read which is in the relay's file. */
export class PaperShelf {
  readonly #folder: string;
  readonly #store: RelayStore;

  constructor(store: RelayStore, folder: string) {
    this.#folder = join(folder, PAPERS_FOLDER);
    this.#store = store;
    mkdirSync(this.#folder, { recursive: true });
    store.define(
      `CREATE TABLE IF NOT EXISTS papers (hash TEXT PRIMARY KEY, kind TEXT NOT NULL, audience TEXT NOT NULL,
        bytes INTEGER NOT NULL, whose TEXT NOT NULL, at INTEGER NOT NULL)`,
    );
    store.define("CREATE INDEX IF NOT EXISTS papersOfAccount ON papers (whose, at)");
  }

  /** Keeps a paper. Who handed it in first has said who may read it; the same paper again changes nothing. */
  put(
    bytes: Uint8Array,
    { hash, audience, whose, by = "account" }: Brought,
    now: number,
  ): { ok: true } | { ok: false; reason: PaperRefusal } {
    if (bytes.length > MOST_PAPER_BYTES) return { ok: false, reason: "tooLong" };
    const kind = kindOf(bytes);
    if (kind === undefined) return { ok: false, reason: "otherKind" };
    if (keccak256(bytes) !== hash) return { ok: false, reason: "wrongHash" };
    if (this.find(hash) !== undefined) return { ok: true };
    const since = Math.floor(now / DAY) * DAY;
    const sum = "SELECT count(*) AS n, coalesce(sum(bytes), 0) AS bytes FROM papers WHERE whose = ? AND at >= ?";
    const today = this.#store.one(sum, whose, since) as { n: number; bytes: number };
    const most = mostADay[by];
    if (today.n >= most.papers || today.bytes + bytes.length > most.bytes) return { ok: false, reason: "tooMuch" };
    // The file first, whole under its name or not at all: what the relay's file names is there.
    const fresh = this.#file(`${hash}.new`);
    writeFileSync(fresh, bytes);
    renameSync(fresh, this.#file(hash));
    this.#store.run(
      "INSERT OR IGNORE INTO papers VALUES (?, ?, ?, ?, ?, ?)",
      hash,
      kind,
      audience,
      bytes.length,
      whose,
      now,
    );
    return { ok: true };
  }

  find(hash: string): KeptPaper | undefined {
    const row = this.#store.one("SELECT kind, audience FROM papers WHERE hash = ?", hash.toLowerCase());
    return row as unknown as KeptPaper | undefined;
  }

  /** What came from a second of house time on, in that order: for the house's other relays. */
  since(at: number, most: number): ListedPaper[] {
    const rows = this.#store.all(
      "SELECT hash, audience, at FROM papers WHERE at >= ? ORDER BY at, hash LIMIT ?",
      at,
      most,
    );
    return rows as unknown as ListedPaper[];
  }

  /** The bytes; undefined: the disk has changed or lost them. */
  read(hash: string): Uint8Array<ArrayBuffer> | undefined {
    try {
      // A copy of its own: a Buffer may lie in memory that holds other things too.
      const bytes = Uint8Array.from(readFileSync(this.#file(hash.toLowerCase())));
      return keccak256(bytes) === hash.toLowerCase() ? bytes : undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }
}
