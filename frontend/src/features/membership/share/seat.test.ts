import { describe, expect, it } from "vitest";
import { seatNumber, shortAccount } from "./seat.ts";

const share = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

describe("given a seat", () => {
  it("shows its account short", () => {
    expect(shortAccount(share)).toBe("0x5F…0aa3");
  });
});

describe("given an address of the app", () => {
  it.each([
    ["1", 1],
    ["042", 42],
    ["4294967295", 4_294_967_295],
    ["4294967296", undefined],
    ["0", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["1e3", undefined],
    ["", undefined],
    ["seat", undefined],
  ])("reads %j as seat %j", (text, number) => {
    expect(seatNumber(text)).toBe(number);
  });
});
