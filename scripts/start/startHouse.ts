import { z } from "zod";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { PRACTICE_CHAIN_ID } from "#protocol/house/practiceChain.ts";
import type { HouseServer } from "#relay/houseServer.ts";
import type { buildApp } from "../compile/buildApp.ts";
import type { compile } from "../compile/compile.ts";
import { Chain } from "../node/Chain.ts";
import { HouseFolder } from "../node/HouseFolder.ts";
import { holdLock } from "../node/holdLock.ts";
import { ProcessBook } from "../node/ProcessBook.ts";
import { choosePorts, requireAskedPorts } from "../node/ports.ts";
import { rpc } from "../node/rpc.ts";
import type { Site } from "../node/Site.ts";
import type { Progress } from "../process/Progress.ts";
import { endTools } from "../process/runTool.ts";
import { openToPhone, phoneOrigin } from "./phone/openToPhone.ts";
import { choosePhoneAddress } from "./phone/phoneAddress.ts";
import type { StartOptions } from "./startOptions.ts";

/** What a start puts together; the rooms that do the work are given by `start.ts`, and by tests. */
export interface HouseParts {
  /** Compiles and builds what has to be. */
  compile: typeof compile;
  buildApp: typeof buildApp;
  /** One value for the contracts that are here. */
  stampOfContracts(): string;
  /** Of the club that is run. */
  clubName: string;
  /** One value for what it has decided: figures, terms and criteria, which a house keeps as they were when it was made. */
  stampOfClub(): string;
  /** First second of the story, for a house whose present begins at `anchor` (UTC seconds). */
  beginsAt(anchor: number, empty?: boolean): number;
  deploy(site: Site): Promise<Deployment>;
  createServer(
    site: Site & { deployment: Deployment; chain: Chain; onRequest: () => void; phone?: string | undefined },
  ): HouseServer;
  /** Plays the story up to its present. `say` shows where it is. */
  tellStory(site: Site & { deployment: Deployment; server: HouseServer; say: (where: string) => void }): Promise<void>;
}

export interface RunningHouse {
  address: string;
  chain: Chain;
  deployment: Deployment;
  /** Where a phone in the same network reaches it, if one may. */
  phone?: { origin: string; fingerprint: string };
  /** True when the house was made by this start. */
  isNew: boolean;
  /** True when it was made of other contracts than the ones that are here: its rules are older than the app. */
  isOlder: boolean;
  /** True when it was made of other figures, terms or criteria than the club has now. */
  hasOldFigures: boolean;
  /** True when it began without a story. */
  isEmpty: boolean;
  stop(): Promise<void>;
}

/** All of a house that is not the chain's own state; ports outlive even `--fresh`. */
const madeFiles = ["house.json", "deployment.json", "deployment", "relay", "practice.json"];
const houseRecord = z.object({
  anchor: z.iso.date(),
  contracts: z.string().optional(),
  club: z.string().optional(),
  figures: z.string().optional(),
  empty: z.boolean().optional(),
  /** The block that ends the story, if it was told to the end. */
  told: z.object({ number: z.number(), hash: z.string() }),
});
const block = z.object({ number: z.string(), hash: z.string() }).nullable();

const LOOKED_LATELY = 30_000;
const LOOK_EVERY = 5_000;
const OLD_BLOCK = 20;

