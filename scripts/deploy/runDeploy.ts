import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { readClub, takeClub } from "#ignition/readClub.ts";
import type { Ask } from "#protocol/house/Ask.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { compile } from "../compile/compile.ts";
import { handoverLines } from "../handover/handoverLines.ts";
import { proveHandover } from "../handover/proveHandover.ts";
import { publicBeacon } from "../networks/beacons.ts";
import { chainFacts } from "../networks/chains.ts";
import { networkLines } from "../networks/networkLines.ts";
import { type PublicNetwork, publicNetwork } from "../networks/publicNetwork.ts";
import { HouseFolder } from "../node/HouseFolder.ts";
import { nodeAt } from "../node/nodeAt.ts";
import { readDeployment } from "../node/readDeployment.ts";
import { Progress } from "../process/Progress.ts";
import { readOptions } from "../process/readOptions.ts";
import { root } from "../process/runTool.ts";
import { requireBegunHouse, requireChain } from "./chainChecks.ts";
import { costSentence } from "./cost.ts";
import { deployHouse, estimateHouse } from "./deployHouse.ts";
import { lockDeployment } from "./deployLock.ts";
import { dayOf, layAside } from "./layAside.ts";
import { requirePublicWords } from "./publicWords.ts";
import { confirmRealMoney } from "./realMoney.ts";

const deployHelp = `npm run deploy -- --network NAME     builds the house there, or goes on where it was stopped
  --club FILE          another club instead of club.config.ts (or RUNDE_CLUB=FILE)
  --folder FOLDER      where NAME.json is written, instead of deployments/
  --fresh              lay aside what was begun or built there, and build another house
  --dry-run            ask and rehearse everything, say what it would cost, and send nothing
  --confirm NAME       on a network with real money: the club's name, when nobody is there to be asked
  --networks           the networks that are known, and what is known of each`;

/** Blocks on top of a step before the next one builds on it. */
const CONFIRMATIONS = 2;
const POLL_EVERY = 1_000;

/** `npm run deploy`: throws with a sentence for a person. */
export async function runDeploy(args: string[]): Promise<void> {
  const options = readOptions(
    args,
    {
      network: { type: "string" },
      club: { type: "string" },
      folder: { type: "string" },
      fresh: { type: "boolean", default: false },
      "dry-run": { type: "boolean", default: false },
      confirm: { type: "string" },
      networks: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    deployHelp,
  );
  if (options.networks) return console.log(networkLines().join("\n"));
  if (options.help || options.network === undefined) return console.log(deployHelp);
  takeClub(options.club);
  const name = options.network;
  const progress = new Progress();
  await progress.step("Contracts", async (say) => say(await compile()));
  const network = await publicNetwork(name);
  const folder = new HouseFolder(resolve(options.folder ?? join(root, "deployments")));
  const release = lockDeployment(folder, name);
  try {
    await deployTo(name, network, folder, { ...options, dryRun: options["dry-run"] }, progress);
  } finally {
    release();
  }
}

interface Asked {
  fresh: boolean;
  dryRun: boolean;
  confirm?: string;
}

async function deployTo(
  name: string,
  network: PublicNetwork,
  folder: HouseFolder,
  options: Asked,
  progress: Progress,
): Promise<void> {
  const file = folder.file(`${name}.json`);
  if (options.fresh && !options.dryRun) layAside(folder, name);

  if (existsSync(file)) {
    const standing = readDeployment(file);
    const ask = nodeAt(await network.rpcUrl(), network);
    await requireChain(ask, standing.chainId);
    await requireBegunHouse(ask, [standing.contracts.Registry]);
    await proveAgain(standing, ask, progress);
    return console.log(`\nThe house stands there since ${dayOf(standing.deployedAt)}; nothing to do. ${file}`);
  }

  const club = await readClub();
  const place = club.networks[name];
  if (place === undefined) {
    const others = Object.keys(club.networks);
    const has = others.length === 0 ? "" : ` It has decided on ${others.join(", ")}.`;
    throw new Error(
      `${club.name} has not decided on "${name}" yet: add it under networks in its configuration, with token, operator, registrar and foundingOpens, or name another club with --club FOLDER.${has}`,
    );
  }
  const [rpcUrl, key] = [await network.rpcUrl(), await network.key()];
  await requireChain(nodeAt(rpcUrl, network), network.chainId);
  if (!chainFacts(network.chainId).ownNode) {
    for (const doubt of await requirePublicWords(club)) console.log(`  ${doubt}`);
  }
  if (!options.dryRun) await confirmRealMoney({ chainId: network.chainId, club: club.name, said: options.confirm });
  const plan = {
    club,
    site: {
      token: place.token,
      operator: place.operator,
      registrar: place.registrar,
      foundingOpens: Date.parse(place.foundingOpens) / 1000,
      beacon: publicBeacon(network.chainId, place.beaconServers),
    },
    practice: false,
    rpcUrl,
    remedy: network.remedy,
    chainId: network.chainId,
    key,
    folder: folder.file(name),
    confirmations: CONFIRMATIONS,
    pollEvery: POLL_EVERY,
  };
  if (options.dryRun) {
    const cost = await progress.step("Rehearsal", () => estimateHouse(plan));
    return console.log(`\nEverything fits. ${costSentence(cost)} Nothing was sent.`);
  }
  const made = await progress.step("House", (say) => {
    let last = performance.now();
    return deployHouse({
      ...plan,
      done: (step) => {
        const now = performance.now();
        // The line that shows where it is makes room for what is done.
        const clear = process.stdout.isTTY ? "\r\x1b[2K" : "";
        console.log(`${clear}  ${step.padEnd(16)} ${((now - last) / 1000).toFixed(1).padStart(5)} s`);
        say("…");
        last = now;
      },
      waits: (many) =>
        console.log(
          `  Waiting for ${many} of the deployer's transactions that no block has taken yet. Where fees have risen this may last; Ctrl-C loses nothing.`,
        ),
    }).catch((error: unknown) => {
      throw dryInWords(error);
    });
  });
  const relays = place.relays?.map((url) => new URL(url).origin);
  folder.write(`${name}.json`, { ...made, ...(relays && { relays }) });
  console.log(`\n${club.name} stands, and the deployer holds no power any more. ${file}`);
}

async function proveAgain(standing: Deployment, ask: Ask, progress: Progress): Promise<void> {
  const { leftOvers } = await progress.step("Proof", () => proveHandover(standing, ask));
  if (leftOvers.length > 0) throw new Error(handoverLines({ powers: [], leftOvers }).join("\n"));
}

/** Whoever runs dry in the middle has lost nothing. */
function dryInWords(error: unknown): unknown {
  if (
    !/insufficient (funds|balance)|exceeds (the )?balance|Out of gas: gas required exceeds allowance/i.test(
      String(error),
    )
  )
    return error;
  return new Error(
    "The deployer's coin ran out in the middle. What is built stays built: send it more coin, and run the same command again; it goes on where it stopped.",
    { cause: error },
  );
}
