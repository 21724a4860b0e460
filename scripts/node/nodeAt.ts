import { setTimeout as pause } from "node:timers/promises";
import { type Ask, NodeAway } from "#protocol/house/Ask.ts";
import { RpcRefusal, rpc } from "./rpc.ts";

/** How often the same question is asked before a node counts as away. */
const ATTEMPTS = 6;
/** Milliseconds before the second time, and so much longer before each time after it. */
const BREATH = 500;

interface Way {
  breath?: number;
  /** What names the node's address and what one can do; left out: it is the open house's own. */
  remedy?: string;
}

/**
 * Questions to a node that somebody else runs, far away: a line that breaks for a moment stops nothing; a node that
 * refuses does. Its whole address is never said: it may hold a secret of its owner.
 */
export function nodeAt(url: string, { breath = BREATH, remedy }: Way = {}): Ask {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
    const rule = "The address of the node is none: it must begin with https://, or http:// on your own computer.";
    throw new Error(remedy === undefined ? rule : `${rule} ${remedy}`);
  }
  return async (method, params) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await rpc(url, method, params);
      } catch (error) {
        if (error instanceof RpcRefusal) throw error;
        if (attempt === ATTEMPTS || isClosed(url, error)) throw new NodeAway(sentence(url, remedy));
        await pause(breath * attempt);
      }
    }
  };
}

const ownComputer = new Set(["localhost", "127.0.0.1", "[::1]"]);
const isOwn = (url: string) => ownComputer.has(new URL(url).hostname);

/** Nobody listens on this computer: that is no matter of the line. */
function isClosed(url: string, error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ("code" in one && one.code === "ECONNREFUSED") return isOwn(url);
  }
  return false;
}

function sentence(url: string, remedy = isOwn(url) ? "Open the house (npm start), or name another node." : ""): string {
  return `The node does not answer (${new URL(url).host}). ${remedy}`.trimEnd();
}
