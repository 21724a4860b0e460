import * as v from "valibot";
import { whole, word } from "#protocol/house/shapes.ts";
import { directorySchema, recordHash } from "#protocol/relay/records.ts";
import { signedPriceListSchema } from "#protocol/voucher/priceList.ts";
import type { Directory } from "./directory.ts";
import type { PriceListShelf } from "./PriceListShelf.ts";
import type { TextShelf } from "./TextShelf.ts";

const pageSchema = v.array(v.object({ number: whole, hash: word }));
const PATIENCE = 10_000;

/** What is kept here, and there. */
interface Kept {
  shelf: TextShelf;
  directory: Directory;
  prices: PriceListShelf;
}

/**
 * Fetches what the house's other relays keep, so that one that was away, or is new, has it too. It believes none of them:
 * a text has its hash, a line and a price list their signature. Which texts stay is taken from them, for they saw the calls.
 */
export class Peers {
  readonly #origins: readonly string[];
  readonly #shelf: TextShelf;
  readonly #directory: Directory;
  readonly #prices: PriceListShelf;
  /** The last number that was read of each. */
  readonly #read = new Map<string, number>();

  constructor(origins: readonly string[], { shelf, directory, prices }: Kept) {
    this.#origins = origins;
    this.#shelf = shelf;
    this.#directory = directory;
    this.#prices = prices;
  }

  /** Looks at each once; one that does not answer is asked again the next time. */
  async look(now: number): Promise<void> {
    const looks = this.#origins.map((origin) =>
      Promise.all([this.#texts(origin, now), this.#lines(origin), this.#priceList(origin)]),
    );
    const failed = (await Promise.allSettled(looks)).filter((look) => look.status === "rejected");
    if (failed.length > 0) throw new Error(`${failed.length} of the house's other relays did not answer`);
  }

  async #texts(origin: string, now: number): Promise<void> {
    for (;;) {
      const after = this.#read.get(origin) ?? 0;
      const page = v.parse(pageSchema, await (await get(`${origin}/records?after=${after}`)).json());
      if (page.length === 0) return;
      for (const { hash, number } of page) {
        if (this.#shelf.get(hash) === undefined) {
          const bytes = new Uint8Array(await (await get(`${origin}/records/${hash}`)).arrayBuffer());
          if (recordHash(bytes) === hash) this.#shelf.put(bytes, now);
        }
        this.#shelf.keep(hash, `peer ${origin}`, now);
        this.#read.set(origin, number);
      }
    }
  }

  async #lines(origin: string): Promise<void> {
    const mine = new Map(this.#directory.all().map(({ line }) => [line.seat, BigInt(line.nonce)]));
    for (const signed of v.parse(directorySchema, await (await get(`${origin}/directory?all`)).json())) {
      if (BigInt(signed.line.nonce) > (mine.get(signed.line.seat) ?? -1n)) await this.#directory.put(signed);
    }
  }

  async #priceList(origin: string): Promise<void> {
    const theirs = v.safeParse(signedPriceListSchema, await (await get(`${origin}/price-list`)).json());
    // One that is known is not asked about again; whether another one counts, the shelf finds out.
    if (theirs.success && theirs.output.signature !== this.#prices.newest?.signature)
      await this.#prices.put(theirs.output);
  }
}

async function get(url: string): Promise<Response> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}
