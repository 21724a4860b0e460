import { createServer, type IncomingMessage, type Server } from "node:http";
import { type Hex, keccak256, parseTransaction, recoverTransactionAddress } from "viem";
import type { Anvil } from "./anvil.fixture.ts";

/** What a node behind this address does to whoever asks it. All off: it is the chain as it is. */
export interface Mischief {
  /** Blocks that the slow half is behind; it knows no newer transaction either. 0: there is no such half. */
  lag: number;
  /** Whether the slow half answers a request: every second one, if not said otherwise. */
  isSlow: (methods: readonly string[], turn: number) => boolean;
  /** A better price must be a tenth better in fee and in tip, as geth wants it. */
  gethRule: boolean;
  /** Questions in one request; more are refused as a whole. */
  mostInBatch: number;
  /** How a batch that is too long is refused. */
  batchRefusal: "http 413" | "one error" | "list with one error";
  /** Blocks in one `eth_getLogs`. */
  mostBlocks: number;
  /** Wei per gas under which the pool throws a transaction out. */
  floor: bigint;
  /** A tip suggestion in the place of the node's own, in wei. */
  tip: bigint | undefined;
}

const honest: Mischief = {
  lag: 0,
  isSlow: (_, turn) => turn % 2 === 0,
  gethRule: false,
  mostInBatch: Number.POSITIVE_INFINITY,
  batchRefusal: "one error",
  mostBlocks: Number.POSITIVE_INFINITY,
  floor: 0n,
  tip: undefined,
};

interface Question {
  jsonrpc: "2.0";
  id: unknown;
  method: string;
  params?: unknown[];
}

interface Block {
  number: Hex;
}

/** Something that happens to the next requests of a kind: `lost` before the chain hears it, `unanswered` after. */
interface Accident {
  method: string;
  left: number;
  what: "lost" | "unanswered" | "429" | "500";
}

interface InPool {
  fee: bigint;
  tip: bigint;
  hash: Hex;
}

/**
 * A provider of nodes as one really meets them: an address with halves behind it that do not agree, limits of its own,
 * a pool that forgets, answers that never come. The chain behind it is a real one.
 */
export class Rig {
  readonly mischief: Mischief = { ...honest };
  /** Every question that came, in order. */
  readonly asked: string[] = [];
  /** The requests themselves, as they came. */
  readonly said: string[] = [];
  /** How many questions each request held. */
  readonly batches: number[] = [];
  /** Requests that were being answered at one moment, at most. */
  mostAtOnce = 0;
  /** Requests that the slow half answered. */
  behind = 0;
  /** What was refused to be sent, and why. */
  readonly refused: string[] = [];
  readonly #anvil: Pick<Anvil, "rpc">;
  readonly #server: Server;
  readonly #pool = new Map<string, InPool>();
  #accidents: Accident[] = [];
  #turn = 0;
  #atOnce = 0;
  /** The half that answers now is the slow one. */
  #slow = false;

