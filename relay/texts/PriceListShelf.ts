import * as v from "valibot";
import { Right } from "#protocol/abi/enums.ts";
import { teamAbi } from "#protocol/abi/team.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { priceListMessage, type SignedPriceList, signedPriceListSchema } from "#protocol/voucher/priceList.ts";
import type { Chain } from "../calls/simulate.ts";
import type { RelayStore } from "../store/RelayStore.ts";
import { isSignedBy } from "./signers.ts";

export type PricesAnswer = { ok: true } | { ok: false; reason: "malformed" | "mayNotPrice" | "older" };

/** What the counter sells: one list, signed by somebody who may set prices when it comes. */
export class PriceListShelf {
  readonly #deployment: Deployment;
  readonly #chain: Chain;
  readonly #store: RelayStore;

  constructor(store: RelayStore, deployment: Deployment, chain: Chain) {
    this.#deployment = deployment;
    this.#chain = chain;
    this.#store = store;
    store.define("CREATE TABLE IF NOT EXISTS priceList (one INTEGER PRIMARY KEY, list TEXT NOT NULL)");
  }

  /** The newest list; undefined: nobody has signed one. Who reads it checks whose it is: rights change. */
  get newest(): SignedPriceList | undefined {
    const row = this.#store.one("SELECT list FROM priceList");
    return row === undefined ? undefined : v.parse(signedPriceListSchema, JSON.parse(String(row.list)));
  }

  /** Throws when the chain does not say who may: that is nobody's refusal. */
  async put(content: unknown): Promise<PricesAnswer> {
    const parsed = v.safeParse(signedPriceListSchema, content);
    if (!parsed.success) return { ok: false, reason: "malformed" };
    const list = parsed.output;
    const message = priceListMessage(this.#deployment, list);
    if (!(await this.#may(list.by)) || !(await isSignedBy(this.#chain, list.by, message, list.signature))) {
      return { ok: false, reason: "mayNotPrice" };
    }
    const { newest } = this;
    // Whoever may no longer cannot block the list with a number that nobody reaches.
    const isOlder = newest !== undefined && BigInt(newest.version) >= BigInt(list.version);
    if (isOlder && (await this.#may(newest.by))) return { ok: false, reason: "older" };
    this.#store.run("INSERT OR REPLACE INTO priceList VALUES (1, ?)", JSON.stringify(list));
    return { ok: true };
  }

  #may(account: SignedPriceList["by"]): Promise<boolean> {
    return this.#chain.client.readContract({
      abi: teamAbi,
      address: this.#deployment.contracts.Team,
      functionName: "may",
      args: [account, Right.ManageCounter],
    });
  }
}
