import type { Hex } from "viem";

/** A network of drand: its key and its clock. Times are UTC seconds, rounds count from 1. */
export interface BeaconNetwork {
  /** A point of G2, compressed: 96 bytes, as the network publishes it. */
  key: Hex;
  /** When round 1 appeared. */
  genesis: number;
  /** Seconds between two rounds. */
  period: number;
}

type Clock = Pick<BeaconNetwork, "genesis" | "period">;

/** When a round appears. */
export function roundTime({ genesis, period }: Clock, round: number): number {
  return genesis + (round - 1) * period;
}

/** The first round at or after a second. */
export function roundAt({ genesis, period }: Clock, second: number): number {
  return second <= genesis ? 1 : Math.ceil((second - genesis) / period) + 1;
}

/** The newest round that has appeared by a second; 0 = none. */
export function newestRound({ genesis, period }: Clock, second: number): number {
  return second < genesis ? 0 : Math.floor((second - genesis) / period) + 1;
}

/** Public networks by the name that their makers gave them, with the hash by which their servers know them. */
export const beaconNetworks = {
  quicknet: {
    key: "0x83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
    genesis: 1_692_803_367,
    period: 3,
    chainHash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
  },
} as const satisfies Record<string, BeaconNetwork & { chainHash: string }>;

/** Where a server of a network publishes a round: `{ round, randomness, signature }`. */
export function roundUrl(server: string, chainHash: string, round: number): string {
  return serverUrl(server, `${chainHash}/public/${round}`);
}

/** An address on a server, whether its own was written with a slash at the end or not. */
export function serverUrl(server: string, path: string): string {
  return `${server.replace(/\/+$/, "")}/${path}`;
}
