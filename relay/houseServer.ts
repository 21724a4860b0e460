import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { cors } from "hono/cors";
import { etag } from "hono/etag";
import { createPublicClient, type Hex, isAddressEqual, stringToBytes } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { type DeviceClock, houseClock } from "#protocol/house/houseClock.ts";
import { practiceNetwork, practiceSignature } from "#protocol/oversight/practiceBeacon.ts";
import type { CallStatus, MissingRound } from "#protocol/relay/relayApi.ts";
import { readingMessage, writePermit } from "#protocol/treasury/papers.ts";
import type { Budgets } from "./calls/budgets.ts";
import { callRoutes } from "./calls/callRoutes.ts";
import type { Chain } from "./calls/simulate.ts";
import { Claims } from "./claims/Claims.ts";
import { claimRoutes } from "./claims/claimRoutes.ts";
import { bringSignatures } from "./due/bringSignatures.ts";
import { makeDueCalls } from "./due/dueLoop.ts";
import { roundServers, type SignatureSource } from "./due/roundServers.ts";
import { Hidden } from "./keeping/Hidden.ts";
import { rpcProxy } from "./node/rpcProxy.ts";
import { Upstream } from "./node/Upstream.ts";
import { PaperShelf } from "./papers/PaperShelf.ts";
import { paperRoutes } from "./papers/paperRoutes.ts";
import { RelayNames } from "./papers/RelayNames.ts";
import { Questions } from "./questions/Questions.ts";
import { questionRoutes } from "./questions/questionRoutes.ts";
import type { Receipt } from "./sending/chainView.ts";
import type { Entry, Job, JobBook } from "./sending/jobBook.ts";
import { Sender, type SendingRules } from "./sending/sender.ts";
import { folderOf } from "./store/folderOf.ts";
import { RelayStore } from "./store/RelayStore.ts";
import { Directory } from "./texts/directory.ts";
import { Invitations } from "./texts/Invitations.ts";
import { invitationRoutes } from "./texts/invitationRoutes.ts";
import { lookForNames } from "./texts/lookForNames.ts";
import { PayeeShelf } from "./texts/PayeeShelf.ts";
import { PriceListShelf } from "./texts/PriceListShelf.ts";
import { Peers } from "./texts/peers.ts";
import { priceListRoutes } from "./texts/priceListRoutes.ts";
import { recordRoutes } from "./texts/recordRoutes.ts";
import { TextShelf } from "./texts/TextShelf.ts";
import { healthRoutes } from "./watch/healthRoutes.ts";
import { Metrics } from "./watch/metrics.ts";
import { AddressLimits } from "./web/AddressLimits.ts";
import { drawnPages } from "./web/drawnPages.ts";
import { onThisComputer, readableAddress } from "./web/guards.ts";
import { type Listening, listen } from "./web/listen.ts";
import { pageHeaders } from "./web/pageHeaders.ts";
import { Repeats } from "./web/Repeats.ts";
import { staticFiles } from "./web/staticFiles.ts";

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
  /** Another origin of this server, which its person has opened to their own network: a practice house alone. */
  alsoAt?: string;
  budgets?: Budgets;
  rules?: Partial<SendingRules>;
  /** Servers of our own in front of this one, each of which adds the address it saw to `x-forwarded-for`. */
  proxies?: number;
  /** By which people reach the house, without a slash at its end; pages that are shown elsewhere name it. */
  address?: string;
  /** Servers that publish rounds of drand, asked after those that the deployment names. */
  beaconServers?: readonly string[];
  /** Milliseconds between two looks at what the house's other relays keep. */
  peersEvery?: number;
  /** Milliseconds between two looks for due calls; 0: never by itself. */
  dueEvery?: number;
  /** Left out: this computer's clock. */
  device?: DeviceClock;
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

/** Seconds for which this relay may copy papers of the others by one signature. */
const COPYING_LASTS = 600;

/** What pages that another relay has served may ask here too. */
const shared = [
  "/relay/*",
  "/health",
  "/records",
  "/records/*",
  "/directory",
  "/payees",
  "/price-list",
  "/invitations",
  "/invitations/*",
];

