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
import { open, settled, type VisitOptions, visit } from "./visit.ts";

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

/**
 * A visitor whose node lies.
 *
 * @param look Can wait until the page has heard the lie: what is to be missing then was missing before as well.
 */
export async function misled(
  browser: Browser,
  house: TestHouse,
  { lie, path, ...options }: { lie: Lie; path: string } & VisitOptions,
  look: (page: Page, heard: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { context, page } = await visit(browser, house, options);
  const heard = Promise.withResolvers<void>();
  try {
    // What the server drew is as old as a block: the page asks all of it itself.
    await page.route(house.address + path, async (route) => {
      const drawn = await route.fetch();
      await house.node("evm_mine");
      await route.fulfill({ response: drawn });
    });
    await context.route("**/rpc", async (route) => {
      const answer = await route.fetch();
      const asked = route.request().postDataJSON() as Asked | Asked[];
      const told = (await answer.json()) as { id: number; result?: unknown } | { id: number; result?: unknown }[];
      const changed = [told].flat().map((one) => {
        const question = [asked].flat().find(({ id }) => id === one.id);
        if (question === undefined || one.result === undefined) return one;
        const truth = JSON.stringify(one.result);
        const result = lie(question, one.result);
        if (JSON.stringify(result) !== truth) heard.resolve();
        return { ...one, result };
      });
      await route.fulfill({ response: answer, json: Array.isArray(told) ? changed : changed[0] });
    });
    await open(page, path);
    await look(page, async () => {
      await heard.promise;
      await settled(page);
    });
    // A lie that nobody heard proves nothing.
    await heard.promise;
  } finally {
    // The page asks on until it closes.
    await context.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
  }
}
