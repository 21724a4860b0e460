import type { PublicClient } from "viem";

/** Wei per gas. */
export interface Price {
  fee: bigint;
  tip: bigint;
}

/** What a transaction should offer now, to be mined soon and still in a few blocks. */
export async function marketPrice(client: PublicClient, base: bigint): Promise<Price> {
  const tip = await client.request({ method: "eth_maxPriorityFeePerGas" }).then(BigInt, () => base / 10n + 1n);
  return { fee: base * 2n + tip, tip };
}

/** A better price at the same nonce. Nodes want a tenth more in both; an eighth leaves no doubt. */
export function raised(over: Price, market: Price): Price {
  const fee = max(market.fee, more(over.fee));
  const tip = max(market.tip, more(over.tip));
  return { fee: max(fee, tip), tip };
}

function more(wei: bigint): bigint {
  return (wei * 9n) / 8n + 1n;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
