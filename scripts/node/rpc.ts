import { z } from "zod";

const answer = z.object({
  result: z.unknown().optional(),
  error: z.object({ message: z.string(), code: z.number().optional(), data: z.unknown().optional() }).optional(),
});

const PATIENCE = 30_000;

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
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const { result, error } = answer.parse(await response.json());
  if (error) throw new RpcRefusal(method, error);
  return result;
}

/** Several calls in one request, answered in their order. The first error is thrown. */
export async function rpcMany(url: string, calls: readonly (readonly [string, unknown[]])[]): Promise<unknown[]> {
  if (calls.length === 0) return [];
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(calls.map(([method, params], id) => ({ jsonrpc: "2.0", id, method, params }))),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const answers = z.array(answer.extend({ id: z.number() })).parse(await response.json());
  return [...answers]
    .sort((one, other) => one.id - other.id)
    .map(({ id, result, error }) => {
      if (error) throw new Error(`${calls[id]?.[0]}: ${error.message}`);
      return result;
    });
}
