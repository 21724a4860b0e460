import { type Address, type Client, encodeFunctionData, type Hex } from "viem";
import { readContract } from "viem/actions";
import { counterAbi } from "#protocol/abi/counter.ts";
import type { Deployment } from "#protocol/deployments.ts";
import { fillPayment, nonceSubject, type Signable, setUpPayment } from "#protocol/typedData.ts";
import type { SpendLimits } from "./SetUpForm.tsx";

/** One thing to confirm, and the call that its signature makes. */
export interface SignedCall {
  toSign: Signable;
  call(signature: Hex): { to: Address; data: Hex };
}

/** Seconds in which the signature has to arrive. */
const HOUR = 3_600;

type House = Pick<Deployment, "chainId" | "contracts" | "club">;

/** This phone's key, its limits and the first vouchers, in one signature. */
export async function setUpCall(
  client: Client,
  house: House,
  now: number,
  { account, keyHash, amount, limits }: { account: Address; keyHash: bigint; amount: bigint; limits: SpendLimits },
): Promise<SignedCall> {
  const nonce = await nextNonce(client, house, account, "set up");
  const setUp = { account, keyHash, ...limits, amount, nonce, deadline: now + HOUR };
  return {
    toSign: setUpPayment(house, setUp),
    call: (signature) => ({
      to: house.contracts.Counter,
      data: encodeFunctionData({ abi: counterAbi, functionName: "setUpBySig", args: [setUp, signature] }),
    }),
  };
}

/** More vouchers for the pocket. */
export async function fillCall(
  client: Client,
  house: House,
  now: number,
  { account, amount }: { account: Address; amount: bigint },
): Promise<SignedCall> {
  const fill = { account, amount, nonce: await nextNonce(client, house, account, "fill"), deadline: now + HOUR };
  return {
    toSign: fillPayment(house, fill),
    call: (signature) => ({
      to: house.contracts.Counter,
      data: encodeFunctionData({ abi: counterAbi, functionName: "fillBySig", args: [fill, signature] }),
    }),
  };
}

function nextNonce(client: Client, house: House, account: Address, topic: string): Promise<bigint> {
  return readContract(client, {
    address: house.contracts.Counter,
    abi: counterAbi,
    functionName: "nonceOf",
    args: [nonceSubject(account, topic)],
  });
}
