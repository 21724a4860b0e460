import { type Abi, encodeFunctionData } from "viem";
import { houseAbis } from "#protocol/abi/house.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import { dueCalls } from "#protocol/relay/due.ts";
import type { CallStatus } from "#protocol/relay/relayApi.ts";
import { judge } from "./calls/policy.ts";
import { type Chain, simulate } from "./calls/simulate.ts";
import type { Sender } from "./sending/sender.ts";

export interface DueOptions {
  deployment: Deployment;
  chain: Chain;
  sender: Sender;
  relay: `0x${string}`;
  now: () => number;
}

/** Makes the calls that anybody may make and that are due. What it took on, for waiting. */
export async function makeDueCalls(options: DueOptions): Promise<CallStatus[]> {
  const { deployment, chain, sender, relay, now } = options;
  const taken: CallStatus[] = [];
  for (const { contract, functionName, args } of await dueCalls(chain.client, deployment, now())) {
    const abi: Abi | undefined = (houseAbis as Partial<Record<ContractName, Abi>>)[contract];
    if (abi === undefined) continue;
    const data = encodeFunctionData({ abi, functionName, args });
    const answer = judge(deployment, { to: deployment.contracts[contract], data });
    if (!answer.ok) throw new Error(`A due call is not allowed: ${contract}.${functionName}: ${answer.error.message}`);
    const call = { ...answer.call, whose: "house", standing: "house" } as const;
    if (sender.tooMuch(call) !== undefined) return taken;
    const outcome = await simulate(chain, relay, call);
    if (outcome.ok) taken.push(sender.accept(call, outcome.gas, true));
  }
  return taken;
}
