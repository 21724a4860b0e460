import { type Address, bytesToHex, type Hex, hexToBytes, keccak256, toEventSelector } from "viem";
import { accountName, accounts } from "./accounts.ts";

/** One entry of the books as its log tells it; the twin of `IJournal.EntryAppended`. */
export interface JournalEntry {
  seq: number;
  /** UTC seconds. */
  time: number;
  debit: number;
  credit: number;
  /** Smallest unit. */
  amount: bigint;
  term: number;
  ref: Hex;
  actor: Address;
  /** The entry it takes back; 0 = none. */
  reverses: number;
  /** What the log says the head is after it. */
  head: Hex;
}

/** A log as a node gives it. */
export interface RawLog {
  topics: readonly string[];
  data: string;
}

export const ENTRY_APPENDED = toEventSelector(
  "EntryAppended(uint64,uint16,uint16,uint128,uint48,uint16,bytes32,address,uint64,bytes32)",
);
export const NO_HEAD: Hex = `0x${"0".repeat(64)}`;

/** keccak256 of bytes. The default is slow and always there; a page that reads many entries brings a faster one. */
export type Keccak = (bytes: Uint8Array) => Uint8Array;
const slowKeccak: Keccak = (bytes) => keccak256(bytes, "bytes");

const WORD = 64;
const EVENT_WORDS = 7;

/** Reads a log of `EntryAppended`; throws for any other. */
export function entryOfLog({ topics, data }: RawLog): JournalEntry {
  const [selector = "", ...indexed] = topics;
  if (selector.toLowerCase() !== ENTRY_APPENDED || indexed.length !== 3 || data.length !== 2 + EVENT_WORDS * WORD) {
    throw new Error("This log is no entry of the books");
  }
  const word = (i: number) => data.slice(2 + i * WORD, 2 + (i + 1) * WORD).toLowerCase();
  const number = (hex: string) => Number.parseInt(hex, 16);
  const [seq = "", debit = "", credit = ""] = indexed;
  return {
    seq: number(seq),
    debit: number(debit),
    credit: number(credit),
    amount: BigInt(`0x${word(0)}`),
    time: number(word(1)),
    term: number(word(2)),
    ref: `0x${word(3)}`,
    actor: `0x${word(4).slice(24)}`,
    reverses: number(word(5)),
    head: `0x${word(6)}`,
  };
}

/** The head after `entry`: keccak256(abi.encode(head, seq, time, debit, credit, amount, term, ref, actor, reverses)). */
export function entryHash(head: Hex, entry: Omit<JournalEntry, "head">): Hex {
  return bytesToHex(slowKeccak(write(hexToBytes(head), entry, new Uint8Array(HASHED_BYTES))));
}

const HASHED_BYTES = 320;

/** Writes the words that are hashed into `into`, which may be used again: every byte of it is written. */
function write(head: Uint8Array, entry: Omit<JournalEntry, "head">, into: Uint8Array): Uint8Array {
  into.set(head, 0);
  writeNumber(into, 1, BigInt(entry.seq));
  writeNumber(into, 2, BigInt(entry.time));
  writeNumber(into, 3, BigInt(entry.debit));
  writeNumber(into, 4, BigInt(entry.credit));
  writeNumber(into, 5, entry.amount);
  writeNumber(into, 6, BigInt(entry.term));
  into.set(hexToBytes(entry.ref), 7 * 32);
  into.fill(0, 8 * 32, 8 * 32 + 12);
  into.set(hexToBytes(entry.actor), 8 * 32 + 12);
  writeNumber(into, 9, BigInt(entry.reverses));
  return into;
}

function writeNumber(into: Uint8Array, word: number, value: bigint): void {
  const view = new DataView(into.buffer, into.byteOffset + word * 32, 32);
  // The whole word, so that a number no contract could have written has another hash.
  for (let i = 0; i < 4; ++i) view.setBigUint64(i * 8, BigInt.asUintN(64, value >> BigInt(192 - 64 * i)));
}

