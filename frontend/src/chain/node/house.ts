import { createContext, useContext } from "react";
import type { Hex } from "viem";
import type { Deployment } from "#protocol/house/deployments.ts";
import { type HouseClock, houseClock } from "#protocol/house/houseClock.ts";
import { PRACTICE_CHAIN_ID } from "#protocol/house/practiceChain.ts";
import { decodeValues } from "./abiCodec.ts";
import { askPlainly } from "./askPlainly.ts";
import { encodeCall, type HouseView, houseCall, type Passed, type ResultOf } from "./houseCall.ts";
import { knowRelays } from "./relays.ts";
import { createRpc, type Rpc } from "./rpc.ts";

/** The house that this page is connected to. */
export interface House {
  deployment: Deployment;
  /** The way to the node. */
  rpc: Rpc;
  clock: HouseClock;
  /** The chain's latest block when this page connected, or was drawn. */
  connectedAt: bigint;
  /** Demo seats, clock and desk exist: the file says so, and so does the chain. */
  practice: boolean;
}

/** What a wallet calls the network that it is told of. */
export function networkName({ deployment, practice }: House): string {
  return practice ? `${deployment.club.name} (practice)` : deployment.club.name;
}

/** The file names another chain than the one that answers. */
export class WrongHouse extends Error {
  readonly expected: number;
  readonly found: number;

  constructor(expected: number, found: number) {
    super(`Chain ${found} answers, not ${expected}`);
    this.expected = expected;
    this.found = found;
  }
}

/**
 * The house as the server told of it with the page: nobody has asked the chain yet, and time stands still.
 *
 * @param at The house's time (UTC seconds) and the block that everything which came with it is at least as new as.
 */
export function houseAsTold(deployment: Deployment, { now, block }: { now: number; block: bigint }): House {
  const clock: HouseClock = {
    now: () => now,
    anchored: () => now,
    takeUp: () => undefined,
    sawBlock: () => undefined,
    sawTime: () => undefined,
    behind: () => 0,
    onJump: () => () => undefined,
  };
  return { deployment, rpc: createRpc("/rpc"), clock, connectedAt: block, practice: false };
}

/** Brings what reads a deployment file: a page that the server drew needs none. */
export type BringReader = () => Promise<{ parseDeployment(content: unknown): Deployment }>;

/**
 * Makes sure that this chain is the house's; throws like `seeTime`.
 *
 * @param told What the page came with; left out, it is asked for where the house is.
 */
export async function connectHouse(
  told?: House,
  bringReader: BringReader = () => import("#protocol/house/deployments.ts"),
): Promise<House> {
  const deployment = told?.deployment ?? (await askDeployment(bringReader));
  knowRelays(deployment.relays);
  const rpc = told?.rpc ?? createRpc("/rpc");
  const practice = __PRACTICE__ && deployment.practice && deployment.chainId === PRACTICE_CHAIN_ID;
  const clock = houseClock(deployment.practice);
  return { deployment, rpc, clock, connectedAt: await seeTime({ rpc, clock, deployment }), practice };
}

async function askDeployment(bringReader: BringReader): Promise<Deployment> {
  const [content, { parseDeployment }] = await Promise.all([
    askPlainly("/deployment.json", { fresh: true }),
    bringReader(),
  ]);
  return parseDeployment(content);
}

/**
 * Sets the clock by the chain, and says its latest block. A practice chain stands still between calls; its next block's
 * time is the present. Throws when nobody answers, and `WrongHouse` when it is another chain: a node may turn to one at
 * any time.
 */
export async function seeTime({ rpc, clock, deployment }: Omit<House, "connectedAt" | "practice">): Promise<bigint> {
  const block = async (tag: "latest" | "pending") => {
    const found = await rpc.request({ method: "eth_getBlockByNumber", params: [tag, false] });
    if (found === null) throw new Error(`The chain has no ${tag} block`);
    return found;
  };
  // Together, so that the first figures come with the second request.
  const [answer, latest, next] = await Promise.all([
    rpc.request({ method: "eth_chainId" }),
    block("latest"),
    deployment.practice ? block("pending") : undefined,
  ]);
  const chainId = Number(answer);
  if (chainId !== deployment.chainId) throw new WrongHouse(deployment.chainId, chainId);
  clock.sawBlock(Number(latest.timestamp));
  if (next !== undefined) clock.sawTime(Number(next.timestamp));
  return BigInt(latest.number ?? 0);
}

/**
 * Asks a contract of the house. Questions of one moment travel in one request. It encodes and decodes by itself
 * (`abiCodec.ts`): viem's `readContract` brings 18 kB that no page here needs (calls without a contract, look-ups elsewhere).
 */
export function readHouse<const V extends HouseView>(house: House, of: V, ...passed: Passed<V>): Promise<ResultOf<V>> {
  return readHouseAt(house, "latest", of, ...passed);
}

/** The same as of one block, for answers that belong together. */
export async function readHouseAt<const V extends HouseView>(
  house: House,
  block: "latest" | Hex,
  of: V,
  ...passed: Passed<V>
): Promise<ResultOf<V>> {
  const call = houseCall(of, ...passed);
  const data: Hex = await house.rpc.request({
    method: "eth_call",
    params: [encodeCall(house.deployment, call), block],
  });
  const results = decodeValues(of.outputs, data);
  return (results.length > 1 ? results : results[0]) as ResultOf<V>;
}

export const HouseContext = createContext<House | undefined>(undefined);

/** The house; only below the gate that waits for it. */
export function useHouse(): House {
  const house = useContext(HouseContext);
  if (house === undefined) throw new Error("No house here: this part must stand below the gate");
  return house;
}

/** The house, if it is there: for the shell around the gate. */
export function useHouseIfThere(): House | undefined {
  return useContext(HouseContext);
}
