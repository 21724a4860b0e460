import type { Address } from "viem";
import * as admissionAbi from "#protocol/abi/admission.ts";
import type { Message } from "#protocol/house/typedData.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readAccountEpoch } from "../../../chain/write/nonce.ts";
import { signed } from "../../../chain/write/signed.ts";
import type { Entry } from "./register.ts";

const DAY = 86_400;
/** How long an admission counts, seconds: a little under the most that the contract takes. */
export const ADMITTED_FOR = 399 * DAY;

/** Admits the account whose digits were compared, or renews that. */
export async function attestDeed(
  house: House,
  { nullifier }: Pick<Entry, "nullifier">,
  account: Address,
  expiry: number,
): Promise<Deed> {
  const criteria = await readHouse(house, admissionAbi.criteriaVersion);
  const credential: Message<"Credential"> = { account, nullifier, criteria, expiry };
  return {
    name: "attest",
    ...signed(house, "Credential", credential),
    call: (signature) => houseCall(admissionAbi.attest, [credential, signature]),
  };
}

/** Takes back what was signed for an account and not used, brought to the record or not. */
export async function revokeDeed(house: House, registrar: Address, account: Address, until: number): Promise<Deed> {
  const [epoch, [, , expiry]] = await Promise.all([
    readAccountEpoch(house, registrar),
    readHouse(house, admissionAbi.admissionOf, [account]),
  ]);
  const revocation: Message<"CredentialRevocation"> = {
    registrar,
    epoch,
    account,
    until: Math.max(until, expiry),
    deadline: deadlineOf(house),
  };
  return {
    name: "revokeAdmission",
    check: houseCall(admissionAbi.revoke, [revocation, "0x"]),
    ...signed(house, "CredentialRevocation", revocation),
    call: (signature) => houseCall(admissionAbi.revoke, [revocation, signature]),
  };
}
