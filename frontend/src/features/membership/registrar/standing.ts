import { type Address, type Hex, zeroHash } from "viem";
import * as admissionAbi from "#protocol/abi/admission.ts";
import * as personsAbi from "#protocol/abi/persons.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import type { Invitation } from "#protocol/membership/invitations.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import type { Entry } from "./register.ts";

/** What the house knows of an account. */
export interface OnRecord {
  nullifier: Hex;
  /** UTC seconds; without a nullifier: until when it was taken back. */
  expiry: number;
  /** Its person has acted with it: the admission was used. */
  isUsed: boolean;
  seat: number;
}

/** How it stands with somebody in the register, the first that is true. */
export type Standing =
  | { is: "member"; seat: number }
  | { is: "refused"; reason: string }
  | { is: "admitted"; account: Address; until: number; isUsed: boolean }
  | { is: "ended"; account: Address; until: number }
  | { is: "revoked"; account: Address }
  | { is: "compared"; account: Address; at: number }
  /** Several accounts opened it: nobody can tell whose it is. */
  | { is: "twice"; count: number }
  | { is: "opened"; account: Address; at: number }
  | { is: "over"; until: number }
  | { is: "waiting"; until: number };

/** How it stands with somebody, by register, links and chain together. */
export function standingOf(
  entry: Entry,
  link: Pick<Invitation, "openings"> | undefined,
  record: OnRecord | undefined,
  now: number,
): Standing {
  const { compared, signedUntil } = entry;
  if (record !== undefined && record.seat > 0) return { is: "member", seat: record.seat };
  if (entry.refused !== undefined) return { is: "refused", reason: entry.refused };
  if (compared !== undefined && record !== undefined && signedUntil !== undefined) {
    const { nullifier, expiry, isUsed } = record;
    if (nullifier === entry.nullifier) {
      return expiry >= now
        ? { is: "admitted", account: compared, until: expiry, isUsed }
        : { is: "ended", account: compared, until: expiry };
    }
    if (nullifier === zeroHash && expiry >= signedUntil) return { is: "revoked", account: compared };
  }
  const openings = link?.openings ?? [];
  if (openings.length > 1) return { is: "twice", count: openings.length };
  const [opening] = openings;
  if (opening === undefined) {
    return entry.until < now ? { is: "over", until: entry.until } : { is: "waiting", until: entry.until };
  }
  const { account, at } = opening;
  return { is: compared?.toLowerCase() === account.toLowerCase() ? "compared" : "opened", account, at };
}

/** What the house knows of these accounts. */
export async function readOnRecord(house: House, accounts: readonly Address[]): Promise<Map<Address, OnRecord>> {
  const found = await Promise.all(
    accounts.map(async (account): Promise<[Address, OnRecord]> => {
      const [[nullifier, , expiry], person, seat] = await Promise.all([
        readHouse(house, admissionAbi.admissionOf, [account]),
        readHouse(house, personsAbi.personOf, [account]),
        readHouse(house, shareAbi.seatOf, [account]),
      ]);
      return [account, { nullifier, expiry, isUsed: person !== zeroHash, seat }];
    }),
  );
  return new Map(found);
}
