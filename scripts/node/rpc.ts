import { z } from "zod";

const answer = z.object({ result: z.unknown().optional(), error: z.object({ message: z.string() }).optional() });

const PATIENCE = 30_000;

/** One JSON-RPC call, for the few words between the house and its node. */
export async function rpc(url: string, method: string, params: unknown[] = []): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const { result, error } = answer.parse(await response.json());
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
}
