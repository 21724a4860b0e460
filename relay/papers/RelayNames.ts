import * as v from "valibot";
import { type Address, getAddress } from "viem";
import { address } from "#protocol/house/shapes.ts";

const healthSchema = v.object({ relay: address });
const PATIENCE = 10_000;
/** Milliseconds between two questions to the same relays: whoever makes up accounts makes us ask no more often. */
const ASK_AGAIN = 5_000;

/** The accounts of the house's other relays, as each says at its own address, which the deployment file names. */
export class RelayNames {
  readonly #origins: readonly string[];
  readonly #accounts = new Map<string, Address>();
  #asked: { at: number; done: Promise<void> } | undefined;

  constructor(origins: readonly string[]) {
    this.#origins = origins;
  }

  /** Whether this account is one of them; asks them when it is not known, if it has not asked just now. */
  async has(account: Address): Promise<boolean> {
    if (this.#knows(account)) return true;
    const now = performance.now();
    if (this.#asked === undefined || now - this.#asked.at > ASK_AGAIN) this.#asked = { at: now, done: this.#ask() };
    await this.#asked.done;
    return this.#knows(account);
  }

  #knows(account: Address): boolean {
    return [...this.#accounts.values()].includes(account);
  }

  async #ask(): Promise<void> {
    await Promise.all(
      this.#origins.map(async (origin) => {
        // One that is not well says who it is all the same; one that is away is asked the next time.
        const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(PATIENCE) }).catch(
          () => undefined,
        );
        const health = v.safeParse(healthSchema, await answer?.json().catch(() => undefined));
        if (health.success) this.#accounts.set(origin, getAddress(health.output.relay));
      }),
    );
  }
}
