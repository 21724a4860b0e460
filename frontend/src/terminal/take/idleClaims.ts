import type { Hex } from "viem";
import { type ClaimEnd, type ClaimName, claimEndDigest } from "#protocol/voucher/codeClaim.ts";
import type { CounterDomain, P256Signature } from "#protocol/voucher/payCode.ts";
import type { TillJournal } from "../journal/journal.ts";

interface Parts {
  journal: Pick<TillJournal, "idleClaims" | "forgetClaim">;
  domain: CounterDomain;
  sign(digest: Hex): Promise<P256Signature>;
  /** Whether every relay that may keep the claim has heard it. */
  endClaim(end: ClaimEnd): Promise<boolean>;
}

/**
 * Lets go of codes that this till has claimed and not sold by: it was killed in between, or its disk filled up. Only its
 * own journal can tell, so only the till can; what no relay has heard is said again with the next round.
 */
export async function endIdleClaims({ journal, domain, sign, endClaim }: Parts): Promise<void> {
  const end = async (claim: ClaimName) => {
    const signature = await sign(claimEndDigest(domain, claim));
    if (await endClaim({ ...claim, ...signature })) await journal.forgetClaim(claim.mark);
  };
  await Promise.all((await journal.idleClaims()).map(end));
}
