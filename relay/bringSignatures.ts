import { encodeFunctionData } from "viem";
import { drandBeaconAbi } from "#protocol/abi/drandBeacon.ts";
import { uncompressed } from "#protocol/oversight/drand.ts";
import type { CallStatus } from "#protocol/relay/relayApi.ts";
import { dueRounds } from "#protocol/relay/waitingRounds.ts";
import type { DueOptions } from "./dueLoop.ts";
import { judge } from "./policy.ts";
import type { SignatureSource } from "./roundServers.ts";
import { simulate } from "./simulate.ts";

/**
 * Brings the signatures for which draws wait. Anybody may; what is wrong the contract refuses. Of a network that was named
 * by a later vote the deployment knows no servers: its signatures are brought by whoever has them. What it took on.
 */
export async function bringSignatures(options: DueOptions, source: SignatureSource): Promise<CallStatus[]> {
  const { deployment, chain, submitter, relay, now } = options;
  const taken: CallStatus[] = [];
  for (const { network, round } of await dueRounds(chain.client, deployment, now())) {
    if (network !== 0) continue;
    const signature = await source(round);
    if (signature === undefined) continue;
    const args = [network, BigInt(round), uncompressed(signature)] as const;
    const data = encodeFunctionData({ abi: drandBeaconAbi, functionName: "store", args });
    const answer = judge(deployment, { to: deployment.contracts.DrandBeacon, data });
    if (!answer.ok) throw new Error(`A signature is not allowed: ${answer.error.message}`);
    const outcome = await simulate(chain, relay, answer.call);
    if (outcome.ok) taken.push(submitter.accept(answer.call, outcome.gas));
  }
  return taken;
}
