import type { Context } from "hono";
import { addressOf } from "./addressOf.ts";
import { Buckets } from "./Buckets.ts";

/** What one address may do at once, and how much of it comes back in a second. A room full of phones is one address. */
export interface Allowance {
  size: number;
  perSecond: number;
}

export type Kind = "questions" | "calls" | "texts" | "pages";

const usual: Record<Kind, Allowance> = {
  questions: { size: 4_000, perSecond: 150 },
  calls: { size: 120, perSecond: 2 },
  texts: { size: 60, perSecond: 1 / 60 },
  // Drawn for this visitor; those that were drawn a moment ago cost nothing.
  pages: { size: 120, perSecond: 2 },
};

/** A bucket for each kind of asking, by address. What runs in the same process asks as much as it likes. */
export class AddressLimits {
  readonly #proxies: number;
  readonly #buckets: Record<Kind, Buckets>;

  /**
   * @param proxies Servers of our own in front of this one.
   * @param allowances What differs from the usual.
   */
  constructor(proxies = 0, allowances: Partial<Record<Kind, Allowance>> = {}) {
    this.#proxies = proxies;
    const bucket = (kind: Kind) => {
      const { size, perSecond } = allowances[kind] ?? usual[kind];
      return new Buckets(size, perSecond);
    };
    this.#buckets = {
      questions: bucket("questions"),
      calls: bucket("calls"),
      texts: bucket("texts"),
      pages: bucket("pages"),
    };
  }

  addressOf(c: Context): string {
    return addressOf(c, this.#proxies);
  }

  take(c: Context, kind: Kind, tokens = 1): boolean {
    const address = this.addressOf(c);
    return address === "here" || this.#buckets[kind].take(address, tokens);
  }
}
