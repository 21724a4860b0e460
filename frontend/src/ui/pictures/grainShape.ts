/** Width in px: area follows the amount, and the smallest gift is still seen. */
export function grainSize(amount: bigint, largest: bigint): number {
  const share = largest > 0n ? Number((amount * 10_000n) / largest) / 10_000 : 0;
  return Math.round(Math.max(12, 48 * Math.sqrt(share)));
}
