import type { Context } from "hono";
import type { RelayStore } from "../store/RelayStore.ts";

/** Something that this relay does not serve any more, and why. */
export interface Tombstone {
  hash: string;
  reason: string;
  /** UTC seconds. */
  at: number;
}

/** The most letters of a reason. */
export const MOST_REASON = 500;

/**
 * Texts, papers, questions and answers that whoever runs this relay has taken out of sight, each with the reason that
 * everybody is shown. The chain goes on naming texts and papers; what was hidden here another relay may still serve.
 */
export class Hidden {
  readonly #store: RelayStore;

  constructor(store: RelayStore) {
    this.#store = store;
    store.define(
      "CREATE TABLE IF NOT EXISTS hidden (hash TEXT PRIMARY KEY, reason TEXT NOT NULL, at INTEGER NOT NULL)",
    );
  }

  hide({ hash, reason, at }: Tombstone): void {
    this.#store.run("INSERT OR REPLACE INTO hidden VALUES (?, ?, ?)", hash.toLowerCase(), reason, at);
  }

  /** @returns Whether it was hidden. */
  unhide(hash: string): boolean {
    return this.#store.run("DELETE FROM hidden WHERE hash = ?", hash.toLowerCase()) > 0;
  }

  find(hash: string): Tombstone | undefined {
    return this.#store.one("SELECT * FROM hidden WHERE hash = ?", hash.toLowerCase()) as unknown as
      | Tombstone
      | undefined;
  }

  all(): Tombstone[] {
    return this.#store.all("SELECT * FROM hidden ORDER BY at, hash") as unknown as Tombstone[];
  }
}

/** What whoever asks for it is told: that it was here, and why it is not shown. */
export function tombstone(c: Context, { reason, at }: Tombstone): Response {
  return c.json({ error: { code: "hidden", message: reason, at } }, 451, { "cache-control": "no-store" });
}
