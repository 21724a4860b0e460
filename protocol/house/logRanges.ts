import { NodeAway } from "./Ask.ts";

/** Blocks, both included. */
export interface BlockRange {
  from: number;
  to: number;
}

/** Where answers are counted: so many in one are enough, and so many blocks are asked for first. */
const ENOUGH = 1_000;
const FIRST = 500;

/**
 * Reads `fetch` over all blocks in order. Nodes refuse ranges that are too long, each in words of its own: so a range
 * that fails is halved, one that works lets the next grow again, and a single block that fails is an error.
 *
 * @param count How much an answer holds: then ranges are made as long as memory has room for, however full the blocks are.
 */
export async function* inRanges<T>(
  { from, to }: BlockRange,
  fetch: (range: BlockRange) => Promise<T>,
  longest = 10_000,
  count?: (result: T) => number,
): AsyncGenerator<{ range: BlockRange; result: T }> {
  let length = Math.max(1, count === undefined ? longest : Math.min(longest, FIRST));
  for (let next = from; next <= to; ) {
    const range = { from: next, to: Math.min(to, next + length - 1) };
    const blocks = range.to - range.from + 1;
    let result: T;
    try {
      result = await fetch(range);
    } catch (error) {
      if (blocks === 1 || error instanceof NodeAway) throw error;
      length = Math.floor(blocks / 2);
      continue;
    }
    yield { range, result };
    next = range.to + 1;
    const found = count?.(result) ?? 0;
    length = Math.min(longest, length * 2, found === 0 ? longest : Math.max(1, Math.floor((blocks * ENOUGH) / found)));
  }
}

/** The same from the newest block backwards, for who wants only the last ones and stops. */
export async function* inRangesBack<T>(
  { from, to }: BlockRange,
  fetch: (range: BlockRange) => Promise<T>,
  firstLength = 10_000,
): AsyncGenerator<{ range: BlockRange; result: T }> {
  let length = Math.max(1, firstLength);
  for (let last = to; last >= from; ) {
    const range = { from: Math.max(from, last - length + 1), to: last };
    let result: T;
    try {
      result = await fetch(range);
    } catch (error) {
      if (range.to === range.from || error instanceof NodeAway) throw error;
      length = Math.max(1, Math.floor((range.to - range.from + 1) / 2));
      continue;
    }
    yield { range, result };
    last = range.from - 1;
    length = Math.min(firstLength, length * 2);
  }
}
