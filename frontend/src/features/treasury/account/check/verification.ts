import type { Holdings } from "#protocol/treasury/checkHoldings.ts";
import type { Difference } from "#protocol/treasury/journal.ts";
import { createStore } from "../../../../chain/node/store.ts";

/** How far this browser is with recomputing the books. */
export type Verification =
  | { step: "idle" }
  | { step: "busy"; checked: number; all: number }
  | { step: "match"; entries: number; head: string; block: number; at: number; holdings: Holdings }
  | { step: "differs"; difference: Exclude<Difference, { kind: "missing" }> }
  /** The books are whole, and what they speak of is not there. */
  | { step: "lacks"; holdings: Holdings }
  /** Entries are missing, or nobody answers: that proves nothing. */
  | { step: "incomplete"; checked: number; all: number };

export const verification = createStore<Verification>({ step: "idle" });
/** One for the whole app: what was found stays known on every page. */
export function useVerification(): Verification {
  return verification.use();
}
