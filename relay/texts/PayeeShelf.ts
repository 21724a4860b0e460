import * as v from "valibot";
import type { Deployment } from "#protocol/house/deployments.ts";
import { type PayeeBook, payeeBookMessage, payeeBookSchema } from "#protocol/treasury/payees.ts";
import type { Chain } from "../calls/simulate.ts";
import type { RelayStore } from "../store/RelayStore.ts";
import { isSignedBy, officeNow } from "./signers.ts";

export type PayeesAnswer = { ok: true } | { ok: false; reason: "malformed" | "notTheOperator" | "older" };

/** Whom the house pays, by name: one list, signed by whoever is the operator when it comes. */
export class PayeeShelf {
  readonly #deployment: Deployment;
  readonly #chain: Chain;
  readonly #store: RelayStore;

  constructor(store: RelayStore, deployment: Deployment, chain: Chain) {
    this.#deployment = deployment;
    this.#chain = chain;
    this.#store = store;
    store.define(
      "CREATE TABLE IF NOT EXISTS payees (one INTEGER PRIMARY KEY, book TEXT NOT NULL, operator TEXT NOT NULL)",
    );
  }

  /** The newest list; undefined: there is none. Who reads it checks whose it is: offices change. */
  get book(): PayeeBook | undefined {
    const row = this.#store.one("SELECT book FROM payees");
    return row === undefined ? undefined : v.parse(payeeBookSchema, JSON.parse(String(row.book)));
  }

  async put(content: unknown): Promise<PayeesAnswer> {
    const parsed = v.safeParse(payeeBookSchema, content);
    if (!parsed.success) return { ok: false, reason: "malformed" };
    const book = parsed.output;
    const operator = await officeNow(this.#chain, this.#deployment, "operator");
    const message = payeeBookMessage(this.#deployment, book);
    if (!(await isSignedBy(this.#chain, operator, message, book.signature as `0x${string}`))) {
      return { ok: false, reason: "notTheOperator" };
    }
    const before = this.#store.one("SELECT operator FROM payees");
    // A new operator begins a book of their own, whatever the former one counted to.
    if (before?.operator === operator && BigInt(this.book?.nonce ?? 0) >= BigInt(book.nonce)) {
      return { ok: false, reason: "older" };
    }
    this.#store.run("INSERT OR REPLACE INTO payees VALUES (1, ?, ?)", JSON.stringify(book), operator);
    return { ok: true };
  }
}
