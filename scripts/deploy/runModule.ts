import { mkdirSync } from "node:fs";
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
import { countOf, waitUntilSettled } from "./settled.ts";
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
  /** Called once where so many transactions of the deployer's stay unmined, and nothing begins before they are. */
  waits?: (transactions: number) => void;
}

type RunOptions = BuildOptions<SigningProvider> & { folder: string };

/** Deploys a module, or goes on where an earlier run was ended. Gives the addresses by the module's own names. */
export async function runModule<Name extends string, Result extends IgnitionModuleResult<string>>(
  module: IgnitionModule<Name, string, Result>,
  parameters: DeploymentParameters[string],
  options: RunOptions,
): Promise<Record<keyof Result & string, Address>> {
  const { provider, folder, confirmations, pollEvery, waits } = options;
  mkdirSync(folder, { recursive: true });
  for (let goes = 1; ; goes++) {
    leaveOutTornFiles(folder);
    try {
      await recoverLostSteps(provider, folder);
      await waitUntilSettled(provider, { confirmations, pollEvery, waits });
      return await build(module, parameters, options);
    } catch (error) {
      if (!isOutOfStep(error)) throw error;
      if (goes === MOST_GOES) throw new Error(OUT_OF_STEP, { cause: error });
    }
  }
}

/** How often a run goes on by itself after the node has lost what was on its way. */
const MOST_GOES = 10;
const OUT_OF_STEP =
  "The node keeps losing the deployer's transactions before a block takes them, or another program sends with the same key. What is built stays built: name another node, or wait until fees fall, and run the same command again.";
/**
 * Ignition's DROPPED_TRANSACTION, WAITING_FOR_CONFIRMATIONS, WAITING_FOR_NONCE, NONCE_TOO_HIGH, NONCE_TOO_LOW and
 * TRANSACTION_NOT_FOUND: it and the node count differently, until what is missing is sent again and all is settled.
 */
const outOfStep: readonly unknown[] = [10_400, 10_402, 10_403, 10_411, 10_412, 11_302];
const isOutOfStep = (error: unknown) => error instanceof Error && "number" in error && outOfStep.includes(error.number);

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
 * What was signed and is in no block is sent once more, since a node forgets what is on its way: Ignition would wait for
 * it, or for the nonces after it. A kill between "I am going to send" and "I have sent" leaves a step of which the
 * journal knows no transaction: if one was signed the journal is told of it; if none was, the step begins anew.
 */
async function recoverLostSteps(provider: SigningProvider, folder: string): Promise<void> {
  const signed = Map.groupBy(provider.sent(), ({ nonce }) => nonce);
  const used = await countOf(provider, "latest");
  for (const [nonce, ofStep] of signed) if (nonce >= used) await provider.send(ofStep.at(-1)!);
  for (const { future, nonce } of unfinishedSteps(folder)) {
    const ofStep = signed.get(nonce);
    if (ofStep === undefined) await wipe(folder, artifacts, future);
    else await trackTransaction(folder, ((await provider.known(ofStep)) ?? ofStep.at(-1)!).hash, provider);
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
