import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { clubLabel, takeClub } from "#ignition/readClub.ts";
import type { Ask } from "#protocol/house/Ask.ts";
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
  ask: Ask;
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
  const { url, remedy } = (await nodeOf(named)) ?? { url: localNode(app, help) };
  const ask = nodeAt(url, { remedy });
  const chainId = Number(await ask("eth_chainId", []));
  if (chainId !== deployment.chainId) {
    throw new Error(`The node at ${new URL(url).host} is of chain ${chainId}, the house is on ${deployment.chainId}`);
  }
  const relays = isLocal && app !== undefined ? [`http://127.0.0.1:${app}`] : (deployment.relays ?? []);
  return { deployment, url, ask, relays };
}

interface NamedNode {
  url: string;
  /** What to do when nobody answers there; undefined: it is the open house's. */
  remedy?: string;
}

/** The node that a command line names; a public network's is known by its name, as for the deploy. */
export async function nodeOf({ rpc, network }: Pick<Named, "rpc" | "network">): Promise<NamedNode | undefined> {
  if (rpc !== undefined)
    return { url: rpc, remedy: "--rpc names it: start that node (of your own house: npm start), or name another." };
  if (network === undefined) return undefined;
  const { rpcUrl, remedy } = await publicNetwork(network);
  return { url: await rpcUrl(), remedy };
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
