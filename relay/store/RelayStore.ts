import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { Mistake } from "../Mistake.ts";

const FILE = "relay.sqlite";
/** SQLite's own number for a file that another process, or another part of this one, holds. */
const BUSY = 5;

/** Another relay works in this folder: two of them would send the same calls under two books. */
export class FolderTaken extends Mistake {
  constructor(folder: string) {
    super(`Another relay is running in ${folder}. Give this one a folder of its own, or end the other first`);
  }
}

/**
 * Everything one relay keeps, in one file. What belongs together is written together or not at all; a disk that is full
 * throws and leaves the file as it was. The file itself is the lock on the folder: it is held from the first moment on,
 * before anything else there is touched, and the system lets go of it when the process ends, however it ends.
 */
export class RelayStore {
  readonly #db: DatabaseSync;

  /**
   * @param folder Where the file lies or is made.
   * @param mostPages Pages of 4 kB that it may have, for a disk that must not fill.
   */
  constructor(folder: string, mostPages?: number) {
    mkdirSync(folder, { recursive: true });
    this.#db = new DatabaseSync(join(folder, FILE));
    try {
      // Words that a person took back are overwritten, not only let go of; freed pages go back to the disk.
      this.#db.exec(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA secure_delete = ON; BEGIN IMMEDIATE; COMMIT",
      );
    } catch (error) {
      this.#db.close();
      throw (error as { errcode?: number }).errcode === BUSY ? new FolderTaken(folder) : error;
    }
    this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    if (mostPages !== undefined) this.#db.exec(`PRAGMA max_page_count = ${mostPages}`);
  }

  /** Makes a table, should it not be there. */
  define(sql: string): void {
    this.#db.exec(sql);
  }

  /** @returns How many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#db.prepare(sql).run(...values).changes);
  }

  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.#db.prepare(sql).all(...values);
  }

  one(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#db.prepare(sql).get(...values);
  }

  /** All of it is on the disk when this returns, or nothing of it. */
  together<T>(work: () => T): T {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  /** Takes what was deleted off the disk, and gives the room back. */
  shrink(): void {
    this.#db.exec("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)");
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}
