import type { Server } from "node:http";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createPublicClient, type Hex, http, stringToBytes } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { houseClock } from "#protocol/house/houseClock.ts";
import { practiceSignature } from "#protocol/oversight/practiceBeacon.ts";
import type { CallStatus } from "#protocol/relay/relayApi.ts";
import { bringSignatures } from "./bringSignatures.ts";
import { callRoutes } from "./callRoutes.ts";
import { Directory } from "./directory.ts";
import { makeDueCalls } from "./dueLoop.ts";
import { pageHeaders } from "./pageHeaders.ts";
import { recordRoutes } from "./recordRoutes.ts";
import { recordFolder } from "./recordStore.ts";
import { roundServers, type SignatureSource } from "./roundServers.ts";
import { rpcProxy } from "./rpcProxy.ts";
import type { Chain } from "./simulate.ts";
import { staticFiles } from "./staticFiles.ts";
import { type Limits, Submitter } from "./submit.ts";

export interface HouseServerOptions {
  deployment: Deployment;
  rpcUrl: string;
  /** A key without any role, with a little coin for fees. */
  relayKey: Hex;
  /** Calls on the way, records, directory. */
  dataDir: string;
  /** Holds the builds `app` and `terminal`; none: no pages. */
  appDir?: string;
  /** More routes before all others: a practice house has its clock and desk here, and sees that somebody looks. */
  extraRoutes?: (app: Hono) => void;
  limits?: Partial<Limits>;
  /** Milliseconds between two looks for due calls; 0: never by itself. */
  dueEvery?: number;
  /** What is worth telling whoever runs this. */
  log?: (line: string) => void;
}

export interface HouseServer {
  app: Hono;
  /** Listens on this computer only. */
  start(port: number): Promise<number>;
  stop(): Promise<void>;
  /** Makes every due call there is and waits for its block: what a jump of the practice clock calls. */
  settle(): Promise<void>;
}

/** The house's one server: pages, relay, records, and the way to the chain. */
export function createHouseServer(options: HouseServerOptions): HouseServer {
  const { deployment, rpcUrl, relayKey, dataDir, appDir, extraRoutes, limits, dueEvery = 5_000, log } = options;
  const account = privateKeyToAccount(relayKey);
  const client = createPublicClient({ transport: http(rpcUrl, { batch: true, retryCount: 1 }), cacheTime: 0 });
  const chain: Chain = { client, block: deployment.practice ? "pending" : "latest" };
  const clock = houseClock(deployment.practice);
  const folder = join(dataDir, deployment.houseId.slice(2, 14));
  const submitter = new Submitter({
    chain,
    account,
    chainId: deployment.chainId,
    journalPath: join(folder, "calls.jsonl"),
    now: clock.now,
    limits,
  });
  const directory = new Directory(folder, deployment, chain);
  const seeTime = async () => {
    const { timestamp } = await client.getBlock({ blockTag: chain.block });
    if (deployment.practice) clock.sawTime(Number(timestamp));
    else clock.sawBlock(Number(timestamp));
  };
  const dueOptions = { deployment, chain, submitter, relay: account.address, now: clock.now };
  const due = async (): Promise<CallStatus[]> => {
    await seeTime();
    return makeDueCalls(dueOptions);
  };
  // The practice house signs for itself; on every other network the signature is public, and fetched.
  const source: SignatureSource = deployment.practice
    ? async (round) => practiceSignature(round)
    : roundServers(deployment.beacon, { log });
  const bring = async (): Promise<CallStatus[]> => {
    await seeTime();
    return bringSignatures(dueOptions, source);
  };

  const app = new Hono();
  app.use(pageHeaders());
  app.use(bodyLimit({ maxSize: 600_000, onError: (c) => c.json({ error: { code: "tooLong" } }, 413) }));
  extraRoutes?.(app);
  app.get("/deployment.json", (c) => c.json(deployment, 200, { "cache-control": "no-store" }));
  callRoutes(app, { deployment, chain, submitter, relay: account.address });
  const records = recordFolder(join(dataDir, "records"));
  // What the club promised is a record like every other text, for whoever comes with its hash from the chain.
  const { founding, criteria } = deployment.club;
  for (const { text } of [founding.terms, criteria]) records.put(stringToBytes(text));
  recordRoutes(app, records, directory);
  rpcProxy(app, rpcUrl);
  app.all("/relay/*", (c) => c.json({ error: { code: "unknown", message: "No such address" } }, 404));
  app.all("/practice/*", (c) => c.json({ error: { code: "unknown", message: "Not a practice house" } }, 404));
  if (appDir !== undefined) staticFiles(app, appDir);
  app.onError((error, c) => {
    log?.(`${c.req.method} ${c.req.path}: ${error.message}`);
    return c.json({ error: { code: "unreachable", message: "The house cannot answer now" } }, 503);
  });

  let server: Server | undefined;
  let stopped = false;
  const timers: NodeJS.Timeout[] = [];

  /** Runs `work` again and again, `pause` milliseconds after it ended; an unreachable chain is tried again. */
  const repeat = (work: () => Promise<unknown>, pause: () => number): void => {
    const slot = timers.push(setTimeout(() => undefined, 0)) - 1;
    const run = async () => {
      if (stopped) return;
      await work().catch((error: unknown) => log?.(String(error)));
      if (!stopped) timers[slot] = setTimeout(run, pause());
    };
    timers[slot] = setTimeout(run, 0);
  };

  return {
    app,
    async start(port) {
      await seeTime();
      return new Promise((resolve, reject) => {
        server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (info) => {
          repeat(
            () => submitter.tick(),
            () => (submitter.waiting > 0 ? 250 : 2_000),
          );
          if (dueEvery > 0) {
            repeat(due, () => dueEvery);
            // By itself: a server that does not answer holds nothing else up.
            repeat(bring, () => dueEvery);
          }
          resolve(info.port);
        }) as Server;
        server.once("error", reject);
      });
    },
    async stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await submitter.stop();
      directory.close();
      await new Promise<void>((resolve) => {
        if (server === undefined) return resolve();
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
    async settle() {
      // Each call may make another one due: queue, then execute; finalise, then claim.
      for (let turn = 0; turn < 50; turn++) {
        const taken = [...(await bring()), ...(await due())];
        if (taken.length === 0) return;
        for (let look = 0; look < 100 && submitter.waiting > 0; look++) await submitter.tick();
        const failed = taken.map(({ id }) => submitter.status(id)).filter((status) => status?.state === "failed");
        if (failed.length === taken.length) return;
      }
    },
  };
}
