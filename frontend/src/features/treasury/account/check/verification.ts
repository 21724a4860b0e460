import type { Difference } from "#protocol/treasury/journal.ts";
import type { House } from "../../../../chain/node/house.ts";
import { createStore } from "../../../../chain/node/store.ts";

/** How far this browser is with recomputing the books. */
export type Verification =
  | { step: "idle" }
  | { step: "busy"; checked: number; all: number }
  | { step: "match"; entries: number; head: string; block: number; at: number }
  | { step: "differs"; difference: Exclude<Difference, { kind: "missing" }> }
  /** Entries are missing, or nobody answers: that proves nothing. */
  | { step: "incomplete"; checked: number; all: number };

const verification = createStore<Verification>({ step: "idle" });

/** One for the whole app: what was found stays known on every page. */
export function useVerification(): Verification {
  return verification.use();
}

/** Reads every entry from the logs and compares head and balances with what the contract says of the same block. */
export async function verify(house: House): Promise<void> {
  if (verification.get().step === "busy") return;
  let [checked, all] = [0, 0];
  verification.set({ step: "busy", checked, all });
  try {
    const { verifyBooks } = await import("#protocol/treasury/verifyBooks.ts");
    const { contracts, deployedAtBlock } = house.deployment;
    const { difference, entries, head, block } = await verifyBooks(
      (method, params) => house.rpc.request({ method, params } as never),
      contracts.Journal,
      deployedAtBlock,
      (some, count) => {
        [checked, all] = [some, count];
        verification.set({ step: "busy", checked, all });
      },
    );
    if (difference === undefined) verification.set({ step: "match", entries, head, block, at: house.clock.now() });
    else if (difference.kind === "missing")
      verification.set({ step: "incomplete", checked: entries, all: Math.max(all, difference.seq) });
    else verification.set({ step: "differs", difference });
  } catch {
    verification.set({ step: "incomplete", checked, all });
  }
}
