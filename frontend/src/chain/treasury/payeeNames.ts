import type { Payee } from "#protocol/treasury/payees.ts";

/** Whom the house pays, by name. */
export interface PayeeNames {
  payees: readonly Payee[];
  nonce: bigint;
}

export const nobody: PayeeNames = { payees: [], nonce: 0n };
