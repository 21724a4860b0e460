/** What a request would take, as far as it is not set aside yet. */
export interface Takes {
  id: number;
  amount: bigint;
  category: number;
  state: string;
}

/** What would be left after these payments; smallest units. */
export interface After {
  /** Free of reserve and reserved money; below 0: it does not reach. */
  free: bigint;
  /** Of each category that they touch. */
  left: ReadonlyMap<number, bigint>;
}

/** What the house would have left after these requests: what is approved is set aside already, and takes nothing more. */
export function leftAfter(requests: readonly Takes[], now: { free: bigint; left: ReadonlyMap<number, bigint> }): After {
  const left = new Map<number, bigint>();
  let { free } = now;
  for (const { amount, category, state } of requests) {
    const takes = state === "approved" ? 0n : amount;
    free -= takes;
    left.set(category, (left.get(category) ?? now.left.get(category) ?? 0n) - takes);
  }
  return { free, left };
}
