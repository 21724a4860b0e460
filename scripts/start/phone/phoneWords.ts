import type { RunningHouse } from "../startHouse.ts";
import { terminalCode } from "./terminalCode.ts";

/** What to do with a phone, with the address as a code that its camera reads. */
export function phoneWords({ origin, fingerprint }: NonNullable<RunningHouse["phone"]>): string {
  return [
    `On a phone in the same network:  ${origin}`,
    "",
    ...terminalCode(origin).map((line) => `  ${line}`),
    "",
    "  The phone's browser warns, since nobody but this computer vouches for the certificate. Go on if it shows",
    `  SHA-256 ${fingerprint.slice(0, 23)} …`,
    "  Whoever is in this network can use the house while it is open, its clock and its desks too: it is play money.",
    "  What does not work on the phone: own wallets (they ask a node that no certificate of ours convinces), the app",
    "  without network, and putting it on the home screen: browsers keep nothing under a certificate like this one.",
    "",
  ].join("\n");
}
