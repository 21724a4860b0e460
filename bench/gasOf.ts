import type { ContractTransactionResponse } from "ethers";

/** Gas by job. */
export type Measured = Record<string, number>;

/** What a transaction cost, as its receipt says. */
export async function gasOf(sent: Promise<ContractTransactionResponse> | ContractTransactionResponse): Promise<number> {
  const receipt = await (await sent).wait();
  if (receipt?.status !== 1) throw new Error("A measured transaction failed");
  return Number(receipt.gasUsed);
}

/** What a call costs inside another one: the receipt less what every transaction pays for itself and its bytes. */
export async function gasInside(sent: Promise<ContractTransactionResponse>): Promise<number> {
  const { data } = await sent;
  const bytes = data.slice(2).match(/../g) ?? [];
  const zeros = bytes.filter((byte) => byte === "00").length;
  return (await gasOf(sent)) - 21_000 - 4 * zeros - 16 * (bytes.length - zeros);
}

/** Of a batch: each one's part. */
export const each = (gas: number, count: number): number => Math.round(gas / count);
