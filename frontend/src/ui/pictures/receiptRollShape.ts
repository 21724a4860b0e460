/** Heights by the root of the amount: a rent must not flatten every small sale to nothing. At least one unit is seen. */
export function rollBars(amounts: readonly bigint[], highest: number): { height: number }[] {
  const sizes = amounts.map((amount) => Math.sqrt(Number(amount < 0n ? -amount : amount)));
  const largest = Math.max(...sizes, 1);
  return amounts.map((amount, index) => {
    if (amount === 0n) return { height: 0 };
    const height = Math.max(1, (highest * (sizes[index] ?? 0)) / largest);
    return { height: Math.round((amount < 0n ? -height : height) * 10) / 10 };
  });
}
