import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import type { CounterItem } from "#protocol/voucher/payCode.ts";
import { openJournal, type TillJournal } from "./journal.ts";
import { receiptName, seriesLetters } from "./receiptName.ts";

const NOW = 1_800_000_000;
const DAY = 20_833;

function anItem(nonce: number): CounterItem {
  const word = `0x${"11".repeat(32)}` as const;
  const code = { pocket: 1, keyEpoch: 1, nonce, maxAmount: 10_000, acceptBy: NOW + 60, r: word, s: word };
  return { ...code, amount: 2_800, acceptedAt: NOW, x: 1n, y: 2n };
}

const sell = async (journal: TillJournal, nonce: number) => receiptName(await journal.append(1, anItem(nonce), DAY));

describe("given a till that was renewed under its number", () => {
  it("gives no receipt a number that the tablet before it has given, and finds its own alone", async () => {
    const [before, after] = [await openJournal("receipts-before"), await openJournal("receipts-after")];
    await before.nameSeries(0);
    await after.nameSeries(1);
    const [old, fresh] = [[] as string[], [] as string[]];
    for (const nonce of [1, 2, 3]) {
      old.push(await sell(before, nonce));
      fresh.push(await sell(after, 10 + nonce));
    }
    expect([old, fresh]).toEqual([
      ["1-1", "1-2", "1-3"],
      ["1A-1", "1A-2", "1A-3"],
    ]);
    const found = async (journal: TillJournal, typed: string) => (await journal.byReceipt(typed))?.item.nonce;
    expect(await Promise.all(["1-2", "1A-2"].map((typed) => found(before, typed)))).toEqual([2, undefined]);
    expect(await Promise.all(["1-2", "1A-2", " 1a-２ ", "1B-2"].map((typed) => found(after, typed)))).toEqual([
      ...[undefined, 12, 12, undefined],
    ]);
  });

  it("goes on in its series after a reload, also where it is let in once more with the same key", async () => {
    const name = "receipts-again";
    const first = await openJournal(name);
    await first.nameSeries(2);
    expect(await sell(first, 1)).toBe("1C-1");
    first.close();
    const again = await openJournal(name);
    expect(await again.series()).toBe(2);
    expect(await sell(again, 2)).toBe("1C-2");
  });
});

describe("the letters of a series", () => {
  it("are none for the first, and others for each, without those that look like digits", () => {
    const all = Array.from({ length: 1_000 }, (_, i) => seriesLetters(i));
    expect(all.slice(0, 4)).toEqual(["", "A", "C", "D"]);
    expect(new Set(all).size).toBe(all.length);
    expect(all.join("")).not.toMatch(/[^A-Z]|[BGIOQSZ]/);
  });
});
