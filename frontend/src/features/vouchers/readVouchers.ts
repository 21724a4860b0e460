import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { counterAbi } from "#protocol/abi/counter.ts";
import { voucherAbi } from "#protocol/abi/voucher.ts";
import type { Deployment } from "#protocol/deployments.ts";
import type { PocketState } from "./payCodeMaker.ts";

/** What an account has in vouchers; money in smallest units. */
export interface Vouchers {
  /** In the account itself. */
  has: bigint;
  /** Undefined: the account has set nothing aside yet. */
  pocket?: PocketState;
  terms: { pocketCap: bigint; exitDelay: number; dayOffset: number };
}

/** One request for an account without pocket, two for one with. */
export async function readVouchers(
  client: Client,
  { contracts }: Pick<Deployment, "contracts">,
  account: Address,
): Promise<Vouchers> {
  const counter = { address: contracts.Counter, abi: counterAbi } as const;
  const [has, id, terms] = await Promise.all([
    readContract(client, {
      address: contracts.Voucher,
      abi: voucherAbi,
      functionName: "balanceOf",
      args: [account],
    }),
    readContract(client, { ...counter, functionName: "pocketOf", args: [account] }),
    readContract(client, { ...counter, functionName: "terms" }),
  ]);
  if (id === 0) return { has, terms };
  const pocket = await readContract(client, { ...counter, functionName: "pocket", args: [id] });
  return { has, terms, pocket: { ...pocket, id } };
}
