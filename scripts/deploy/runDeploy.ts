import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { readClub } from "#ignition/readClub.ts";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { compile } from "../compile/compile.ts";
import { handoverLines } from "../handover/handoverLines.ts";
import { proveHandover } from "../handover/proveHandover.ts";
import { publicBeacon } from "../networks/beacons.ts";
import { HouseFolder } from "../node/HouseFolder.ts";
import { nodeAt } from "../node/nodeAt.ts";
import { Progress } from "../process/Progress.ts";
import { readOptions } from "../process/readOptions.ts";
import { root } from "../process/runTool.ts";
import { requireBegunHouse, requireChain } from "./chainChecks.ts";
import { deployHouse } from "./deployHouse.ts";
import { publicNetwork } from "./publicNetwork.ts";

const deployHelp = `npm run deploy -- --network NAME     builds the house there, or goes on where it was stopped
  --club FILE          another club instead of club.config.ts (or RUNDE_CLUB=FILE)
  --folder FOLDER      where NAME.json is written, instead of deployments/
  --fresh              forget what was begun or built there, and build another house`;

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
      help: { type: "boolean", default: false },
    },
    deployHelp,
  );
  if (options.help || options.network === undefined) return console.log(deployHelp);
  const name = options.network;
  const progress = new Progress();
  await progress.step("Contracts", async (say) => say(await compile()));
  const network = await publicNetwork(name);
  const folder = new HouseFolder(resolve(options.folder ?? join(root, "deployments")));
  const file = folder.file(`${name}.json`);
  if (options.fresh) forget(folder, name);

  if (existsSync(file)) {
    const standing = parseDeployment(JSON.parse(readFileSync(file, "utf8")));
    const ask = nodeAt(await network.rpcUrl());
    await requireChain(ask, standing.chainId);
    await requireBegunHouse(ask, [standing.contracts.Registry]);
    await proveAgain(standing, ask, progress);
    return console.log(`\nThe house stands there since ${dayOf(standing.deployedAt)}; nothing to do. ${file}`);
  }

  const club = await readClub(options.club);
  const place = club.networks[name];
  if (place === undefined) {
    throw new Error(
      `The club has not decided on "${name}" yet: add it under networks in its configuration, with token, operator, registrar and foundingOpens.`,
    );
  }
  const [rpcUrl, key] = [await network.rpcUrl(), await network.key()];
  const deployment = await progress.step("House", (say) => {
    let last = performance.now();
    return deployHouse({
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
      chainId: network.chainId,
      key,
      folder: folder.file(name),
      confirmations: CONFIRMATIONS,
      pollEvery: POLL_EVERY,
      done: (step) => {
        const now = performance.now();
        // The line that shows where it is makes room for what is done.
        const clear = process.stdout.isTTY ? "\r\x1b[2K" : "";
        console.log(`${clear}  ${step.padEnd(16)} ${((now - last) / 1000).toFixed(1).padStart(5)} s`);
        say("…");
        last = now;
      },
    });
  });
  folder.write(`${name}.json`, deployment);
  console.log(`\n${club.name} stands, and the deployer holds no power any more. ${file}`);
}

async function proveAgain(standing: Deployment, ask: ReturnType<typeof nodeAt>, progress: Progress): Promise<void> {
  const { leftOvers } = await progress.step("Proof", () => proveHandover(standing, ask));
  if (leftOvers.length > 0) throw new Error(handoverLines({ powers: [], leftOvers }).join("\n"));
}

function forget(folder: HouseFolder, name: string): void {
  rmSync(folder.file(`${name}.json`), { force: true });
  rmSync(folder.file(name), { recursive: true, force: true });
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
