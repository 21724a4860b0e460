import { describe, expect, it } from "vitest";
import {
  enrolmentLink,
  isTillName,
  nameOfTill,
  readEnrolmentLink,
  readTillCard,
  type SignedEnrolment,
  tillLabel,
  tillLink,
  tillNumber,
  tillSign,
} from "./tillPairing.ts";

const key = { x: 0x3f2a91c0n << 224n, y: 7n };
const origin = "https://house.example";
const signed: SignedEnrolment = {
  enrolment: {
    terminal: 3,
    ...key,
    dayCap: 20_000_000_000n,
    expiry: 1_900_000_000,
    label: tillLabel("Theke vorn"),
    seat: 42,
    epoch: 1,
    nonce: 2n,
    deadline: 1_800_000_000,
  },
  signature: `0x${"ab".repeat(65)}`,
};

describe("given a tablet's key", () => {
  it("is read from its address, from what stands behind the #, and as a bare number", () => {
    const link = tillLink(origin, { ...key, name: "Theke & Küche" });
    expect(link).toMatch(/^https:\/\/house\.example\/oversight\/tills#key=/);
    expect(readTillCard(link)).toEqual({ ...key, name: "Theke & Küche" });
    expect(readTillCard(link.slice(link.indexOf("#")))).toEqual({ ...key, name: "Theke & Küche" });
    expect(readTillCard(` ${tillNumber(key)}\n`)).toEqual({ ...key, name: "" });
    expect(tillSign(key)).toBe("3f2a 91c0");
  });

  it("is nothing when something is missing, or when the name is longer than the chain keeps", () => {
    for (const text of [
      "",
      "https://phish.example",
      tillNumber(key).slice(1),
      `key=${tillNumber(key)}&name=${"柜".repeat(11)}`,
    ])
      expect(readTillCard(text), text).toBeUndefined();
  });
});

describe("given a name", () => {
  it("comes back from the chain as it was", () => {
    for (const name of ["", "Counter 1", "柜台二号", "a".repeat(32)]) expect(nameOfTill(tillLabel(name))).toBe(name);
    expect(isTillName("柜".repeat(10))).toBe(true);
    expect(isTillName("柜".repeat(11))).toBe(false);
  });
});

describe("given what the first one signed", () => {
  it("reaches the second one as it was", () => {
    expect(readEnrolmentLink(enrolmentLink(origin, signed))).toEqual(signed);
  });

  it("is nothing when it was cut, or when it is a tablet's own address", () => {
    expect(readEnrolmentLink(enrolmentLink(origin, signed).slice(0, -30))).toBeUndefined();
    expect(readEnrolmentLink(tillLink(origin, { ...key, name: "" }))).toBeUndefined();
  });
});
