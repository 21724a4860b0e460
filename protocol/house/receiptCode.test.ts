import { describe, expect, it } from "vitest";
import { readReceiptCode, writeReceiptCode } from "./receiptCode.ts";

describe("the code of a receipt", () => {
  it.each(["C-3-1042-17", "B-3-198", "V-6-198", "G-88", "E-417", "T-2-9"])("%s is read as it was written", (code) => {
    const place = readReceiptCode(code);
    expect(place && writeReceiptCode(place)).toBe(code);
  });

  it("is understood as people type it", () => {
    expect(readReceiptCode(" c-3-1042-17 ")).toEqual({ is: "payment", till: 3, batch: 1042, item: 17 });
    expect(readReceiptCode("Ｇ－８８")).toEqual({ is: "gift", id: 88 });
  });

  it.each([
    "",
    "C-3-1042",
    "C-3-1042-17-1",
    "B-3",
    "X-1",
    "G-0",
    "G-01",
    "G-1.5",
    "G--1",
    "G-99999999999",
    "G-4294967296",
    "8",
  ])("is not %j", (typed) => {
    expect(readReceiptCode(typed)).toBeUndefined();
  });
});
