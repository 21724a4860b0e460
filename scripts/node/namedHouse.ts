import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { clubLabel, takeClub } from "#ignition/readClub.ts";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { root } from "../process/runTool.ts";
import { rpc } from "./rpc.ts";

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

/** The deployment and the node of the house that was named; `help` is told along when it is not there. */
export async function namedHouse(named: Named, help: string): Promise<{ deployment: Deployment; url: string }> {
  takeClub(named.club);
  const local = process.env.RUNDE_HOUSE ?? join(root, houseFolderName());
  const file =
    named.deployment ?? (named.network ? `deployments/${named.network}.json` : join(local, "deployment.json"));
  if (!existsSync(file)) throw new Error(`There is no ${file}\n\n${help}`);
  const url = named.rpc ?? localUrl(local, help);
  const deployment = parseDeployment(JSON.parse(readFileSync(file, "utf8")));
  const chainId = Number(await rpc(url, "eth_chainId"));
  if (chainId !== deployment.chainId)
    throw new Error(`${url} is chain ${chainId}, the house is on ${deployment.chainId}`);
  return { deployment, url };
}

/** The chain of the local house answers on the port after the app's. */
function localUrl(folder: string, help: string): string {
  const ports = join(folder, "ports.json");
  if (!existsSync(ports)) throw new Error(`Name the chain with --rpc URL\n\n${help}`);
  const { app } = z.object({ app: z.int() }).parse(JSON.parse(readFileSync(ports, "utf8")));
  return `http://127.0.0.1:${app + 1}`;
}
