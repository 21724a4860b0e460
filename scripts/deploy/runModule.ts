import { mkdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import {
  type DeploymentParameters,
  DeploymentResultType,
  deploy,
  type EIP1193Provider,
  type ExecutionEventListener,
  type IgnitionModule,
  type IgnitionModuleResult,
  trackTransaction,
  wipe,
} from "@nomicfoundation/ignition-core";
import { type Address, getAddress } from "viem";
import { artifacts } from "../compile/artifacts.ts";
import { hearRefusals } from "./refusals.ts";
import type { SigningProvider } from "./SigningProvider.ts";
import { leaveOutTornFiles } from "./tornFiles.ts";
import { unfinishedSteps } from "./unfinishedSteps.ts";

export interface BuildOptions<Provider extends EIP1193Provider = EIP1193Provider> {
  /** Signs or sends for one account. */
  provider: Provider & { readonly address: Address };
  /** Holds how far the deployment is; each module has its own. Without one nothing is remembered. */
  folder?: string;
  /** Blocks that must lie on a step before the next one builds on it. */
  confirmations: number;
  /** Milliseconds between two looks for a new block. */
  pollEvery: number;
  /** Called with the name of each step that is done. */
  done?: (step: string) => void;
}

type RunOptions = BuildOptions<SigningProvider> & { folder: string };

/** Deploys a module, or goes on where an earlier run was ended. Gives the addresses by the module's own names. */
export async function runModule<Name extends string, Result extends IgnitionModuleResult<string>>(
  module: IgnitionModule<Name, string, Result>,
  parameters: DeploymentParameters[string],
  options: RunOptions,
): Promise<Record<keyof Result & string, Address>> {
  const { provider, folder, confirmations, pollEvery } = options;
  mkdirSync(folder, { recursive: true });
  leaveOutTornFiles(folder);
  await recoverLostSteps(provider, folder);
  await waitUntilSettled(provider, confirmations, pollEvery);
  return build(module, parameters, options);
}

/** Deploys a module. A contract that refuses is heard, and its refusal comes out in words. */
export async function build<Name extends string, Result extends IgnitionModuleResult<string>>(
  module: IgnitionModule<Name, string, Result>,
  parameters: DeploymentParameters[string],
  { provider, folder, confirmations, pollEvery, done }: BuildOptions,
): Promise<Record<keyof Result & string, Address>> {
  const heard = hearRefusals(provider);
  const result = await deploy({
    config: { requiredConfirmations: confirmations, blockPollingInterval: pollEvery },
    artifactResolver: artifacts,
    provider: heard,
    executionEventListener: listener((future) => done?.(future.split("#")[1] ?? future)),
    deploymentDir: folder,
    ignitionModule: module,
    deploymentParameters: { [module.id]: parameters },
    accounts: [provider.address],
    defaultSender: provider.address,
  });
  if (result.type !== DeploymentResultType.SUCCESSFUL_DEPLOYMENT) throw new Error(inWords(result, heard.inWords()));
  const entries = Object.entries(module.results).map(([name, { id }]) => {
    const contract = result.contracts[id];
    if (contract === undefined) throw new Error(`The deployment ended without ${id}`);
    return [name, getAddress(contract.address)];
  });
  return Object.fromEntries(entries) as Record<keyof Result & string, Address>;
}

/**
 * A kill between "I am going to send" and "I have sent" leaves a step of which the journal knows no transaction. If one
 * was signed it is sent (again) and told to the journal; if none was, nothing was sent, and the step begins anew.
 */
async function recoverLostSteps(provider: SigningProvider, folder: string): Promise<void> {
  for (const step of unfinishedSteps(folder)) {
    const signed = provider.sent().findLast(({ nonce }) => nonce === step.nonce);
    if (signed === undefined) {
      await wipe(folder, artifacts, step.future);
    } else {
      await provider.send(signed);
      await trackTransaction(folder, signed.hash, provider);
    }
  }
}

/** Begins only when nothing of the deployer's is still on its way or might yet be undone. */
async function waitUntilSettled(provider: SigningProvider, confirmations: number, pollEvery: number): Promise<void> {
  const count = async (block: string) =>
    Number(await provider.request({ method: "eth_getTransactionCount", params: [provider.address, block] }));
  for (;;) {
    const newest = Number(await provider.request({ method: "eth_blockNumber" }));
    const settled = newest - confirmations + 1;
    const [pending, safe] = await Promise.all([
      count("pending"),
      settled < 0 ? 0 : count(`0x${Math.min(settled, newest).toString(16)}`),
    ]);
    if (pending === safe) return;
    await pause(pollEvery);
  }
}

/** Of the many things that Ignition tells we want to hear one: that a step is done. */
function listener(onDone: (future: string) => void): ExecutionEventListener {
  const heard: Partial<ExecutionEventListener> = {
    deploymentExecutionStateComplete: async ({ futureId }) => onDone(futureId),
    callExecutionStateComplete: async ({ futureId }) => onDone(futureId),
  };
  const silent = async () => {};
  return new Proxy(heard, {
    get: (known, event) => Reflect.get(known, event) ?? silent,
  }) as ExecutionEventListener;
}

type Failure = Exclude<Awaited<ReturnType<typeof deploy>>, { type: DeploymentResultType.SUCCESSFUL_DEPLOYMENT }>;

function inWords(result: Failure, refusals: readonly string[]): string {
  switch (result.type) {
    case DeploymentResultType.EXECUTION_ERROR: {
      if (refusals.length > 0) return refusals.join("\n");
      const failed = result.failed.map(({ futureId, error }) => `${futureId}: ${error}`);
      const late = result.timedOut.map(
        ({ futureId }) => `${futureId}: no block has taken it yet; run the command again`,
      );
      const open = result.started.map((future) => `${future}: begun and not finished`);
      return `The deployment stopped.\n${[...failed, ...late, ...open].join("\n")}`;
    }
    case DeploymentResultType.RECONCILIATION_ERROR:
      return `What was begun does not fit what is asked for now: the club's decisions, the contracts or the key have changed since. Take the change back to go on, or begin another house with --fresh.\n${listed(result.errors)}`;
    case DeploymentResultType.PREVIOUS_RUN_ERROR:
      return `A step failed in an earlier run. Begin again with --fresh.\n${listed(result.errors)}`;
    case DeploymentResultType.VALIDATION_ERROR:
      return `The house cannot be built like this.\n${listed(result.errors)}`;
  }
}

function listed(errors: Record<string, string[]>): string {
  return Object.entries(errors)
    .map(([future, messages]) => `  ${future}: ${messages.join("; ")}`)
    .join("\n");
}
