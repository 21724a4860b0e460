/** So many wait already that one more would only wait in vain. */
export class TooManyWait extends Error {}

interface Waiting {
  begin(): void;
}

/**
 * Lets only so much run at once, and of one address only a part of it. Addresses take turns, so that one which asks a
 * thousand times waits behind itself and not before the others.
 */
export class Turns {
  readonly #atOnce: number;
  readonly #each: number;
  readonly #longest: number;
  readonly #running = new Map<string, number>();
  /** Each address's own queue; the address that has waited longest for its turn stands first. */
  readonly #queues = new Map<string, Waiting[]>();
  #all = 0;

  /**
   * @param atOnce How much runs at once.
   * @param each How much of it for one address.
   * @param longest How many of one address may wait.
   */
  constructor(atOnce: number, each: number, longest: number) {
    this.#atOnce = atOnce;
    this.#each = each;
    this.#longest = longest;
  }

  async run<T>(address: string, work: () => Promise<T>): Promise<T> {
    if (!this.#isFree(address)) await this.#wait(address);
    else this.#begin(address);
    try {
      return await work();
    } finally {
      this.#end(address);
    }
  }

  get running(): number {
    return this.#all;
  }

  #isFree(address: string): boolean {
    return this.#all < this.#atOnce && (this.#running.get(address) ?? 0) < this.#each;
  }

  #begin(address: string): void {
    this.#all += 1;
    this.#running.set(address, (this.#running.get(address) ?? 0) + 1);
  }

  #end(address: string): void {
    this.#all -= 1;
    const left = (this.#running.get(address) ?? 1) - 1;
    if (left === 0) this.#running.delete(address);
    else this.#running.set(address, left);
    for (const [next, queue] of this.#queues) {
      if (!this.#isFree(next)) continue;
      const one = queue.shift();
      // To the end of the line, behind all the others.
      this.#queues.delete(next);
      if (queue.length > 0) this.#queues.set(next, queue);
      if (one === undefined) continue;
      this.#begin(next);
      one.begin();
      return;
    }
  }

  #wait(address: string): Promise<void> {
    const queue = this.#queues.get(address) ?? [];
    if (queue.length >= this.#longest) return Promise.reject(new TooManyWait("Too many questions are waiting"));
    this.#queues.set(address, queue);
    return new Promise((resolve) => void queue.push({ begin: resolve }));
  }
}
