import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { HouseFolder } from "./HouseFolder.ts";

export interface Ports {
  /** Where people look. */
  app: number;
  /** Where the chain answers. */
  chain: number;
}

const FIRST_TRIED = 4310;
const LAST_TRIED = 4400;
/** A program that was ended gives its ports back when its last thread is gone: milliseconds later, on a busy machine more. */
const GIVEN_BACK = 3_000;
const remembered = z.object({ app: z.number().int().min(1).max(65_534) });

/**
 * Ports are chosen once and remembered: another port is another origin, and the keys in the browser would be gone.
 * The chain's port is the one after the app's.
 */
export async function choosePorts(folder: HouseFolder, asked?: number): Promise<Ports> {
  const app = asked ?? folder.read("ports.json", remembered)?.app ?? (await firstFreePair());
  const ports = { app, chain: app + 1 };
  await requireFree(ports);
  folder.write("ports.json", { app });
  return ports;
}

/** Refuses a pair that is asked for and taken by another program: an open house gives back its own and no other. */
export async function requireAskedPorts(folder: HouseFolder, asked?: number): Promise<void> {
  if (asked === undefined) return;
  const own = folder.read("ports.json", remembered)?.app ?? 0;
  await requireFree({ app: asked, chain: asked + 1 }, [own, own + 1]);
}

async function requireFree({ app, chain }: Ports, givenBack: readonly number[] = []): Promise<void> {
  for (const port of [app, chain]) {
    if (!givenBack.includes(port) && !(await becomesFree(port))) {
      throw new Error(
        `Port ${port} is taken by another program. End that one, or give the house another pair with: npm start -- --port ${app + 10}`,
      );
    }
  }
}

async function firstFreePair(): Promise<number> {
  for (let app = FIRST_TRIED; app < LAST_TRIED; app += 2) {
    if ((await isFree(app)) && (await isFree(app + 1))) return app;
  }
  throw new Error(`No free port between ${FIRST_TRIED} and ${LAST_TRIED}. Name one with: npm start -- --port NUMBER`);
}

async function becomesFree(port: number): Promise<boolean> {
  for (let waited = 0; waited < GIVEN_BACK; waited += 100) {
    if (await isFree(port)) return true;
    await pause(100);
  }
  return isFree(port);
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
