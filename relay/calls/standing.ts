import { type Address, isAddress } from "viem";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import type { AllowedCall } from "./policy.ts";
import type { Chain } from "./simulate.ts";

/** Asks the chain what an account is to the house, where the call alone does not say it. */
export async function withStanding(chain: Chain, house: Deployment, call: AllowedCall): Promise<AllowedCall> {
  const account = call.whose.split(" ").at(-1);
  if (call.standing !== "stranger" || account === undefined || !isAddress(account)) return call;
  const seat = await seatOf(chain, house, account);
  if (seat > 0) return { ...call, whose: `seat ${seat}`, standing: "seat" };
  return (await isAdmitted(chain, house, account)) ? { ...call, standing: "applicant" } : call;
}

/** 0: none, or nobody who could tell. */
function seatOf({ client }: Chain, house: Deployment, account: Address): Promise<number> {
  const share = { abi: shareAbi, address: house.contracts.Share } as const;
  return client.readContract({ ...share, functionName: "seatOf", args: [account] }).catch(() => 0);
}

function isAdmitted({ client }: Chain, house: Deployment, account: Address): Promise<boolean> {
  const admission = { abi: admissionAbi, address: house.contracts.Admission } as const;
  return client.readContract({ ...admission, functionName: "isAdmitted", args: [account] }).catch(() => false);
}
