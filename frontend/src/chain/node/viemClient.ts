import { type Client, createClient, custom } from "viem";
import type { House } from "./house.ts";

/** The same way to the node for viem's actions (logs, blocks). Import it where it is needed: 20 kB no list needs. */
export function viemClient({ rpc }: House): Client {
  return createClient({ transport: custom({ request: (args) => rpc.request(args as never) }, { retryCount: 0 }) });
}
