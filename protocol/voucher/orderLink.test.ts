import { describe, expect, it } from "vitest";
import { orderLink, readOrderLink } from "./orderLink.ts";

const word = (digit: string) => `0x${digit.repeat(64)}` as const;

describe("given an order that a till shows", () => {
  const signed = {
    order: { terminal: 2, order: word("c"), amount: 12_000, deadline: 1_800_000_600 },
    signature: { r: word("a"), s: word("1") },
  };
  const link = orderLink("https://house.example", signed);

  it("says it in an address, and reads the same", () => {
    expect(link.startsWith("https://house.example/pay#order=2.0xcccc")).toBe(true);
    expect(readOrderLink(link)).toEqual(signed);
  });

  it("reads none that was cut, lengthened or is of another kind", () => {
    for (const other of [link.slice(0, -1), `${link}.1`, link.replace("12000", "1e4"), "#pay=1.2.3", ""]) {
      expect(readOrderLink(other)).toBeUndefined();
    }
  });
});
