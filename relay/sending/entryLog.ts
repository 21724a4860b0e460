import type { RelayStore } from "../store/RelayStore.ts";
import type { Entry } from "./jobBook.ts";

/** Everything that happened to calls, on the disk in order. What is over for good keeps one line of it. */
export class EntryLog {
  readonly #store: RelayStore;

  constructor(store: RelayStore) {
    this.#store = store;
    store.define(
      "CREATE TABLE IF NOT EXISTS entries (seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, day INTEGER, body TEXT NOT NULL)",
    );
    store.define("CREATE INDEX IF NOT EXISTS entriesOfSubject ON entries (subject)");
  }

  read(): Entry[] {
    return this.#store
      .all("SELECT body FROM entries ORDER BY seq")
      .map(({ body }) => JSON.parse(String(body)) as Entry);
  }

  /** On the disk when it returns: all of them, or none. */
  append(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    this.#store.together(() => {
      for (const entry of entries) {
        if (entry.e === "rekeyed") {
          this.#store.run("DELETE FROM entries WHERE subject <> 'closed'");
          continue;
        }
        if (entry.e === "closed") this.#forget(entry);
        this.#insert(subjectOf(entry), entry.e === "closed" ? entry.day : null, JSON.stringify(entry));
      }
    });
  }

  /** Lets go of what closed calls of earlier days have cost. */
  forgetDays(before: number): void {
    this.#store.run("DELETE FROM entries WHERE subject = 'closed' AND day < ?", before);
    this.#store.shrink();
  }

  #insert(subject: string, day: number | null, body: string): void {
    this.#store.run("INSERT INTO entries (subject, day, body) VALUES (?, ?, ?)", subject, day, body);
  }

  #forget({ job, slots }: Extract<Entry, { e: "closed" }>): void {
    const subjects = [...(job === undefined ? [] : [`job ${job}`]), ...slots.map((nonce) => `nonce ${nonce}`)];
    for (const subject of subjects) this.#store.run("DELETE FROM entries WHERE subject = ?", subject);
  }
}

function subjectOf(entry: Exclude<Entry, { e: "rekeyed" }>): string {
  if (entry.e === "closed") return entry.e;
  return "nonce" in entry ? `nonce ${entry.nonce}` : `job ${entry.job}`;
}
