/** Blocks, both included. */
export interface BlockRange {
  from: number;
  to: number;
}

/**
 * Reads `fetch` over all blocks in order. Nodes refuse ranges that are too long, each in words of its own: so a range
 * that fails is halved, one that works lets the next grow again, and a single block that fails is an error.
 */
export async function* inRanges<T>(
  { from, to }: BlockRange,
  fetch: (range: BlockRange) => Promise<T>,
  firstLength = 10_000,
): AsyncGenerator<{ range: BlockRange; result: T }> {
  let length = Math.max(1, firstLength);
  for (let next = from; next <= to; ) {
    const range = { from: next, to: Math.min(to, next + length - 1) };
    let result: T;
    try {
      result = await fetch(range);
    } catch (error) {
      if (range.to === range.from) throw error;
      length = Math.max(1, Math.floor((range.to - range.from + 1) / 2));
      continue;
    }
    yield { range, result };
    next = range.to + 1;
    length = Math.min(firstLength, length * 2);
  }
}
