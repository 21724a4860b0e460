import type { EIP1193RequestFn, PublicRpcSchema } from "viem";
import { askOwn } from "./ownServer.ts";

/** What the node said no to: the revert data of a refused call is in `data`. */
class RpcError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor({ code, message, data }: { code: number; message: string; data?: unknown }) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Nobody answered, or not in the language of nodes. */
export class Unreachable extends Error {}

/** Questions to a node, in its own words (EIP-1193). */
export interface Rpc {
  request: EIP1193RequestFn<PublicRpcSchema>;
}

interface WaitingCall {
  body: { jsonrpc: "2.0"; id: number; method: string; params: unknown };
  resolve(result: unknown): void;
  reject(error: Error): void;
}

type RpcAnswer = { id: number; result?: unknown; error?: { code: number; message: string; data?: unknown } };

const MOST = 100;
const PATIENCE = 10_000;

/** The way to the node: everything asked in one moment travels in one request. A lost one is sent once more. */
export function createRpc(url: string): Rpc {
  let queue: WaitingCall[] = [];
  let count = 0;
  const flush = () => {
    const all = queue;
    queue = [];
    for (let from = 0; from < all.length; from += MOST) void carry(url, all.slice(from, from + MOST));
  };
  const request = ({ method, params }: { method: string; params?: unknown }) =>
    new Promise((resolve, reject) => {
      if (queue.length === 0) setTimeout(flush, 0);
      count += 1;
      queue.push({ body: { jsonrpc: "2.0", id: count, method, params: params ?? [] }, resolve, reject });
    });
  return { request: request as Rpc["request"] };
}

async function carry(url: string, batch: readonly WaitingCall[]): Promise<void> {
  try {
    const bodies = batch.map(({ body }) => body);
    const text = JSON.stringify(bodies.length === 1 ? bodies[0] : bodies);
    const content = await send(url, text).catch(() => send(url, text));
    const answers = new Map((Array.isArray(content) ? content : [content]).map((one: RpcAnswer) => [one.id, one]));
    for (const { body, resolve, reject } of batch) {
      const answer = answers.get(body.id);
      if (answer?.error) reject(new RpcError(answer.error));
      else if (answer === undefined || !("result" in answer)) reject(new Unreachable("The node left this out"));
      else resolve(answer.result);
    }
  } catch (error) {
    const fault = new Unreachable("The node does not answer", { cause: error });
    for (const { reject } of batch) reject(fault);
  }
}

async function send(url: string, body: string): Promise<unknown> {
  const answer = await askOwn(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status >= 500) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}
