import { describe, expect, it } from "vitest";
import type { Sold } from "../prices/orderLine.ts";
import {
  type AmountState,
  addSold,
  isScanning,
  noAmount,
  orderOf,
  pressKey,
  type TillKey,
  takeAway,
  totalOf,
} from "./amountKeys.ts";

const keys = (names: string): TillKey[] =>
  names.split(" ").map((name): TillKey => {
    if (name === "+") return { key: "plus" };
    if (name === "C") return { key: "clear" };
    if (name === "E") return { key: "enter" };
    return { key: "digit", digits: name };
  });

const loaf: Sold = { name: { en: "Loaf", de: "Laib" }, amount: 420, tax: { label: "B", rate: 700 } };
const roll: Sold = { name: { en: "Roll", de: "Semmel" }, amount: 60, tax: { label: "B", rate: 700 } };

/** Fingers: a key every 200 ms. */
function typed(names: string, from: AmountState = noAmount): AmountState {
  return keys(names).reduce((state, key, i) => pressKey(state, key, i * 200).state, from);
}

/** A scanner: a digit every 5 ms, then Enter. */
function scan(text: string, from: AmountState) {
  let state = from;
  let at = 10_000;
  for (const digits of text) {
    at += 5;
    state = pressKey(state, { key: "digit", digits }, at).state;
  }
  return pressKey(state, { key: "enter" }, at + 5);
}

describe("given fingers on the keypad", () => {
  it("reads 2 8 00 as 28.00", () => {
    expect(totalOf(typed("2 8 00"))).toBe(2_800);
  });

  it("adds up with +", () => {
    expect(totalOf(typed("2 8 00 + 3 5 0 0 + 1 2 00"))).toBe(7_500);
  });

  it("clears the entry with C and the sum with C C", () => {
    expect(totalOf(typed("2 8 00 + 3 5 C"))).toBe(2_800);
    expect(totalOf(typed("2 8 00 + 3 5 C C"))).toBe(0);
    expect(totalOf(typed("2 8 00 + C 5 00 C"))).toBe(2_800);
  });

  it("ignores digits beyond 99,999.99 instead of running over", () => {
    expect(totalOf(typed("9 9 9 9 9 9 9"))).toBe(9_999_999);
    expect(totalOf(typed("9 9 9 9 9 9 9 9"))).toBe(9_999_999);
    expect(totalOf(typed("9 9 9 9 9 9 9 00 + 9"))).toBe(9_999_999);
  });

  it("adds what tiles sell to what was keyed in, and takes it away again, one by one", () => {
    const two = addSold(addSold(addSold(typed("5 00"), loaf), roll), loaf);
    expect(orderOf(two)).toEqual([
      { amount: 500, n: 1 },
      { ...loaf, n: 2 },
      { ...roll, n: 1 },
    ]);
    expect(totalOf(two)).toBe(500 + 2 * 420 + 60);
    const more = typed("1 00", two);
    expect(totalOf(more)).toBe(totalOf(two) + 100);
    expect(orderOf(more).at(-1)).toEqual({ amount: 100, n: 1 });
    const less = takeAway(takeAway(takeAway(more, 1), 0), 0);
    expect(orderOf(less)).toEqual([
      { ...roll, n: 1 },
      { amount: 100, n: 1 },
    ]);
    expect(totalOf(takeAway(less, 9))).toBe(160);
  });

  it("is not whole by a tile: the next one may follow", () => {
    expect(addSold(noAmount, loaf).whole).toBe(false);
    const whole = pressKey(addSold(noAmount, loaf), { key: "enter" }, 5_000).state;
    expect([whole.whole, takeAway(whole, 0).whole, addSold(whole, roll).whole]).toEqual([true, false, false]);
  });

  it("sells no more than can be paid at once", () => {
    const full = typed("9 9 9 9 9 9 9");
    expect(orderOf(addSold(full, loaf))).toEqual([{ amount: 9_999_999, n: 1 }]);
    expect(totalOf(addSold(addSold(full, loaf), loaf))).toBe(9_999_999);
  });

  it("clears tiles as it clears a sum", () => {
    expect(totalOf(typed("3 5 C", addSold(noAmount, loaf)))).toBe(420);
    expect(totalOf(typed("C C", addSold(noAmount, loaf)))).toBe(0);
  });

  it("takes Enter after an amount for no scan", () => {
    const { state, scanned } = pressKey(typed("2 8 00"), { key: "enter" }, 5_000);
    expect(scanned).toBeUndefined();
    expect(totalOf(state)).toBe(2_800);
  });
});

describe("given a USB scanner", () => {
  const code = "0123456789".repeat(20).slice(0, 196);

  it("hands over the digits and leaves the amount as it was", () => {
    const { state, scanned } = scan(code, typed("2 8 00"));
    expect(scanned).toBe(code);
    expect(totalOf(state)).toBe(2_800);
  });

  it("leaves a sum alone, and an empty amount empty", () => {
    expect(totalOf(scan(code, typed("2 8 00 + 7 00")).state)).toBe(3_500);
    expect(totalOf(scan(code, noAmount).state)).toBe(0);
    expect(orderOf(scan(code, addSold(typed("7 00"), loaf)).state)).toEqual([
      { amount: 700, n: 1 },
      { ...loaf, n: 1 },
    ]);
  });

  it("puts the code together though the scanner falters, and knows its Enter from a tapped key's", () => {
    const keyed = typed("2 8 00");
    let [state, at] = [keyed, 100_000];
    for (const [i, one] of [...code].entries()) {
      at += i === 100 ? 300 : 5;
      state = pressKey(state, { key: "digit", digits: one }, at).state;
    }
    expect(isScanning(keyed, at)).toBe(false);
    expect(isScanning(state, at + 5)).toBe(true);
    expect(isScanning(state, at + 1_000)).toBe(false);
    expect(pressKey(state, { key: "enter" }, at + 5).scanned).toBe(code);
  });

  it("gives other long codes to the till too, so that it can say what is wrong", () => {
    expect(scan("4".repeat(30), typed("1 00")).scanned).toBe("4".repeat(30));
  });
});
