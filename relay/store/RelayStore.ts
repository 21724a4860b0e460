import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { Mistake } from "../Mistake.ts";

/** What a relay keeps lies in this file of its folder. */
export const STORE_FILE = "relay.sqlite";
/** Held by the one relay that works in a folder. Beside the store, so that a backup reads what the relay goes on writing. */
const LOCK_FILE = "relay.lock";
/** Milliseconds for which one waits for another that writes: a backup, a command. */
const PATIENCE = 5_000;
/** SQLite's own number for a file that another process, or another part of this one, holds. */
const BUSY = 5;

/** Another relay works in this folder: two of them would send the same calls under two books. */
export class FolderTaken extends Mistake {
  constructor(folder: string) {
    super(`Another relay is running in ${folder}. Give this one a folder of its own, or end the other first`);
  }
}

/** No relay has worked in this folder. */
export class NothingKept extends Mistake {
  constructor(folder: string) {
    super(`In ${folder} no relay has kept anything yet. RUNDE_DATA names the folder`);
  }
}

export interface StoreOptions {
  /** Pages of 4 kB that it may have, for a disk that must not fill. */
  mostPages?: number;
  /** A command that reads or writes beside the relay that works there, and leaves the lock to it. */
  isBeside?: boolean;
}

/**
 * Everything one relay keeps, in one file. What belongs together is written together or not at all; a disk that is full
 * throws and leaves the file as it was. The folder has one relay: its lock is held from the first moment on, before
 * anything else there is touched, and the system lets go of it when the process ends, however it ends.
 */
export class RelayStore {
  readonly #db: DatabaseSync;
  readonly #lock: DatabaseSync | undefined;

  /** @param folder Where the file lies or is made. */
  constructor(folder: string, { mostPages, isBeside = false }: StoreOptions = {}) {
    if (isBeside && !existsSync(join(folder, STORE_FILE))) throw new NothingKept(folder);
    this.#lock = isBeside ? undefined : lockOn(folder);
    this.#db = new DatabaseSync(join(folder, STORE_FILE), { timeout: PATIENCE });
    // Words that a person took back are overwritten, not only let go of; freed pages go back to the disk.
    this.#db.exec(
      "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
    );
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
    for (const one of [this.#db, this.#lock]) if (one?.isOpen) one.close();
  }
}

function lockOn(folder: string): DatabaseSync {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, LOCK_FILE));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT");
    return lock;
  } catch (error) {
    lock.close();
    throw (error as { errcode?: number }).errcode === BUSY ? new FolderTaken(folder) : error;
  }
}
