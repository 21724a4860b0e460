import { uncompressed } from "#protocol/oversight/drand.ts";
import type { CallStatus } from "#protocol/relay/relayApi.ts";
import { dueRounds } from "#protocol/relay/waitingRounds.ts";
import { type DueOptions, takeOn } from "./dueLoop.ts";
import type { SignatureSource } from "./roundServers.ts";

/**
 * Brings the signatures for which draws wait. Anybody may; what is wrong the contract refuses. Of a network that was named
 * by a later vote the deployment knows no servers: its signatures are brought by whoever has them. What it took on.
 */
export async function bringSignatures(options: DueOptions, source: SignatureSource): Promise<CallStatus[]> {
  const taken: CallStatus[] = [];
  for (const { network, round } of await dueRounds(options.chain.client, options.deployment, options.now())) {
    if (network !== 0) continue;
    const signature = await source(round);
    if (signature === undefined) continue;
    const args = [network, BigInt(round), uncompressed(signature)] as const;
    const status = await takeOn(options, { contract: "DrandBeacon", functionName: "store", args });
    if (status === "tooMuch") return taken;
    if (status !== undefined) taken.push(status);
  }
  return taken;
}
