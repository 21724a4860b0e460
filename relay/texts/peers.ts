import * as v from "valibot";
import { whole } from "#protocol/house/shapes.ts";
import { changedQuestionsSchema } from "#protocol/relay/questions.ts";
import { directorySchema, recordHash } from "#protocol/relay/records.ts";
import { listedPapersSchema } from "#protocol/treasury/papers.ts";
import { payeeBookSchema } from "#protocol/treasury/payees.ts";
import { signedPriceListSchema } from "#protocol/voucher/priceList.ts";
import type { PaperShelf } from "../papers/PaperShelf.ts";
import type { Questions } from "../questions/Questions.ts";
import type { Directory } from "./directory.ts";
import type { PayeeShelf } from "./PayeeShelf.ts";
import type { PriceListShelf } from "./PriceListShelf.ts";
import { OF_PEER, type TextShelf } from "./TextShelf.ts";

const hash = v.custom<`0x${string}`>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value));
const pageSchema = v.array(v.object({ number: whole, hash }));
const PATIENCE = 10_000;
/** Milliseconds for a paper of some megabytes. */
const PAPER_PATIENCE = 60_000;
/** Not there, and taken out of sight. */
const GONE = [404, 451];

/** What is kept here, and there. */
interface Kept {
  shelf: TextShelf;
  directory: Directory;
  prices: PriceListShelf;
  payees: PayeeShelf;
  papers: PaperShelf;
  questions: Questions;
}

/**
 * Fetches what the house's other relays keep, so that one that was away, or is new, has it too. It believes none of them:
 * a text and a paper have their hash, a line and a list their signature. Which texts stay, and for whom a paper is, is taken
 * from them, for they saw the calls.
 */
export class Peers {
  readonly #origins: readonly string[];
  readonly #kept: Kept;
  readonly #permit: () => Promise<string>;
  /** The last number that was read of each. */
  readonly #read = new Map<string, number>();
  /** The second of the last paper that was read of each. */
  readonly #readPapers = new Map<string, number>();
  /** The last change of a question that was read of each. */
  readonly #readQuestions = new Map<string, number>();

  /** @param permit Signs that this relay reads papers, as `Authorization`; the others know its account. */
  constructor(origins: readonly string[], kept: Kept, permit: () => Promise<string>) {
    this.#origins = origins;
    this.#kept = kept;
    this.#permit = permit;
  }

  /** Looks at each once; one that does not answer is asked again the next time. */
  async look(now: number): Promise<void> {
    const looks = this.#origins.map((origin) =>
      Promise.all([
        this.#texts(origin, now),
        this.#lines(origin),
        this.#priceList(origin),
        this.#payees(origin),
        this.#papers(origin, now),
        this.#questions(origin, now),
      ]),
    );
    const failed = (await Promise.allSettled(looks)).filter((look) => look.status === "rejected");
    if (failed.length > 0) throw new Error(`${failed.length} of the house's other relays did not answer`);
  }

  async #texts(origin: string, now: number): Promise<void> {
    const { shelf } = this.#kept;
    for (;;) {
      const after = this.#read.get(origin) ?? 0;
      const page = v.parse(pageSchema, await (await get(`${origin}/records?after=${after}`)).json());
      if (page.length === 0) return;
      for (const { hash, number } of page) {
        if (shelf.get(hash) === undefined) {
          const bytes = await bytesAt(`${origin}/records/${hash}`);
          if (bytes !== undefined && recordHash(bytes) === hash) shelf.put(bytes, now, undefined, `peer ${origin}`);
        }
        // What there is no room for today is asked for again.
        if (!shelf.keep(hash, `peer ${origin}`, now, OF_PEER)) return;
        this.#read.set(origin, number);
      }
    }
  }

  async #lines(origin: string): Promise<void> {
    const { directory } = this.#kept;
    const mine = new Map(directory.all().map(({ line }) => [line.seat, BigInt(line.nonce)]));
    for (const signed of v.parse(directorySchema, await (await get(`${origin}/directory?all`)).json())) {
      if (BigInt(signed.line.nonce) > (mine.get(signed.line.seat) ?? -1n)) await directory.put(signed);
    }
  }

  async #priceList(origin: string): Promise<void> {
    const { prices } = this.#kept;
    const theirs = v.safeParse(signedPriceListSchema, await (await get(`${origin}/price-list`)).json());
    // One that is known is not asked about again; whether another one counts, the shelf finds out.
    if (theirs.success && theirs.output.signature !== prices.newest?.signature) await prices.put(theirs.output);
  }

  async #payees(origin: string): Promise<void> {
    const { payees } = this.#kept;
    const theirs = v.safeParse(payeeBookSchema, await (await get(`${origin}/payees`)).json());
    if (theirs.success && theirs.output.signature !== payees.book?.signature) await payees.put(theirs.output);
  }

  async #questions(origin: string, now: number): Promise<void> {
    const { questions } = this.#kept;
    for (;;) {
      const after = this.#readQuestions.get(origin) ?? 0;
      const answer = await get(`${origin}/relay/questions/changes?after=${after}`);
      const page = v.parse(changedQuestionsSchema, await answer.json());
      if (page.length === 0) return;
      for (const changed of page) {
        await questions.copy(changed, now);
        this.#readQuestions.set(origin, changed.change);
      }
    }
  }

  async #papers(origin: string, now: number): Promise<void> {
    const { papers } = this.#kept;
    const permit = await this.#permit();
    for (;;) {
      const since = this.#readPapers.get(origin) ?? 0;
      const page = v.parse(listedPapersSchema, await (await get(`${origin}/papers?since=${since}`, permit)).json());
      for (const { hash, audience, at } of page) {
        if (papers.find(hash) === undefined) {
          const bytes = await bytesAt(`${origin}/papers/${hash}`, permit, PAPER_PATIENCE);
          const answer = bytes && papers.put(bytes, { hash, audience, whose: origin, by: "relay" }, now);
          // There is room again tomorrow.
          if (answer?.ok === false && answer.reason === "tooMuch") return;
        }
        this.#readPapers.set(origin, at);
      }
      // Those of the last second are listed again.
      if ((this.#readPapers.get(origin) ?? 0) === since) return;
    }
  }
}

/** Nothing where it was lost or hidden since it was listed: what comes after it is fetched all the same. */
async function bytesAt(url: string, permit?: string, patience?: number): Promise<Uint8Array | undefined> {
  const answer = await ask(url, permit, patience);
  if (GONE.includes(answer.status)) return undefined;
  return new Uint8Array(await expected(answer).arrayBuffer());
}

async function get(url: string, permit?: string): Promise<Response> {
  return expected(await ask(url, permit));
}

function ask(url: string, permit?: string, patience = PATIENCE): Promise<Response> {
  const headers: HeadersInit = permit === undefined ? {} : { authorization: permit };
  return fetch(url, { headers, signal: AbortSignal.timeout(patience) });
}

function expected(answer: Response): Response {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer;
}
