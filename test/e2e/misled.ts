import type { Browser, Page } from "playwright-core";
import {
  type Abi,
  decodeFunctionResult,
  encodeEventTopics,
  encodeFunctionResult,
  type Hex,
  toFunctionSelector,
} from "viem";
import type { TestHouse } from "./TestHouse.ts";
import { open, type VisitOptions, visit } from "./visit.ts";

interface Asked {
  id: number;
  method: string;
  params: [{ data?: Hex }];
}
export type Log = { topics: Hex[]; data: Hex };
export type Lie = (asked: Asked, result: unknown) => unknown;

/** The node's logs of one event, told otherwise. */
export function ofLogs(item: { type: "event"; name: string }, lie: (logs: Log[]) => Log[]): Lie {
  const [topic] = encodeEventTopics({ abi: [item] as unknown as Abi });
  return (asked, result) => {
    if (asked.method !== "eth_getLogs") return result;
    const isIt = (log: Log) => log.topics[0] === topic;
    const kept = new Set(lie((result as Log[]).filter(isIt)));
    return (result as Log[]).filter((log) => !isIt(log) || kept.has(log));
  };
}

/** The node's answer to one question, told otherwise. */
export function ofAnswer<T>(item: { type: "function"; name: string }, lie: (answer: T) => T): Lie {
  const call = { abi: [item] as unknown as Abi, functionName: item.name };
  const selector = toFunctionSelector(item as never);
  return (asked, result) => {
    if (asked.method !== "eth_call" || !asked.params[0].data?.startsWith(selector)) return result;
    const answer = decodeFunctionResult({ ...call, data: result as Hex }) as T;
    return encodeFunctionResult({ ...call, result: lie(answer) } as never);
  };
}

/** A visitor whose node lies. */
export async function misled(
  browser: Browser,
  house: TestHouse,
  { lie, path, ...options }: { lie: Lie; path: string } & VisitOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const { context, page } = await visit(browser, house, options);
  try {
    await context.route("**/rpc", async (route) => {
      const answer = await route.fetch();
      const asked = route.request().postDataJSON() as Asked | Asked[];
      const told = (await answer.json()) as { id: number; result?: unknown } | { id: number; result?: unknown }[];
      const changed = [told].flat().map((one) => {
        const question = [asked].flat().find(({ id }) => id === one.id);
        return question && one.result !== undefined ? { ...one, result: lie(question, one.result) } : one;
      });
      await route.fulfill({ response: answer, json: Array.isArray(told) ? changed : changed[0] });
    });
    await open(page, path);
    await look(page);
  } finally {
    // The page asks on until it closes.
    await context.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
  }
}
