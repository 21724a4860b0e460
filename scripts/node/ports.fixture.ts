import { createServer } from "node:net";
import { isFree } from "./ports.ts";

/** Below what systems hand out by themselves, so that no connection on its way out has one of them. */
const FIRST = 20_000;
const BLOCKS = 3_000;
/** A port that is held, and a house's after it: its own, its node's, and the one for a phone. */
const SIZE = 4;

/**
 * Neighbouring ports for a house that nobody listens on, the first of them. The one before them is held until this
 * process ends, so no other test is given the same, whatever process it runs in.
 */
export async function freePorts(): Promise<number> {
  const start = Math.floor(Math.random() * BLOCKS);
  for (let i = 0; i < BLOCKS; i++) {
    const held = FIRST + ((start + i) % BLOCKS) * SIZE;
    const free = async () => (await Promise.all([1, 2, 3].map((i) => isFree(held + i)))).every(Boolean);
    if ((await hold(held)) && (await free())) return held + 1;
  }
  throw new Error(`No ports are free from ${FIRST} to ${FIRST + BLOCKS * SIZE}`);
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