/** Why the entries that were read are not the books, and where it begins. */
export type Difference =
  | { kind: "missing"; seq: number }
  | { kind: "changed"; seq: number; recomputed: Hex; logged: Hex }
  | { kind: "head"; recomputed: Hex; onChain: Hex }
  | { kind: "count"; recomputed: number; onChain: number }
  | { kind: "balance"; account: number; recomputed: bigint; onChain: bigint };

/** What the contract itself says. */
export interface BooksOnChain {
  head: Hex;
  count: number;
  balances: ReadonlyMap<number, bigint>;
}

/** Every account there is, in the order of the chart. */
export const accountCodes: readonly number[] = Object.values(accounts);

/**
 * The books recomputed, entry by entry: `add` each in order, in as many sittings as you like, then `compare` with what
 * the chain says. After the first difference nothing is added any more, so a wrong total is never shown.
 */
export class JournalTwin {
  readonly #keccak: Keccak;
  readonly #buffer = new Uint8Array(HASHED_BYTES);
  readonly #balances = new Map<number, bigint>();
  #head: Uint8Array = new Uint8Array(32);
  #count = 0;
  #difference: Difference | undefined;

  constructor(keccak: Keccak = slowKeccak) {
    this.#keccak = keccak;
  }

  get head(): Hex {
    return bytesToHex(this.#head);
  }

  get count(): number {
    return this.#count;
  }

  /** The first difference so far. */
  get difference(): Difference | undefined {
    return this.#difference;
  }

  /** Debits less credits, smallest unit. */
  balance(account: number): bigint {
    return this.#balances.get(account) ?? 0n;
  }

  /** Adds the next entry; answers whether all is well so far. */
  add(entry: JournalEntry): boolean {
    if (this.#difference) return false;
    const expected = this.#count + 1;
    // One that is there already adds nothing: two pages of a list may overlap.
    if (entry.seq < expected) return true;
    if (entry.seq > expected) return this.#differs({ kind: "missing", seq: expected });
    const hash = this.#keccak(write(this.#head, entry, this.#buffer));
    const recomputed = bytesToHex(hash);
    if (recomputed !== entry.head) {
      return this.#differs({ kind: "changed", seq: entry.seq, recomputed, logged: entry.head });
    }
    this.#head = Uint8Array.from(hash);
    this.#count = entry.seq;
    this.#balances.set(entry.debit, this.balance(entry.debit) + entry.amount);
    this.#balances.set(entry.credit, this.balance(entry.credit) - entry.amount);
    return true;
  }

  #differs(difference: Difference): false {
    this.#difference = difference;
    return false;
  }

  /** The first difference between what was added and what the chain says; `undefined` = they match. */
  compare(onChain: BooksOnChain): Difference | undefined {
    if (this.#difference) return this.#difference;
    if (this.#count < onChain.count) return { kind: "missing", seq: this.#count + 1 };
    if (this.#count > onChain.count) return { kind: "count", recomputed: this.#count, onChain: onChain.count };
    if (this.head !== onChain.head) return { kind: "head", recomputed: this.head, onChain: onChain.head };
    for (const account of new Set([...onChain.balances.keys(), ...this.#balances.keys()])) {
      const [recomputed, said] = [this.balance(account), onChain.balances.get(account) ?? 0n];
      if (recomputed !== said) return { kind: "balance", account, recomputed, onChain: said };
    }
    return undefined;
  }
}

/** A difference in a sentence, for a command's output. */
export function differenceSentence(difference: Difference): string {
  switch (difference.kind) {
    case "missing":
      return `Incomplete: entry ${difference.seq} is missing`;
    case "changed":
      return `Entry ${difference.seq} differs: recomputed ${difference.recomputed}, its log says ${difference.logged}`;
    case "head":
      return `The heads differ: recomputed ${difference.recomputed}, the chain says ${difference.onChain}`;
    case "count":
      return `${difference.recomputed} entries were found, the chain says ${difference.onChain}`;
    case "balance":
      return `Account ${difference.account} (${accountName(difference.account) ?? "unknown"}) differs: recomputed ${difference.recomputed}, the chain says ${difference.onChain}`;
  }
}