  private constructor(anvil: Pick<Anvil, "rpc">) {
    this.#anvil = anvil;
    this.#server = createServer((request, response) => {
      this.#atOnce += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
      this.#answer(request)
        .finally(() => {
          this.#atOnce -= 1;
        })
        .then(({ status, body, headers }) => {
          if (status === 0) return request.socket.destroy();
          response.writeHead(status, { "content-type": "application/json", ...headers });
          return response.end(body);
        })
        // The node behind it is gone.
        .catch(() => request.socket.destroy());
    });
  }

  /** @param anvil The chain behind it; one that is started again at the same address is the same. */
  static async before(anvil: Pick<Anvil, "rpc">): Promise<Rig> {
    const rig = new Rig(anvil);
    await new Promise<void>((resolve) => rig.#server.listen(0, "127.0.0.1", resolve));
    return rig;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
  }

  /** The next requests with this method go wrong ("*": with any). @returns How many are left. */
  happen(what: Accident["what"], method: string, times = 1): Readonly<Pick<Accident, "left">> {
    const accident = { what, method, left: times };
    this.#accidents.push(accident);
    return accident;
  }

  /** No accident waits any more, and all is as it should be. */
  behave(): void {
    this.#accidents = [];
    Object.assign(this.mischief, honest);
  }

  /** Fees are another now: the next block costs this much, and the pool throws out what does not pay it. */
  async spike(base: bigint): Promise<void> {
    this.mischief.floor = base;
    await this.#anvil.rpc("anvil_setNextBlockBaseFeePerGas", [`0x${base.toString(16)}`]);
    for (const [slot, { fee, hash }] of this.#pool) if (fee < base) await this.#throwOut(slot, hash);
  }

  /** The pool forgets everything that is not in a block. @returns How much that was. */
  async evict(): Promise<number> {
    let thrown = 0;
    for (const [slot, { hash }] of this.#pool) {
      const known = (await this.#anvil.rpc("eth_getTransactionByHash", [hash])) as { blockNumber: Hex | null } | null;
      if (known?.blockNumber === null) thrown += 1;
      await this.#throwOut(slot, hash);
    }
    return thrown;
  }

  /** Blocks, two seconds apart. */
  async mine(blocks = 1): Promise<void> {
    await this.#anvil.rpc("anvil_mine", [`0x${blocks.toString(16)}`, "0x2"]);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #throwOut(slot: string, hash: Hex): Promise<void> {
    this.#pool.delete(slot);
    await this.#anvil.rpc("anvil_dropTransaction", [hash]);
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: string; headers?: Record<string, string> }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    this.said.push(text);
    const content = JSON.parse(text) as Question | Question[];
    const questions = Array.isArray(content) ? content : [content];
    this.batches.push(questions.length);
    const accident = this.#accidentOf(questions);
    if (accident?.what === "lost") return { status: 0, body: "" };
    if (accident?.what === "429") return { status: 429, body: "slow down", headers: { "retry-after": "0" } };
    if (accident?.what === "500") return { status: 500, body: "broken" };
    if (questions.length > this.mischief.mostInBatch) return this.#tooMany();
    // A request goes to one half as a whole.
    this.#turn += 1;
    const methods = questions.map(({ method }) => method);
    this.#slow = this.mischief.lag > 0 && this.mischief.isSlow(methods, this.#turn);
    if (this.#slow) this.behind += 1;
    const answers: unknown[] = [];
    for (const one of questions) answers.push(await this.#one(one));
    if (accident?.what === "unanswered") return { status: 0, body: "" };
    return { status: 200, body: JSON.stringify(Array.isArray(content) ? answers : answers[0]) };
  }

  #accidentOf(questions: readonly Question[]): Accident | undefined {
    const found = this.#accidents.find(
      ({ method, left }) => left > 0 && (method === "*" || questions.some((one) => one.method === method)),
    );
    if (found !== undefined) found.left -= 1;
    return found;
  }

  #tooMany(): { status: number; body: string } {
    const error = { jsonrpc: "2.0", id: null, error: { code: -32600, message: "batch too large" } };
    if (this.mischief.batchRefusal === "http 413") return { status: 413, body: JSON.stringify(error) };
    return { status: 200, body: JSON.stringify(this.mischief.batchRefusal === "one error" ? error : [error]) };
  }

  async #one({ id, method, params = [] }: Question): Promise<unknown> {
    this.asked.push(method);
    try {
      return { jsonrpc: "2.0", id, result: await this.#ask(method, params) };
    } catch (error) {
      const { code, message, data } = causeOf(error);
      if (code === undefined) throw error;
      return { jsonrpc: "2.0", id, error: { code, message, data } };
    }
  }

  async #ask(method: string, params: unknown[]): Promise<unknown> {
    const { tip, mostBlocks } = this.mischief;
    if (method === "eth_maxPriorityFeePerGas" && tip !== undefined) return `0x${tip.toString(16)}`;
    if (method === "eth_sendRawTransaction") return this.#send(params[0] as Hex);
    if (method === "eth_getLogs") {
      const { fromBlock, toBlock } = params[0] as { fromBlock?: Hex; toBlock?: Hex };
      const blocks = Number(toBlock ?? fromBlock) - Number(fromBlock) + 1;
      if (blocks > mostBlocks) throw new RigError(-32005, `block range too large, at most ${mostBlocks}`);
    }
    return this.#slow ? this.#askSlowly(method, params) : this.#anvil.rpc(method, params);
  }

  /** As a node answers that has not seen the newest blocks yet. */
  async #askSlowly(method: string, params: unknown[]): Promise<unknown> {
    const head = Number(await this.#anvil.rpc("eth_blockNumber"));
    const seen = Math.max(0, head - this.mischief.lag);
    const tag: Hex = `0x${seen.toString(16)}`;
    const isNewer = (found: { blockNumber?: Hex | null } | null) => Number(found?.blockNumber ?? 0) > seen;
    if (method === "eth_blockNumber") return tag;
    if (method === "eth_getTransactionReceipt" || method === "eth_getTransactionByHash") {
      const found = (await this.#anvil.rpc(method, params)) as { blockNumber?: Hex | null } | null;
      return isNewer(found) ? null : found;
    }
    if (method === "eth_getBlockByNumber") {
      const [asked, whole] = params as [string, boolean];
      if (asked.startsWith("0x")) return Number(asked) > seen ? null : this.#anvil.rpc(method, params);
      return this.#anvil.rpc(method, [tag, whole]);
    }
    if (method === "eth_getBlockByHash") {
      const found = (await this.#anvil.rpc(method, params)) as Block | null;
      return Number(found?.number ?? 0) > seen ? null : found;
    }
    const last = params.at(-1);
    const behind = params.map((one, i) => (i === params.length - 1 && one === "latest" ? tag : one));
    if (typeof last === "string" && /^0x[0-9a-f]{1,12}$/.test(last) && Number(last) > seen && takesBlock.has(method)) {
      throw new RigError(-32000, "header not found");
    }
    return this.#anvil.rpc(method, behind);
  }

  async #send(raw: Hex): Promise<unknown> {
    const { maxFeePerGas = 0n, maxPriorityFeePerGas = 0n, nonce = 0 } = parseTransaction(raw);
    const from = await recoverTransactionAddress({ serializedTransaction: raw as never });
    const slot = `${from} ${nonce}`;
    const there = this.#pool.get(slot);
    const hash = keccak256(raw);
    const pending = there && (await this.#anvil.rpc("eth_getTransactionByHash", [there.hash]));
    const isPending = pending && (pending as { blockNumber: Hex | null }).blockNumber === null;
    if (isPending && there.hash === hash) throw this.#refuse("already known");
    const isBetter = (mine: bigint, theirs: bigint) => mine * 10n >= theirs * 11n;
    const better = there && isBetter(maxFeePerGas, there.fee) && isBetter(maxPriorityFeePerGas, there.tip);
    if (this.mischief.gethRule && isPending && !better) throw this.#refuse("replacement transaction underpriced");
    if (maxFeePerGas < this.mischief.floor) throw this.#refuse("transaction underpriced");
    const answer = await this.#anvil.rpc("eth_sendRawTransaction", [raw]).catch((error: unknown) => {
      throw this.#refuse(causeOf(error).message);
    });
    this.#pool.set(slot, { fee: maxFeePerGas, tip: maxPriorityFeePerGas, hash });
    return answer;
  }

  #refuse(why: string): RigError {
    this.refused.push(why);
    return new RigError(-32000, why);
  }
}

const takesBlock = new Set(["eth_call", "eth_estimateGas", "eth_getBalance", "eth_getTransactionCount", "eth_getCode"]);

class RigError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** What the chain itself said, under the wrappings of the client that asked it. */
function causeOf(error: unknown): { code?: number; message: string; data?: unknown } {
  if (error instanceof RigError) return error;
  let found: { code?: number; message: string; data?: unknown } = { message: String(error) };
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, message, data } = cause as { code?: number; message: string; data?: unknown };
    if (code !== undefined || cause.cause === undefined) found = { code, message, data };
  }
  return found;
}
