import { describe, expect, it } from "vitest";
import { closingLink, paymentLink, readClosingLink, readPaymentLink, type TillClosing } from "./managerLinks.ts";

const HOUSE = "https://house.example";
const half = (digit: string) => `0x${digit.repeat(64)}` as const;

const closed: TillClosing = {
  closing: {
    ...{ terminal: 1, number: 12, businessDay: 20_833, lastBatch: 40, lastLate: 1, lastExact: 2, payments: 61 },
    ...{ total: 2n ** 63n, voided: 500n, refunded: 300n, unpaid: 0n },
    manager: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
    epoch: 0,
    deadline: 1_800_000_000,
  },
  signature: { r: half("a"), s: half("1") },
};

describe("given a till that asks a manager", () => {
  it("names a payment in an address, and reads it from there and nowhere else", () => {
    const item = { terminal: 2, seq: 2 ** 31 + 4, place: 0 };
    const link = paymentLink(HOUSE, item);
    expect(link).toBe("https://house.example/desk/counter#pay=2.2147483652.0");
    expect(readPaymentLink(link)).toEqual(item);
    for (const other of ["", "#pay=", "#pay=1.2", "#pay=1.2.3.4", "#pay=1.2.x", "#pay=-1.2.3", "#close=1.2.3"]) {
      expect(readPaymentLink(other)).toBeUndefined();
    }
  });

  it("says a whole closing with the till's signature, and reads the same", () => {
    expect(readClosingLink(closingLink(HOUSE, closed))).toEqual(closed);
  });

  it("reads none that was cut, lengthened or does not fit its fields", () => {
    const link = closingLink(HOUSE, closed);
    expect(readClosingLink(link.slice(0, -1))).toBeUndefined();
    expect(readClosingLink(`${link}.1`)).toBeUndefined();
    expect(readClosingLink(link.replace("#close=1.", "#close=4294967296."))).toBeUndefined();
    expect(readClosingLink(link.replace("0x5F", "0x5"))).toBeUndefined();
    expect(readClosingLink(HOUSE)).toBeUndefined();
  });
});
