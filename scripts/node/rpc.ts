import { z } from "zod";

const answer = z.object({
  result: z.unknown().optional(),
  error: z.object({ message: z.string(), code: z.number().optional(), data: z.unknown().optional() }).optional(),
});

const PATIENCE = 30_000;

/** Of HTTP: too much was asked, or who stands before the node does not reach it. The node itself has refused nothing. */
const NOT_NOW: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** The node answered, and refused. */
export class RpcRefusal extends Error {
  /** Of JSON-RPC. */
  readonly code: number | undefined;
  /** What a contract that reverted has said. */
  readonly data: unknown;

  constructor(method: string, { message, code, data }: { message: string; code?: number; data?: unknown }) {
    super(`${method}: ${message}`);
    this.code = code;
    this.data = data;
  }
}

/** One JSON-RPC call, for the few words between the house and its node. */
export async function rpc(url: string, method: string, params: unknown[] = []): Promise<unknown> {
  const { result, error } = answer.parse(await asked(url, { jsonrpc: "2.0", id: 1, method, params }));
  if (error) throw new RpcRefusal(method, error);
  return result;
}

/** Several calls in one request, answered in their order. The first error is thrown. */
export async function rpcMany(url: string, calls: readonly (readonly [string, unknown[]])[]): Promise<unknown[]> {
  if (calls.length === 0) return [];
  const requests = calls.map(([method, params], id) => ({ jsonrpc: "2.0", id, method, params }));
  const answers = z.array(answer.extend({ id: z.number() })).parse(await asked(url, requests));
  return [...answers]
    .sort((one, other) => one.id - other.id)
    .map(({ id, result, error }) => {
      if (error) throw new Error(`${calls[id]?.[0]}: ${error.message}`);
      return result;
    });
}

/** What the node answers; that none does is said in words. */
async function asked(url: string, body: unknown): Promise<unknown> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (NOT_NOW.has(response.status)) throw new Error(`It answers ${response.status}`);
    return await response.json();
  } catch (error) {
    throw new Error(`No node of a chain answers at ${url}. Open the house (npm start), or name another node.`, {
      cause: error,
    });
  }
}
