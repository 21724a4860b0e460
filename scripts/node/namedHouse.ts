import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { clubLabel, takeClub } from "#ignition/readClub.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { publicNetwork } from "../networks/publicNetwork.ts";
import { root } from "../process/runTool.ts";
import { nodeAt } from "./nodeAt.ts";
import { readDeployment } from "./readDeployment.ts";

/** What the local house of the club that is run is called: each club has one of its own. */
export function houseFolderName(): string {
  const label = clubLabel();
  return label === undefined ? ".house" : `.house-${label}`;
}

/** How a command says which house it means: the local one if it says nothing. */
export const houseOptions = {
  network: { type: "string" },
  club: { type: "string" },
  deployment: { type: "string" },
  rpc: { type: "string" },
} as const;

interface Named {
  club?: string;
  network?: string;
  deployment?: string;
  rpc?: string;
}

interface FoundHouse {
  deployment: Deployment;
  /** Of its node. */
  url: string;
  /** Who keeps its texts. */
  relays: readonly string[];
}

/** The house that was named, with its node; `help` is told along when it is not there. */
export async function namedHouse(named: Named, help: string): Promise<FoundHouse> {
  takeClub(named.club);
  const local = process.env.RUNDE_HOUSE ?? join(root, houseFolderName());
  const file =
    named.deployment ?? (named.network ? `deployments/${named.network}.json` : join(local, "deployment.json"));
  const isLocal = named.network === undefined && named.deployment === undefined;
  if (isLocal && !existsSync(file)) {
    throw new Error(
      `No house was opened here yet, there is no ${file}: npm start opens one. Or name another:\n\n${help}`,
    );
  }
  const deployment = readDeployment(file);
  const app = localPort(local);
  const url = named.rpc ?? (await publicNode(named.network)) ?? localNode(app, help);
  const chainId = Number(await nodeAt(url)("eth_chainId", []));
  if (chainId !== deployment.chainId) {
    throw new Error(`The node at ${new URL(url).host} is of chain ${chainId}, the house is on ${deployment.chainId}`);
  }
  const relays = isLocal && app !== undefined ? [`http://127.0.0.1:${app}`] : (deployment.relays ?? []);
  return { deployment, url, relays };
}

/** A public network's node is known by its name, as for the deploy. */
async function publicNode(network: string | undefined): Promise<string | undefined> {
  return network === undefined ? undefined : (await publicNetwork(network)).rpcUrl();
}

/** The port of the local house's app; its chain answers on the next. */
function localPort(folder: string): number | undefined {
  const ports = join(folder, "ports.json");
  if (!existsSync(ports)) return undefined;
  return z.object({ app: z.int() }).parse(JSON.parse(readFileSync(ports, "utf8"))).app;
}

function localNode(app: number | undefined, help: string): string {
  if (app === undefined) throw new Error(`Name the chain with --rpc URL\n\n${help}`);
  return `http://127.0.0.1:${app + 1}`;
}
