import type { Deployment } from "#protocol/house/deployments.ts";
import { PRACTICE_CHAIN_ID } from "#protocol/house/practiceChain.ts";
import { type BeaconNetwork, beaconNetworks } from "#protocol/oversight/beacon.ts";
import { practiceNetwork } from "#protocol/oversight/practiceBeacon.ts";
import { settleOf } from "./chains.ts";

type Beacon = Deployment["beacon"];
export type NamedNetworks = Readonly<Record<string, BeaconNetwork>>;

/** As quicknet's makers and users name them. */
const QUICKNET_SERVERS = [
  "https://api.drand.sh",
  "https://api2.drand.sh",
  "https://api3.drand.sh",
  "https://drand.cloudflare.com",
];

/** What draws the lots on a public chain: drand's quicknet. Throws where no draw is safe. */
export function publicBeacon(chainId: number, servers: readonly string[] = QUICKNET_SERVERS): Beacon {
  const { quicknet } = beaconNetworks;
  return { name: "quicknet", ...quicknet, settle: settleOf(chainId), servers: [...servers] };
}

/** What draws the lots in the practice house: rounds that the house's own server signs as they fall due. */
export function practiceBeacon(): Beacon {
  const settle = settleOf(PRACTICE_CHAIN_ID);
  return { name: "practice", ...practiceNetwork, settle, chainHash: "practice", servers: [] };
}

/**
 * What is wrong with a house's beacon: its key and its clock must be those of the network that it names, and `settle` the
 * chain's. `known` are the public networks.
 */
export function beaconComplaints(
  { chainId, practice, beacon }: Pick<Deployment, "chainId" | "practice" | "beacon">,
  known: NamedNetworks = beaconNetworks,
): string[] {
  const isPractice = practice && chainId === PRACTICE_CHAIN_ID;
  if (beacon.key === practiceNetwork.key && !isPractice) {
    return [`its key is the practice house's, which everybody can derive, and this is chain ${chainId}`];
  }
  const named: BeaconNetwork | undefined = isPractice
    ? practiceNetwork
    : Object.entries(known).find(([name]) => name === beacon.name)?.[1];
  if (named === undefined) return [`nobody knows a network of the name "${beacon.name}"`];
  const fields = [
    ["key", beacon.key, named.key],
    ["genesis", beacon.genesis, named.genesis],
    ["period", beacon.period, named.period],
    ["settle", beacon.settle, settleOf(chainId)],
  ] as const;
  return fields.flatMap(([what, here, there]) =>
    here === there ? [] : [`its ${what} is ${here}, and of the network ${beacon.name} here it would be ${there}`],
  );
}
