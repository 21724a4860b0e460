import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { address, bytes, bytesOf, count, ifFits, quantity, whole, word } from "./shapes.ts";

describe("shapes of what comes from outside", () => {
  it.each([
    ["a whole number", whole, -3, [1.5, "3", Number.NaN, 2 ** 53]],
    ["a count", count, 0, [-1, 0.5, Number.POSITIVE_INFINITY]],
    ["an address", address, "0xABCDEF0123456789abcdef0123456789abcdef01", ["0x12", "abcdef", 7, null]],
    ["bytes", bytes, "0x", ["0x1", "0xgg", "12", undefined]],
    ["a bounded number of bytes", bytesOf(1, 2), "0x1234", ["0x", "0x123456"]],
    ["a word", word, `0x${"aB".repeat(32)}`, [`0x${"ab".repeat(31)}`, `0x${"ab".repeat(33)}`]],
  ] as const)("take %s and nothing else", (_name, schema, good, bad) => {
    expect(ifFits(schema, good)).toBe(good);
    for (const other of bad) expect(ifFits(schema, other), String(other)).toBeUndefined();
  });

  it("read a node's number, however many digits it has", () => {
    expect(["0x0", "0x1a3", "0xFF"].map((hex) => v.parse(quantity, hex))).toEqual([0, 419, 255]);
    expect(ifFits(quantity, "12")).toBeUndefined();
    expect(ifFits(quantity, "0x")).toBeUndefined();
  });
});
