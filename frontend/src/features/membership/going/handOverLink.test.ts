import { describe, expect, it } from "vitest";
import { handOverLink, readHandOverLink, type SignedHandOver } from "./handOverLink.ts";

const signed: SignedHandOver = {
  wish: {
    seat: 42,
    to: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
    price: 30_000_000_000n,
    seatEpoch: 2,
    toEpoch: 0,
    deadline: 1_800_000_000,
  },
  signature: `0x${"fb".repeat(65)}`,
};

describe("a link that hands a seat over", () => {
  const link = handOverLink("https://runde.example", signed);
  const fragment = new URL(link).hash;

  it("brings what was signed to the taker, and nothing to any server", () => {
    expect(readHandOverLink(42, fragment)).toEqual(signed);
    expect(new URL(link).pathname + new URL(link).search).toBe("/seats/42/take");
  });

  it("is another seat's message on another seat's page: the signature will not fit", () => {
    expect(readHandOverLink(43, fragment)?.wish.seat).toBe(43);
  });

  it.each(["", "#", "#abc", fragment.slice(0, 60), `#${btoa("{}")}`, `#${btoa('{"price":-1}')}`])(
    "is not read when it is broken: %s",
    (broken) => {
      expect(readHandOverLink(42, broken)).toBeUndefined();
    },
  );
});
