import type { Hono } from "hono";
import { z } from "zod";

/** What a page or a wallet needs of a node. Nothing that changes the node, nothing that lists its accounts. */
const methods: ReadonlySet<string> = new Set([
  "eth_blockNumber",
  "eth_call",
  "eth_chainId",
  "eth_estimateGas",
  "eth_feeHistory",
  "eth_gasPrice",
  "eth_getBalance",
  "eth_getBlockByHash",
  "eth_getBlockByNumber",
  "eth_getCode",
  "eth_getLogs",
  "eth_getStorageAt",
  "eth_getTransactionByHash",
  "eth_getTransactionCount",
  "eth_getTransactionReceipt",
  "eth_maxPriorityFeePerGas",
  "eth_sendRawTransaction",
  "eth_syncing",
  "net_version",
  "web3_clientVersion",
]);

const MAX_BYTES = 512_000;
const MAX_BATCH = 200;
const PATIENCE = 20_000;

const requestSchema = z.object({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.number(), z.string(), z.null()]).optional(),
  method: z.string(),
  params: z.unknown().optional(),
});
type RpcRequest = z.infer<typeof requestSchema>;

/** `POST /rpc`: the page's only way to the chain, so that its security policy can say `connect-src 'self'`. */
export function rpcProxy(app: Hono, rpcUrl: string): void {
  app.post("/rpc", async (c) => {
    const text = await c.req.text();
    if (text.length > MAX_BYTES) return c.json(failure(null, -32600, "The request is too large"), 413);
    const content = parse(text);
    const parsed = z.union([requestSchema, z.array(requestSchema).min(1).max(MAX_BATCH)]).safeParse(content);
    if (!parsed.success) return c.json(failure(null, -32600, "This is no JSON-RPC request"), 400);
    const requests = Array.isArray(parsed.data) ? parsed.data : [parsed.data];
    const refused = requests.find(({ method }) => !methods.has(method));
    if (refused !== undefined) {
      return c.json(failure(refused.id ?? null, -32601, `${refused.method} is not offered here`), 403);
    }
    try {
      const answer = await fetch(rpcUrl, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: text,
        signal: AbortSignal.timeout(PATIENCE),
      });
      return c.body(await answer.arrayBuffer(), 200, {
        "content-type": "application/json",
        "cache-control": "no-store",
      });
    } catch {
      return c.json(failure(single(requests)?.id ?? null, -32603, "The chain does not answer"), 502);
    }
  });
}

function single(requests: readonly RpcRequest[]): RpcRequest | undefined {
  return requests.length === 1 ? requests[0] : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(id: number | string | null, code: number, message: string) {
  return { jsonrpc: "2.0", id, error: { code, message } };
}
