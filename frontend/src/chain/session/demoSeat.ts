import type { Address, Hex, TypedDataDefinition } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { type PracticePerson, practiceKey, practicePeopleSchema } from "#protocol/house/practice.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import { anyAnswer, askServer } from "../node/askServer.ts";
import type { House } from "../node/house.ts";
import type { OwnCall } from "./session.ts";

/** A chunk of its own, loaded on practice networks only: the keys of demo people are no secret. */
export function demoSigner({ deployment, rpc }: House, label: string) {
  const account = privateKeyToAccount(practiceKey(deployment.chainId, label));
  return {
    account: account.address,
    signTypedData: (message: Signable): Promise<Hex> => account.signTypedData(message as TypedDataDefinition),
    async sendCall({ to, data }: OwnCall): Promise<Hex> {
      const { chainId } = deployment;
      const from = account.address;
      const [nonce, gas, price] = await Promise.all([
        rpc.request({ method: "eth_getTransactionCount", params: [from, "pending"] }),
        rpc.request({ method: "eth_estimateGas", params: [{ from, to, data }] }),
        rpc.request({ method: "eth_gasPrice" }),
      ]);
      const fees = { maxFeePerGas: 2n * BigInt(price), maxPriorityFeePerGas: BigInt(price) / 10n };
      const limit = (BigInt(gas) * 5n) / 4n;
      const raw = await account.signTransaction({ chainId, to, data, nonce: Number(nonce), gas: limit, ...fees });
      return rpc.request({ method: "eth_sendRawTransaction", params: [raw] });
    },
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
