import type { Hono } from "hono";
import * as v from "valibot";
import { numberToHex } from "viem";
import { GAS_CEILING } from "../calls/policy.ts";
import type { AddressLimits } from "../web/AddressLimits.ts";
import { TooManyWait, Turns } from "../web/Turns.ts";
import type { Answer, Question, Upstream } from "./Upstream.ts";

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

/** Those that make the node compute. */
const computing: ReadonlySet<string> = new Set(["eth_call", "eth_estimateGas"]);

const MAX_BYTES = 512_000;
const MAX_BATCH = 200;
/** Questions that travel together: a node works through them without asking whether anybody still wants them. */
const TOGETHER = 25;
/** Milliseconds after which the rest of a request is given back. */
const PATIENCE = 10_000;

const requestSchema = v.object({
  jsonrpc: v.literal("2.0"),
  id: v.optional(v.union([v.number(), v.string(), v.null()])),
  method: v.pipe(v.string(), v.maxLength(64)),
  params: v.optional(v.array(v.unknown())),
});
const requestsSchema = v.union([requestSchema, v.pipe(v.array(requestSchema), v.minLength(1), v.maxLength(MAX_BATCH))]);
type RpcRequest = v.InferOutput<typeof requestSchema>;
const quantity = v.pipe(v.string(), v.regex(/^0x[0-9a-fA-F]{1,64}$/));
const bytes = v.pipe(v.string(), v.regex(/^0x[0-9a-fA-F]*$/));
/** What a question about a call may say. A second spelling of a key, "GAS" beside "gas", is not passed on. */
const callSchema = v.object({
  from: v.optional(bytes),
  to: v.nullish(bytes),
  gas: v.optional(quantity),
  gasPrice: v.optional(quantity),
  maxFeePerGas: v.optional(quantity),
  maxPriorityFeePerGas: v.optional(quantity),
  value: v.optional(quantity),
  nonce: v.optional(quantity),
  data: v.optional(bytes),
  input: v.optional(bytes),
});

export interface RpcProxyOptions {
  upstream: Upstream;
  limits: AddressLimits;
  turns?: Turns;
}

/** `POST /rpc`: the page's only way to the chain, so that its security policy can say `connect-src 'self'`. */
export function rpcProxy(app: Hono, { upstream, limits, turns = new Turns(12, 4, 64) }: RpcProxyOptions): void {
  app.post("/rpc", async (c) => {
    const text = await c.req.text();
    if (text.length > MAX_BYTES) return c.json(failure(undefined, -32600, "The request is too large"), 413);
    const parsed = v.safeParse(requestsSchema, parse(text));
    if (!parsed.success) return c.json(failure(undefined, -32600, "This is no JSON-RPC request"), 400);
    const requests = Array.isArray(parsed.output) ? parsed.output : [parsed.output];
    const only = requests.length === 1 ? requests[0] : undefined;
    const busy = (message: string) => c.json(failure(only, -32005, message), 429, { "retry-after": "2" });
    if (!limits.take(c, "questions", requests.length)) return busy("You ask more than this house can answer");
    try {
      const address = limits.addressOf(c);
      const answers = await answerAll(requests, upstream, (work) => turns.run(address, work));
      return c.json(Array.isArray(parsed.output) ? answers : answers[0], 200, { "cache-control": "no-store" });
    } catch (error) {
      if (error instanceof TooManyWait) return busy("Too many of your questions wait already");
      return c.json(failure(only, -32603, "The chain does not answer"), 502);
    }
  });
}

/** What is not offered is answered here; the rest is asked in parts, each in its turn, as long as there is time. */
async function answerAll(
  requests: readonly RpcRequest[],
  upstream: Upstream,
  inTurn: (work: () => Promise<void>) => Promise<void>,
): Promise<unknown[]> {
  const answers = new Map<RpcRequest, unknown>();
  const asked: { request: RpcRequest; question: Question }[] = [];
  for (const request of requests) {
    const question = questionOf(request);
    if ("code" in question) answers.set(request, failure(request, question.code, question.message));
    else asked.push({ request, question });
  }
  const started = performance.now();
  const parts = Array.from({ length: Math.ceil(asked.length / TOGETHER) }, (_, i) =>
    asked.slice(i * TOGETHER, (i + 1) * TOGETHER),
  );
  const answerPart = async (part: typeof asked) => {
    if (performance.now() - started > PATIENCE) {
      for (const { request } of part)
        answers.set(request, failure(request, -32005, "The time for your questions is up"));
      return;
    }
    const found = await upstream.ask(part.map(({ question }) => question));
    for (const [i, { request }] of part.entries()) answers.set(request, answerTo(request, found[i]!));
  };
  await Promise.all(parts.map((part) => inTurn(() => answerPart(part))));
  return requests.map((request) => answers.get(request));
}

/** What the node is asked: the words of the request as they were understood here, and no others. */
function questionOf({ method, params = [] }: RpcRequest): Question | { code: number; message: string } {
  if (!methods.has(method)) return { code: -32601, message: `${method} is not offered here` };
  if (!computing.has(method)) return { method, params };
  const call = v.safeParse(callSchema, params[0]);
  if (!call.success) return { code: -32602, message: "This is no call" };
  // No question may make the node compute more than a transaction could.
  const gas = call.output.gas === undefined ? GAS_CEILING : BigInt(call.output.gas);
  const clamped = { ...call.output, gas: numberToHex(gas < GAS_CEILING ? gas : GAS_CEILING) };
  return { method, params: [clamped, params[1] ?? "latest"] };
}

function answerTo({ id = null }: RpcRequest, { result, error }: Answer) {
  return { jsonrpc: "2.0", id, ...(error === undefined ? { result } : { error }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(request: RpcRequest | undefined, code: number, message: string) {
  return { jsonrpc: "2.0", id: request?.id ?? null, error: { code, message } };
}
