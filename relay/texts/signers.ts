import { type Address, hashTypedData, isAddressEqual, recoverAddress, zeroAddress } from "viem";
import { registryAbi } from "#protocol/abi/registry.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import type { Chain } from "../calls/simulate.ts";

/** Whether a message is somebody's word: the account's own key signed it, or the contract that the account is says so. */
export async function isSignedBy(
  { client }: Chain,
  by: Address,
  message: Signable,
  signature: `0x${string}`,
): Promise<boolean> {
  if (isAddressEqual(by, zeroAddress)) return false;
  const hash = hashTypedData(message as Parameters<typeof hashTypedData>[0]);
  const signer = await recoverAddress({ hash, signature }).catch(() => zeroAddress);
  if (isAddressEqual(signer, by)) return true;
  return client.verifyHash({ address: by, hash, signature }).catch(() => false);
}

/** Who holds an office now; nobody while the chain does not answer. */
export function officeNow({ client }: Chain, house: Deployment, office: "operator" | "registrar"): Promise<Address> {
  const registry = { abi: registryAbi, address: house.contracts.Registry } as const;
  return client.readContract({ ...registry, functionName: office }).catch(() => zeroAddress);
}
