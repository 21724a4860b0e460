import { formatEther, formatGwei } from "viem";

export interface Cost {
  gas: bigint;
  /** Of the chain's coin, in its smallest unit, at today's fee. */
  fee: bigint;
  price: bigint;
}

export function costSentence({ gas, fee, price }: Cost): string {
  return `Building the house takes about ${(Number(gas) / 1e6).toFixed(1)} million gas: ${formatEther(fee)} of the chain's coin at today's ${formatGwei(price)} gwei. Have twice as much: fees rise on the way.`;
}
