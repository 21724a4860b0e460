import { createServer } from "node:net";
import { isFree } from "./ports.ts";

/** Below what systems hand out by themselves, so that no connection on its way out has one of them. */
const FIRST = 20_000;
const BLOCKS = 3_000;
/** A port that is held, and the pair after it. */
const SIZE = 3;

/**
 * Two neighbouring ports that nobody listens on, the first of them. The one before them is held until this process
 * ends, so no other test is given the same pair, whatever process it runs in.
 */
export async function aFreePair(): Promise<number> {
  const start = Math.floor(Math.random() * BLOCKS);
  for (let i = 0; i < BLOCKS; i++) {
    const held = FIRST + ((start + i) % BLOCKS) * SIZE;
    if ((await hold(held)) && (await isFree(held + 1)) && (await isFree(held + 2))) return held + 1;
  }
  throw new Error(`No pair of ports is free from ${FIRST} to ${FIRST + BLOCKS * SIZE}`);
}

function hold(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      server.unref();
      resolve(true);
    });
  });
}
