import { setTimeout as pause } from "node:timers/promises";
import type { EIP1193Provider } from "@nomicfoundation/ignition-core";
import type { Address } from "viem";

type Deployer = EIP1193Provider & { readonly address: Address };

interface Waiting {
  /** Blocks that must lie on a transaction. */
  confirmations: number;
  /** Milliseconds between two looks. */
  pollEvery: number;
  waits?: ((transactions: number) => void) | undefined;
}

/** Looks before anybody is told: a block may take as long. */
const SILENT = 30;

/** Transactions of the deployer's up to a block. */
export async function countOf(provider: Deployer, block: string): Promise<number> {
  return Number(await provider.request({ method: "eth_getTransactionCount", params: [provider.address, block] }));
}

/**
 * Ends when nothing of the deployer's is still on its way or might yet be undone. What pays too little may wait for days:
 * `waits` is told once of how many are in no block.
 */
export async function waitUntilSettled(
  provider: Deployer,
  { confirmations, pollEvery, waits }: Waiting,
): Promise<void> {
  for (let looks = 1; ; looks++) {
    const newest = Number(await provider.request({ method: "eth_blockNumber" }));
    const settled = newest - confirmations + 1;
    const [pending, safe] = await Promise.all([
      countOf(provider, "pending"),
      settled < 0 ? 0 : countOf(provider, `0x${Math.min(settled, newest).toString(16)}`),
    ]);
    if (pending === safe) return;
    if (looks === SILENT) {
      const unmined = pending - (await countOf(provider, "latest"));
      if (unmined > 0) waits?.(unmined);
    }
    await pause(pollEvery);
  }
}