/** Opens the house as it was left, or makes a new one. On failure nothing is left running. */
export async function startHouse(
  path: string,
  options: StartOptions,
  parts: HouseParts,
  progress: Progress,
  interrupted: AbortSignal = new AbortController().signal,
): Promise<RunningHouse> {
  const folder = new HouseFolder(path);
  const processes = new ProcessBook(folder);
  const toClose: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  let hasTakenOver = false;
  const stop = () => {
    stopping ??= close();
    return stopping;
  };
  const close = async () => {
    endTools();
    for (const one of toClose.splice(0).reverse()) await one();
    // What was just being started when the start was interrupted; before it took over, what runs is another's.
    if (hasTakenOver) await processes.endLeftovers();
  };
  const interruption = new Promise<never>((_resolve, reject) => {
    interrupted.addEventListener("abort", () => reject(new Error("Interrupted")), { once: true });
  });
  interruption.catch(() => {});
  try {
    return await Promise.race([open(), interruption]);
  } catch (error) {
    await stop();
    throw error;
  }

  /** Of two starts in one folder the later one stays; two at the same moment would delete each other's chain. */
  async function takeOver(): Promise<void> {
    const letGo = holdLock(
      folder,
      "starting.lock",
      (pid) => `Another start is just beginning in ${folder.path} (process ${pid}). Use that one, or end it first.`,
    );
    hasTakenOver = true;
    try {
      const ended = await processes.endLeftovers();
      if (ended.length > 0) console.log(`  An earlier start was still there and has been ended (${ended.join(", ")}).`);
      processes.add("house", process.pid);
      toClose.push(async () => processes.remove(process.pid));
    } finally {
      letGo();
    }
  }

  async function open(): Promise<RunningHouse> {
    // Said before a house that is open is ended for it, and before the long work: what cannot be.
    const phoneAt = options["phone-at"] ?? options.phone;
    const phoneAddress = phoneAt === false ? undefined : choosePhoneAddress(phoneAt);
    if (!options.fresh) {
      chooseAnchor(folder, options);
      isEmpty(folder, options);
    }
    await requireAskedPorts(folder, options.port);
    await takeOver();
    const ports = await choosePorts(folder, options.port);
    const origin = phoneAddress === undefined ? undefined : phoneOrigin(phoneAddress, ports.app);

    await progress.step("Contracts", async (say) => say(await parts.compile()));
    const building = parts.buildApp({ practice: true });
    building.catch(() => {});

    if (options.fresh) throwAway(folder);
    requireSameClub(folder, parts.clubName);
    const anchor = chooseAnchor(folder, options);
    const anchorTime = Date.parse(anchor) / 1000;
    const empty = isEmpty(folder, options);
    const contracts = parts.stampOfContracts();
    const chainOptions = {
      folder,
      processes,
      port: ports.chain,
      chainId: PRACTICE_CHAIN_ID,
      beginsAt: beginningOf(parts.beginsAt(anchorTime, empty), anchor),
    };

    let chain: Chain | undefined;
    toClose.push(async () => chain?.stop());
    const known = await progress.step("Chain", async (say) => {
      if (Chain.hasState(folder) && folder.read("house.json", houseRecord)) {
        chain = await Chain.start(chainOptions);
        const deployment = folder.read("deployment.json", z.unknown());
        if (deployment && (await isTold(chain, folder))) {
          say("as you left it");
          return parseDeployment(deployment);
        }
        await chain.stop();
      }
      // What was not told to the end is told again.
      throwAway(folder);
      chain = await Chain.start(chainOptions);
      say(chain.persists ? "new" : "new; on this kind of computer it is forgotten at the end");
      return undefined;
    });
    if (chain === undefined) throw new Error("The chain did not start");
    const running: Chain = chain;

    const site: Site = { rpcUrl: running.url, chainId: PRACTICE_CHAIN_ID, anchor: anchorTime, folder, empty };
    const deployment = known ?? (await progress.step("House", () => deployNew(parts, site)));
    let lookedAt = Number.NEGATIVE_INFINITY;
    const onRequest = () => {
      lookedAt = performance.now();
    };
    const createServer = () => {
      const server = parts.createServer({ ...site, deployment, chain: running, onRequest, phone: origin });
      toClose.push(() => server.stop());
      return server;
    };

    if (!known) {
      await progress.step("Story", async (say) => {
        // Names and texts of the story go through the same doors as everybody's; nobody else can come in yet.
        const server = createServer();
        await parts.tellStory({ ...site, deployment, server, say });
        await toClose.pop()?.();
      });
      const figures = parts.stampOfClub();
      await rememberEnd(running, folder, { anchor, contracts, club: parts.clubName, figures, empty });
      // A story told for today goes on in the present; one told for another day goes on from there.
      if (options.anchor === undefined) await running.forwardTo(deviceTime());
    }
    await progress.step("App", async (say) => say(await building));
    const server = createServer();
    const phone = await progress.step("Open", async () => {
      await server.start(ports.app);
      if (origin === undefined) return undefined;
      const { fingerprint, close } = await openToPhone(server, { origin, folder, name: parts.clubName });
      toClose.push(close);
      return { origin, fingerprint };
    });

    // An idle chain gets a block when somebody looks and the newest is old, not for its own sake.
    const keeper = setInterval(() => {
      if (performance.now() - lookedAt < LOOKED_LATELY) running.freshen(OLD_BLOCK).catch(() => {});
    }, LOOK_EVERY);
    toClose.push(async () => clearInterval(keeper));
    const made = folder.read("house.json", houseRecord);
    return {
      address: `http://localhost:${ports.app}`,
      chain: running,
      deployment,
      ...(phone && { phone }),
      isNew: !known,
      isOlder: made?.contracts !== contracts,
      hasOldFigures: made?.figures !== undefined && made.figures !== parts.stampOfClub(),
      isEmpty: empty,
      stop,
    };
  }
}

