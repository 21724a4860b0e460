import { setTimeout as pause } from "node:timers/promises";
import type { Ask } from "#protocol/house/Ask.ts";
import { RpcRefusal, rpc } from "./rpc.ts";

/** How often the same question is asked before a node counts as away. */
const ATTEMPTS = 4;
/** Milliseconds before the second time, twice as long before the third, and so on. */
const PAUSE = 500;

/**
 * A node that somebody else runs, far away: a line that breaks for a moment stops nothing; a node that refuses does.
 * Its whole address is never said: it may hold a secret of its owner.
 */
export function patientNode(url: string): Ask {
  return async (method, params) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await rpc(url, method, params);
      } catch (error) {
        if (error instanceof RpcRefusal) throw error;
        if (attempt === ATTEMPTS) throw new Error(`The node does not answer (${new URL(url).host})`);
        await pause(PAUSE * attempt);
      }
    }
  };
}
