import { rpc } from "../node/rpc.ts";
import type { Ask } from "./chainChecks.ts";

/** Questions to a node. */
export function nodeAt(rpcUrl: string): Ask {
  return (method, params) => rpc(rpcUrl, method, params);
}
