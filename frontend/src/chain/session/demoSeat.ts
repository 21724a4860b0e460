import type { Address, Hex, TypedDataDefinition } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { type PracticePerson, practiceKey, practicePeopleSchema } from "#protocol/house/practice.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import { anyAnswer, askServer } from "../node/askServer.ts";

/** A chunk of its own, loaded on practice networks only: the keys of demo people are no secret. */
export function demoSigner(
  chainId: number,
  label: string,
): { account: Address; signTypedData(m: Signable): Promise<Hex> } {
  const account = privateKeyToAccount(practiceKey(chainId, label));
  return {
    account: account.address,
    signTypedData: (message) => account.signTypedData(message as TypedDataDefinition),
  };
}

/** The people whose place one can take, with those who are not members yet. */
export function demoPeople(): Promise<PracticePerson[]> {
  return askServer("/practice/people", practicePeopleSchema);
}

/** The practice desk gives an own wallet what the prepared newcomers have: an admission and test money. */
export async function visitDesk(account: Address): Promise<void> {
  await askServer("/practice/desk", anyAnswer, { post: { account }, patience: 30_000 });
}