function throwAway(folder: HouseFolder): void {
  Chain.forget(folder);
  folder.remove(...madeFiles);
}

/** A house of one club cannot be opened as another's. */
function requireSameClub(folder: HouseFolder, club: string): void {
  const kept = folder.read("house.json", houseRecord)?.club;
  if (kept === undefined || kept === club) return;
  throw new Error(
    `In ${folder.path} stands the house of ${kept}, and not of ${club}. Name another folder with RUNDE_HOUSE, or throw it away: --fresh`,
  );
}

/** A house with a story does not become one without. */
function isEmpty(folder: HouseFolder, { empty }: StartOptions): boolean {
  const kept = folder.read("house.json", houseRecord);
  if (kept === undefined) return empty === true;
  if (empty && kept.empty !== true) {
    throw new Error("The house that is here has a story. To throw it away: npm start -- --fresh --empty");
  }
  return kept.empty === true;
}

/** The day whose start is the present: the kept one, the asked one, or today (UTC). */
function chooseAnchor(folder: HouseFolder, { anchor }: StartOptions): string {
  const kept = folder.read("house.json", houseRecord)?.anchor;
  if (kept !== undefined && anchor !== undefined && kept !== anchor) {
    throw new Error(
      `The house that is here was told for ${kept}. To throw it away: npm start -- --fresh --anchor ${anchor}`,
    );
  }
  return kept ?? anchor ?? new Date(deviceTime() * 1000).toISOString().slice(0, 10);
}

/** No chain knows a time before 1970. */
function beginningOf(second: number, anchor: string): number {
  if (second >= 0) return second;
  const day = new Date(second * 1000).toISOString().slice(0, 10);
  throw new Error(
    `The story for ${anchor} begins on ${day}, and no chain knows a day before 1970. Choose a later --anchor.`,
  );
}

async function deployNew(parts: HouseParts, site: Site): Promise<Deployment> {
  const deployment = await parts.deploy(site);
  site.folder.write("deployment.json", deployment);
  return deployment;
}

async function rememberEnd(
  chain: Chain,
  folder: HouseFolder,
  made: { anchor: string; contracts: string; club: string; figures: string; empty: boolean },
): Promise<void> {
  const end = block.parse(await rpc(chain.url, "eth_getBlockByNumber", ["latest", false]));
  if (end === null) throw new Error("The chain has no newest block");
  folder.write("house.json", { ...made, told: { number: Number(end.number), hash: end.hash } });
}

/** The chain itself says whether it holds the story's end: its newest seconds may be lost after a kill. */
async function isTold(chain: Chain, folder: HouseFolder): Promise<boolean> {
  const record = folder.read("house.json", houseRecord);
  if (!record) return false;
  const number = `0x${record.told.number.toString(16)}`;
  const found = block.parse(await rpc(chain.url, "eth_getBlockByNumber", [number, false]));
  return found?.hash === record.told.hash;
}