/** What may be long, and is text. Pages are squeezed once and kept so. */
const squeezed = [
  "/rpc",
  "/records",
  "/records/*",
  "/relay/questions",
  "/relay/questions/*",
  "/directory",
  "/payees",
  "/price-list",
  "/invitations",
  "/deployment.json",
  "/metrics",
];

/** For figures: which part of the house was asked. */
function kindOf(path: string): string {
  const [, first = ""] = path.split("/");
  return [
    "rpc",
    "relay",
    "records",
    "directory",
    "payees",
    "price-list",
    "papers",
    "invitations",
    "health",
    "practice",
    "metrics",
  ].includes(first)
    ? first
    : "pages";
}

/** The house's one server: pages, relay, records, and the way to the chain. */
export function createHouseServer(options: HouseServerOptions): HouseServer {
  const {
    deployment,
    rpcUrl,
    relayKey,
    dataDir,
    appDir,
    extraRoutes,
    budgets,
    rules,
    beaconServers = [],
    dueEvery = 5_000,
    peersEvery = 60_000,
    log,
  } = options;
  const account = privateKeyToAccount(relayKey);
  const metrics = new Metrics();
  const upstream = new Upstream({ url: rpcUrl, onCarried: (milliseconds, ok) => metrics.node(milliseconds, ok) });
  const client = createPublicClient({ transport: upstream.transport(), cacheTime: 0 });
  const chain: Chain = { client, block: deployment.practice ? "pending" : "latest" };
  const clock = houseClock(deployment.practice, options.device);
  const folder = folderOf(dataDir, deployment.houseId);
  const store = new RelayStore(folder);
  const { now } = clock;
  // A batch that paid nobody has burnt no voucher.
  const isIdle = ({ standing }: Job, { logs }: Receipt) =>
    standing === "till" && !logs.some(({ address }) => isAddressEqual(address, deployment.contracts.Voucher));
  const { chainId } = deployment;
  const onEntry = (entry: Entry, book: JobBook) => metrics.entry(entry, book);
  const sender = new Sender({ chain, account, chainId, store, now, rules, budgets, isIdle, onEntry });
  const directory = new Directory(store, deployment, chain);
  const shelf = new TextShelf(store);
  const seeTime = async () => {
    const { timestamp } = await client.getBlock({ blockTag: chain.block });
    if (deployment.practice) clock.sawTime(Number(timestamp));
    else clock.sawBlock(Number(timestamp));
  };
  const dueOptions = { deployment, chain, sender, relay: account.address, now: clock.now };
  const due = async (): Promise<CallStatus[]> => {
    await seeTime();
    return makeDueCalls(dueOptions);
  };
  const fetched = roundServers([...deployment.beacon.servers, ...beaconServers], { log });
  // The practice house signs for itself; of every other network the signature is public, and fetched.
  const source: SignatureSource = async (network, round) =>
    deployment.practice && network.key === practiceNetwork.key
      ? { ok: true, signature: practiceSignature(round) }
      : fetched(network, round);
  let missingRounds: readonly MissingRound[] = [];
  const bring = async (): Promise<CallStatus[]> => {
    await seeTime();
    const { taken, missing } = await bringSignatures(dueOptions, source);
    const isNew = ({ network, round }: MissingRound) =>
      !missingRounds.some((before) => before.network === network && before.round === round);
    for (const one of missing.filter(isNew)) {
      log?.(`Round ${one.round} of network ${one.network} cannot be brought: ${one.why}`);
    }
    missingRounds = missing;
    return taken;
  };

  const limits = new AddressLimits(options.proxies);
  const { relays = [] } = deployment;
  const app = new Hono();
  app.use(pageHeaders(relays));
  for (const path of shared) app.use(path, cors({ origin: [...relays] }));
  app.use(async (c, next) => {
    await next();
    metrics.answered(kindOf(c.req.path), c.res.status);
  });
  app.use(readableAddress());
  for (const path of squeezed) app.use(path, compress());
  for (const path of ["/directory", "/price-list"]) app.use(path, etag());
  app.use("/practice/*", onThisComputer(options.alsoAt));
  const short = bodyLimit({ maxSize: 600_000, onError: (c) => c.json({ error: { code: "tooLong" } }, 413) });
  // Papers have a limit of their own.
  app.use((c, next) => (c.req.path.startsWith("/papers/") ? next() : short(c, next)));
  extraRoutes?.(app);
  app.get("/deployment.json", (c) => c.json(deployment, 200, { "cache-control": "no-store" }));
  callRoutes(app, {
    deployment,
    chain,
    sender,
    relay: account.address,
    limits,
    onRefused: (code) => metrics.refused(code),
    onTaking: ({ data, whose }) => shelf.nameIn(data, whose, now()),
  });
  claimRoutes(app, { claims: new Claims(store, deployment, chain), limits, now });
  healthRoutes(app, { chain, chainId, sender, relay: account.address, metrics, missingRounds: () => missingRounds });
  // What the club promised is a record like every other text, for whoever comes with its hash from the chain.
  const { founding, criteria } = deployment.club;
  for (const { text } of [founding.terms, criteria]) shelf.own(stringToBytes(text), now());
  const payees = new PayeeShelf(store, deployment, chain);
  const hidden = new Hidden(store);
  recordRoutes(app, { shelf, directory, payees, hidden, limits, now });
  const questions = new Questions(store, hidden, deployment, chain);
  // Who asks has signed a time, and the practice chain may be far from where this server saw it last.
  const presentNow = async () => {
    await seeTime();
    return now();
  };
  questionRoutes(app, { questions, limits, now: presentNow });
  const prices = new PriceListShelf(store, deployment, chain);
  priceListRoutes(app, { shelf: prices, limits });
  invitationRoutes(app, { invitations: new Invitations(store, deployment, chain), limits, now });
  const papers = new PaperShelf(store, folder);
  paperRoutes(app, { papers, hidden, others: new RelayNames(relays), deployment, chain, limits, now });
  rpcProxy(app, { upstream, limits });
  app.all("/relay/*", (c) => c.json({ error: { code: "unknown", message: "No such address" } }, 404));
  app.all("/practice/*", (c) => c.json({ error: { code: "unknown", message: "Not a practice house" } }, 404));
  if (appDir !== undefined) {
    const at = async () => {
      const block = await client.getBlockNumber();
      await seeTime();
      return { now: clock.now(), block };
    };
    drawnPages(app, appDir, { deployment, limits, at, address: options.address, log });
    staticFiles(app, appDir);
  }
  app.onError((error, c) => {
    log?.(`${c.req.method} ${c.req.path}: ${error.message}`);
    return c.json({ error: { code: "unreachable", message: "The house cannot answer now" } }, 503);
  });

  const repeats = new Repeats((error) => log?.(String(error)));
  let listening: Listening | undefined;

  const permit = async () => {
    const reading = { account: account.address, until: now() + COPYING_LASTS };
    const signature = await account.signTypedData(
      readingMessage(deployment, reading) as Parameters<typeof account.signTypedData>[0],
    );
    return writePermit({ ...reading, signature });
  };

  const beginWork = () => {
    repeats.add(
      () => sender.tick(),
      () => (sender.waiting > 0 ? 250 : 2_000),
    );
    if (dueEvery > 0) {
      repeats.add(due, () => dueEvery);
      // By itself: a server that does not answer holds nothing else up.
      repeats.add(bring, () => dueEvery);
    }
    repeats.add(
      () => lookForNames(chain, deployment, shelf, now()),
      () => 60_000,
    );
    const peers = new Peers(relays, { shelf, directory, prices, payees, papers, questions }, permit);
    if (relays.length > 0) {
      repeats.add(
        () => peers.look(now()),
        () => peersEvery,
      );
    }
  };

  return {
    app,
    async start(port) {
      await seeTime();
      listening = await listen(app, port);
      beginWork();
      return listening.port;
    },
    async stop() {
      repeats.stop();
      await listening?.close();
      await sender.stop();
      store.close();
    },
    async settle() {
      // Each call may make another one due: queue, then execute; finalise, then claim.
      for (let turn = 0; turn < 50; turn++) {
        const taken = [...(await bring()), ...(await due())];
        if (taken.length === 0) return;
        for (let look = 0; look < 100 && sender.waiting > 0; look++) await sender.tick();
        const failed = taken.map(({ id }) => sender.status(id)).filter((status) => status?.state === "failed");
        if (failed.length === taken.length) return;
      }
    },
  };
}
