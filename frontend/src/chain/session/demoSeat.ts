import type { Address, Hex, TypedDataDefinition } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { type PracticePerson, practiceKey, practicePeopleSchema } from "#protocol/house/practice.ts";
import type { Signable } from "#protocol/house/typedData.ts";

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
export async function demoPeople(): Promise<PracticePerson[]> {
  const answer = await fetch("/practice/people", { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`/practice/people: ${answer.status}`);
  return practicePeopleSchema.parse(await answer.json());
}

/** The practice desk gives an own wallet what the prepared newcomers have: an admission and test money. */
export async function visitDesk(account: Address): Promise<void> {
  const answer = await fetch("/practice/desk", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ account }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`/practice/desk: ${answer.status}`);
}
