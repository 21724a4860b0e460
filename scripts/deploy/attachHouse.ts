import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  isAddress,
  keccak256,
  numberToHex,
  zeroAddress,
} from "viem";
import { z } from "zod";
import { type Club, textHash } from "#ignition/club.ts";
import { contractNames, partContracts } from "#protocol/abi/parts.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { type Ask, ifRefused, NodeAway } from "#protocol/house/Ask.ts";
import { type ContractName, type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { houseIdOf } from "../handover/houseId.ts";
import { proveHandover } from "../handover/proveHandover.ts";
import { type NamedNetworks, publicBeacon } from "../networks/beacons.ts";
import { clubFigures } from "./clubFigures.ts";
import { proveSettlementToken } from "./settlementToken.ts";

export interface Attachment {
  ask: Ask;
  chainId: number;
  registry: Address;
  club: Club;
  place: Club["networks"][string];
  networks?: NamedNetworks;
}

const FOUNDING = 1;

/**
 * Writes the deployment file of a house that stands, from its registry alone: nobody's key is needed. What the chain
 * does not hold, the club's words and figures of the first day, comes from its folder and must be the same by its hashes.
 */
export async function attachHouse({ ask, chainId, registry, club, place, networks }: Attachment): Promise<Deployment> {
  const code = async (address: Address, block = "latest") => (await ask("eth_getCode", [address, block])) as Hex;
  if ((await code(registry)) === "0x") throw new Error(`There is nothing at ${registry} on this chain.`);
  const read = readerOf(ask);
  const parts = await Promise.all(
    partContracts.map(async (name, i) => {
      const address = await read(registry, registryAbi, "part", [i]).catch(ifRefused(zeroAddress));
      if (address === zeroAddress) throw new Error(`${registry} is no registry of a house: it has no ${name}.`);
      return [name, address] as const;
    }),
  );
  const token = await read(registry, registryAbi, "token", []);
  const contracts = Object.fromEntries([["Registry", registry], ...parts, ["Token", token]]) as Record<
    ContractName,
    Address
  >;
  const { terms } = await read(contracts.Rounds, roundsAbi, "round", [FOUNDING]);
  if (terms.termsHash !== textHash(club.terms)) {
    throw new Error(
      `The founding round's terms are not those in ${club.folder}: the chain has ${terms.termsHash}, the folder's text has ${textHash(club.terms)}. Take the words as they were on the day of the deploy.`,
    );
  }
  const isPlayMoney = place.token === "test money";
  const ways = isPlayMoney ? undefined : await proveSettlementToken(ask, token, chainId);
  const site = {
    token,
    operator: place.operator,
    registrar: place.registrar,
    foundingOpens: terms.opensAt,
    beacon: publicBeacon(chainId, place.beaconServers),
  };
  const made = await blockOf(registry, ask);
  const hashes = await Promise.all(contractNames.map(async (name) => [name, keccak256(await code(contracts[name]))]));
  const relays = place.relays?.map((url) => new URL(url).origin);
  const deployment = parseDeployment({
    format: 1,
    practice: false,
    chainId,
    houseId: houseIdOf(false, chainId, registry),
    deployedAtBlock: made.number,
    deployedAt: made.timestamp,
    contracts,
    codeHashes: Object.fromEntries(hashes),
    beacon: site.beacon,
    club: await clubFigures(club, site, ask, ways),
    ...(relays && { relays }),
  });
  const { leftOvers } = await proveHandover(deployment, ask, networks);
  if (leftOvers.length > 0) {
    throw new Error(
      `There stands a house, but not as this folder and this build describe it:\n${leftOvers.join("\n")}`,
    );
  }
  return deployment;
}

/** An address as somebody has typed or pasted it. */
export function registryOf(typed: string | undefined): Address {
  if (typed !== undefined && isAddress(typed)) return typed;
  throw new Error(`--registry wants the registry's address, 0x and 40 digits, copied whole; "${typed ?? ""}" is none.`);
}

function readerOf(ask: Ask) {
  return async <const A extends Abi, F extends ContractFunctionName<A, "view">>(
    to: Address,
    abi: A,
    functionName: F,
    args: ContractFunctionArgs<A, "view", F>,
  ) => {
    const asked = { abi: abi as Abi, functionName: functionName as string, args: args as readonly unknown[] };
    const data = (await ask("eth_call", [{ to, data: encodeFunctionData(asked) }, "latest"])) as Hex;
    return decodeFunctionResult({ ...asked, data }) as import("viem").ContractFunctionReturnType<A, "view", F>;
  };
}

const head = z.object({ number: z.string(), timestamp: z.string() });

/** The block in which the code appeared, found by halves: the node must know the past, as those that keep an archive do. */
async function blockOf(registry: Address, ask: Ask): Promise<{ number: number; timestamp: number }> {
  const block = async (which: string) => {
    const { number, timestamp } = head.parse(await ask("eth_getBlockByNumber", [which, false]));
    return { number: Number(number), timestamp: Number(timestamp) };
  };
  let [before, there] = [-1, (await block("latest")).number];
  try {
    while (there - before > 1) {
      const middle = Math.floor((before + there) / 2);
      if ((await ask("eth_getCode", [registry, numberToHex(middle)])) === "0x") before = middle;
      else there = middle;
    }
  } catch (error) {
    if (error instanceof NodeAway) throw error;
    throw new Error(
      `This node does not know what was at ${registry} in earlier blocks, so nobody can say since when the house stands. Name one that keeps an archive.`,
      { cause: error },
    );
  }
  return block(numberToHex(there));
}
