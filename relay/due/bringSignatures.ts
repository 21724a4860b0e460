import { concat, numberToHex } from "viem";
import { readContract } from "viem/actions";
import { networkAt } from "#protocol/abi/drandBeacon.ts";
import { compressedKey, uncompressed } from "#protocol/oversight/drand.ts";
import type { DueCall } from "#protocol/relay/due.ts";
import { livingRound } from "#protocol/relay/livingBeacon.ts";
import type { CallStatus, MissingRound } from "#protocol/relay/relayApi.ts";
import { dueRounds } from "#protocol/relay/waitingRounds.ts";
import { type DueOptions, takeAll } from "./dueLoop.ts";
import type { NamedNetwork, SignatureSource } from "./roundServers.ts";

/** What came of a look at the rounds that the house waits for. */
export interface Brought {
  taken: CallStatus[];
  missing: MissingRound[];
}

/**
 * Brings the signatures for which draws wait, and one a day of a network that a motion would replace though it lives.
 * Anybody may; what is wrong the contract refuses.
 */
export async function bringSignatures(options: DueOptions, source: SignatureSource): Promise<Brought> {
  const missing: MissingRound[] = [];
  return { taken: await takeAll(options, storings(options, source, missing)), missing };
}

async function* storings(
  { chain: { client }, deployment, now }: DueOptions,
  source: SignatureSource,
  missing: MissingRound[],
): AsyncGenerator<DueCall> {
  const [waiting, living] = await Promise.all([
    dueRounds(client, deployment, now()),
    livingRound(client, deployment, now()),
  ]);
  for (const { network, round } of living === undefined ? waiting : [...waiting, living]) {
    const found = await source(await networkOf({ chain: { client }, deployment }, network), round);
    if (found.ok) {
      const args = [network, BigInt(round), uncompressed(found.signature)] as const;
      yield { contract: "DrandBeacon", functionName: "store", args };
    } else missing.push({ network, round, why: found.why });
  }
}

/** The deployment names the first network with the hash that its servers know; a later one the chain knows by its key. */
async function networkOf(
  {
    chain: { client },
    deployment: { beacon, contracts },
  }: Pick<DueOptions, "deployment"> & {
    chain: Pick<DueOptions["chain"], "client">;
  },
  network: number,
): Promise<NamedNetwork> {
  if (network === 0) return beacon;
  const { key, genesis, period } = await readContract(client, {
    abi: [networkAt],
    address: contracts.DrandBeacon,
    functionName: "networkAt",
    args: [network],
  });
  const words = concat(key.words.map((word) => numberToHex(word, { size: 32 })));
  return { key: compressedKey(words), genesis, period };
}
