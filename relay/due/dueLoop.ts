import { type Abi, encodeFunctionData } from "viem";
import { houseAbis } from "#protocol/abi/house.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import { type DueCall, dueCalls } from "#protocol/relay/due.ts";
import type { CallStatus } from "#protocol/relay/relayApi.ts";
import { judge } from "../calls/policy.ts";
import { type Chain, simulate } from "../calls/simulate.ts";
import type { Sender } from "../sending/sender.ts";

export interface DueOptions {
  deployment: Deployment;
  chain: Chain;
  sender: Sender;
  relay: `0x${string}`;
  now: () => number;
}

/** Makes the calls that anybody may make and that are due. What it took on, for waiting. */
export async function makeDueCalls(options: DueOptions): Promise<CallStatus[]> {
  return takeAll(options, await dueCalls(options.chain.client, options.deployment, options.now()));
}

/** Takes calls on one after the other, until the day's budget is used. What it took on, for waiting. */
export async function takeAll(
  options: DueOptions,
  calls: Iterable<DueCall> | AsyncIterable<DueCall>,
): Promise<CallStatus[]> {
  const taken: CallStatus[] = [];
  for await (const call of calls) {
    const status = await takeOn(options, call);
    if (status === "tooMuch") return taken;
    if (status !== undefined) taken.push(status);
  }
  return taken;
}

/** Takes one call on in the house's own name, unless the chain would refuse it (`undefined`) or the day's budget is used. */
async function takeOn(
  { deployment, chain, sender, relay }: DueOptions,
  { contract, functionName, args }: DueCall,
): Promise<CallStatus | "tooMuch" | undefined> {
  const abi: Abi | undefined = (houseAbis as Partial<Record<ContractName, Abi>>)[contract];
  if (abi === undefined) return undefined;
  const data = encodeFunctionData({ abi, functionName, args });
  const answer = judge(deployment, { to: deployment.contracts[contract], data });
  if (!answer.ok) throw new Error(`A due call is not allowed: ${contract}.${functionName}: ${answer.error.message}`);
  const call = { ...answer.call, whose: "house", standing: "house" } as const;
  if (sender.tooMuch(call) !== undefined) return "tooMuch";
  const outcome = await simulate(chain, relay, call);
  return outcome.ok ? sender.accept(call, outcome.gas, true) : undefined;
}
