import { describe, expect, it } from "vitest";
import { choosePhoneAddress, phoneAddresses } from "./phoneAddress.ts";

const one = (address: string, internal = false) => ({ address, family: "IPv4" as const, internal });

describe("the address for a phone", () => {
  it("is one of a home's or an office's network, never one that the whole world reaches", () => {
    const found = phoneAddresses({
      lo: [one("127.0.0.1", true)],
      docker0: [one("172.17.0.1")],
      eth0: [one("203.0.113.9"), { address: "fe80::1", family: "IPv6", internal: false }],
      wlan0: [one("192.168.1.7")],
    });
    expect(found).toEqual(["192.168.1.7", "172.17.0.1"]);
    expect(choosePhoneAddress(true, found)).toBe("192.168.1.7");
  });

  it("can be named, and a word that is none is refused", () => {
    expect(choosePhoneAddress("10.0.0.5", [])).toBe("10.0.0.5");
    for (const word of ["here", "192.168.1", "::1", "192.168.1.7:80", ""]) {
      expect(() => choosePhoneAddress(word, [])).toThrow("--phone-at wants an address");
    }
  });

  it("is missed in a sentence where there is none", () => {
    expect(() => choosePhoneAddress(true, [])).toThrow("is in no network");
  });
});
