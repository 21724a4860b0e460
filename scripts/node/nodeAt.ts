import type { Ask } from "#protocol/house/Ask.ts";
import { rpc } from "./rpc.ts";

/** Questions to a node. */
export function nodeAt(rpcUrl: string): Ask {
  return (method, params) => rpc(rpcUrl, method, params);
}
