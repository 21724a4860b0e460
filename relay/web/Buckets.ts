/** How many addresses are remembered; of more, the one that asked longest ago is forgotten. */
const REMEMBERED = 10_000;

/** A bucket of tokens for each address: full at first, filled again with time, empty for who takes too many. */
export class Buckets {
  readonly #size: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #left = new Map<string, { tokens: number; at: number }>();

  /**
   * @param size Tokens in a full bucket.
   * @param perSecond Tokens that come back in a second.
   * @param now Milliseconds, never set back.
   */
  constructor(size: number, perSecond: number, now: () => number = () => performance.now()) {
    this.#size = size;
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** Takes tokens, if there are so many. */
  take(address: string, tokens = 1): boolean {
    const now = this.#now();
    const known = this.#left.get(address) ?? { tokens: this.#size, at: now };
    const tokensNow = Math.min(this.#size, known.tokens + ((now - known.at) / 1_000) * this.#perSecond);
    const isEnough = tokensNow >= Math.min(tokens, this.#size);
    this.#left.delete(address);
    this.#left.set(address, { tokens: isEnough ? tokensNow - tokens : tokensNow, at: now });
    for (const oldest of this.#left.keys()) {
      if (this.#left.size <= REMEMBERED) break;
      this.#left.delete(oldest);
    }
    return isEnough;
  }
}
