import { setTimeout as pause } from "node:timers/promises";
import { type CustomTransport, custom } from "viem";

export interface Question {
  method: string;
  params?: unknown;
}

export interface Answer {
  result?: unknown;
  error?: { code: number; message: string; data?: unknown };
}

/** The node did not answer, or not in the language of nodes. */
class NodeSilent extends Error {}

/** The node answered, and refused. */
class NodeRefusal extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor({ code, message, data }: { code: number; message: string; data?: unknown }) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export interface UpstreamOptions {
  url: string;
  /** Questions in one request, until the node refuses so many. */
  most?: number;
  /** Milliseconds. */
  patience?: number;
  /** Hears how long each request took, in milliseconds. */
  onCarried?: (milliseconds: number, ok: boolean) => void;
}

interface Waiting {
  question: Question;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

const BUSY = 429;
const TRIES = 4;

/**
 * The way to the node. What is asked in one moment travels together, in requests no longer than the node takes: that is
 * learnt from the first refusal. A node that says "slow down" is asked again later.
 */
export class Upstream {
  readonly #options: UpstreamOptions;
  #most: number;
  #queue: Waiting[] = [];
  #count = 0;

  constructor(options: UpstreamOptions) {
    this.#options = options;
    this.#most = options.most ?? 100;
  }

  /** Questions that travel in one request now. */
  get most(): number {
    return this.#most;
  }

  /** The answers, in the order of the questions. */
  async ask(questions: readonly Question[]): Promise<Answer[]> {
    const most = this.#most;
    const parts = Array.from({ length: Math.ceil(questions.length / most) }, (_, i) =>
      questions.slice(i * most, (i + 1) * most),
    );
    const answers: Answer[] = [];
    for (const part of parts) answers.push(...(await this.#carry(part)));
    return answers;
  }

  /** For viem: one question at a time, as many as are asked in one moment in one request. */
  transport(): CustomTransport {
    const request = (question: Question) =>
      new Promise<unknown>((resolve, reject) => {
        if (this.#queue.length === 0) setImmediate(() => void this.#flush());
        this.#queue.push({ question, resolve, reject });
      });
    return custom({ request }, { retryCount: 1 });
  }

  async #flush(): Promise<void> {
    const waiting = this.#queue;
    this.#queue = [];
    try {
      const answers = await this.ask(waiting.map(({ question }) => question));
      for (const [i, { resolve, reject }] of waiting.entries()) {
        const { error, result } = answers[i]!;
        if (error === undefined) resolve(result);
        else reject(new NodeRefusal(error));
      }
    } catch (error) {
      for (const { reject } of waiting) reject(error as Error);
    }
  }

  async #carry(questions: readonly Question[]): Promise<Answer[]> {
    const answers = await this.#send(questions);
    if (answers !== undefined) return answers;
    if (questions.length === 1) throw new NodeSilent("The node's answer is none");
    const half = Math.ceil(questions.length / 2);
    const both = [...(await this.#carry(questions.slice(0, half))), ...(await this.#carry(questions.slice(half)))];
    // The halves went through, so it was their number.
    this.#most = Math.min(this.#most, half);
    return both;
  }

  /** Undefined: so many it does not answer. */
  async #send(questions: readonly Question[]): Promise<Answer[] | undefined> {
    const first = this.#count;
    this.#count += questions.length;
    const bodies = questions.map(({ method, params }, i) => ({
      jsonrpc: "2.0",
      id: first + i,
      method,
      params: params ?? [],
    }));
    const response = await this.#post(JSON.stringify(bodies.length === 1 ? bodies[0] : bodies));
    const content: unknown = await response.json().catch(() => undefined);
    const list = Array.isArray(content) ? content : [content];
    const byId = new Map(list.filter(isAnswer).map((one) => [one.id, one]));
    const answers = bodies.map(({ id }) => byId.get(id));
    if (answers.every((one) => one !== undefined)) return answers;
    if (questions.length === 1 && response.status >= 500) throw new NodeSilent(`The node answered ${response.status}`);
    return undefined;
  }

  async #post(body: string): Promise<Response> {
    const { url, patience = 20_000, onCarried } = this.#options;
    for (let tries = 1; ; tries++) {
      const started = performance.now();
      const headers = { "content-type": "application/json" };
      const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(patience) }).catch(
        (error: unknown) => {
          onCarried?.(performance.now() - started, false);
          throw new NodeSilent("The node does not answer", { cause: error });
        },
      );
      onCarried?.(performance.now() - started, response.ok);
      if (response.status !== BUSY) return response;
      if (tries >= TRIES) throw new NodeSilent("The node is busy");
      const asked = Number(response.headers.get("retry-after") ?? 0) * 1_000;
      await pause(Math.min(5_000, Math.max(asked, 100 * 2 ** tries)));
    }
  }
}

function isAnswer(one: unknown): one is Answer & { id: number } {
  return typeof one === "object" && one !== null && "id" in one && ("result" in one || "error" in one);
}
