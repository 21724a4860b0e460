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
