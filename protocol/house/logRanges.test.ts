import { describe, expect, it } from "vitest";
import { type BlockRange, inRanges, inRangesBack } from "./logRanges.ts";

async function read(range: BlockRange, fetch: (range: BlockRange) => Promise<number[]>, length?: number) {
  const seen: number[] = [];
  for await (const { result } of inRanges(range, fetch, length)) seen.push(...result);
  return seen;
}

const blocks = ({ from, to }: BlockRange) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("reading blocks in ranges", () => {
  it("covers every block once, in order", async () => {
    const asked: BlockRange[] = [];
    const fetch = async (range: BlockRange) => {
      asked.push(range);
      return blocks(range);
    };
    expect(await read({ from: 7, to: 31 }, fetch, 10)).toEqual(blocks({ from: 7, to: 31 }));
    expect(asked).toEqual([
      { from: 7, to: 16 },
      { from: 17, to: 26 },
      { from: 27, to: 31 },
    ]);
  });

  it("asks nothing for no blocks", async () => {
    expect(await read({ from: 8, to: 7 }, () => Promise.reject(new Error("asked")))).toEqual([]);
  });

  it("halves what a node finds too long, and grows again", async () => {
    const asked: number[] = [];
    const fetch = async (range: BlockRange) => {
      asked.push(range.to - range.from + 1);
      if (range.to - range.from + 1 > 30) throw new Error("range too long");
      return blocks(range);
    };
    expect(await read({ from: 0, to: 149 }, fetch, 100)).toEqual(blocks({ from: 0, to: 149 }));
    expect(asked.slice(0, 4)).toEqual([100, 50, 25, 50]);
  });

  it("gives up at a single block that cannot be read", async () => {
    const fetch = async (range: BlockRange) => {
      if (range.from <= 5 && range.to >= 5) throw new Error("block 5 is lost");
      return blocks(range);
    };
    await expect(read({ from: 0, to: 20 }, fetch, 16)).rejects.toThrow("block 5 is lost");
  });

  it("asks for so many blocks that an answer stays small, however much is in them", async () => {
    const asked: number[] = [];
    const most: number[] = [];
    // Nothing in the first blocks, then ten in each, then one in each.
    const held = ({ from, to }: BlockRange) =>
      blocks({ from, to }).flatMap((block) => Array(block < 20_000 ? 0 : block < 22_000 ? 10 : 1).fill(block));
    const fetch = async (range: BlockRange) => {
      asked.push(range.to - range.from + 1);
      most.push(held(range).length);
      return held(range);
    };
    const seen: number[] = [];
    for await (const { result } of inRanges({ from: 0, to: 29_999 }, fetch, 10_000, (found) => found.length))
      seen.push(...result);
    expect(seen).toEqual(held({ from: 0, to: 29_999 }));
    expect(asked.slice(0, 5)).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
    // The first full range is a surprise, all later ones are known.
    expect(most.toSorted((a, b) => b - a)[1]).toBeLessThanOrEqual(4_000);
  });
});

describe("reading blocks from the newest backwards", () => {
  async function readBack(range: BlockRange, most: number, enough = Number.POSITIVE_INFINITY) {
    const seen: number[] = [];
    const fetch = async (part: BlockRange) => {
      if (part.to - part.from + 1 > most) throw new Error("range too long");
      return blocks(part).reverse();
    };
    for await (const { result } of inRangesBack(range, fetch, 10)) {
      seen.push(...result);
      if (seen.length >= enough) break;
    }
    return seen;
  }

  it("covers every block once, the newest first, whatever the node finds too long", async () => {
    for (const most of [10, 4, 1]) {
      expect(await readBack({ from: 7, to: 31 }, most)).toEqual(blocks({ from: 7, to: 31 }).reverse());
    }
    expect(await readBack({ from: 8, to: 7 }, 10)).toEqual([]);
  });

  it("stops where its reader has seen enough", async () => {
    expect(await readBack({ from: 0, to: 99 }, 10, 5)).toHaveLength(10);
  });
});
