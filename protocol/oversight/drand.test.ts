import { describe, expect, it } from "vitest";
import { beaconNetworks, newestRound, roundAt, roundTime, roundUrl } from "./beacon.ts";
import { compressed, compressedKey, isSignatureOf, numberOf, uncompressed, uncompressedKey } from "./drand.ts";
import { practiceNetwork, practiceSignature } from "./practiceBeacon.ts";

const { quicknet } = beaconNetworks;
/** As the network published them. */
const rounds = [
  {
    round: 1000,
    signature: "0xb44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
    number: "0xfe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
  },
  {
    round: 657_413,
    signature: "0xb713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b",
    number: "0xfc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587",
  },
] as const;

describe("a round of drand", () => {
  for (const { round, signature, number } of rounds) {
    it(`${round} of quicknet is right, and its number is the published one`, () => {
      expect(isSignatureOf(quicknet, round, signature)).toBe(true);
      expect(numberOf(signature)).toBe(number);
      expect(compressed(uncompressed(signature))).toBe(signature);
    });
  }

  const [{ round, signature }] = rounds;
  it("is refused for another round, of another network, or with the other sign of y", () => {
    expect(isSignatureOf(quicknet, round + 1, signature)).toBe(false);
    expect(isSignatureOf(practiceNetwork, round, signature)).toBe(false);
    expect(isSignatureOf(quicknet, round, `0x9${signature.slice(3)}`)).toBe(false);
  });

  it("is refused with any bit turned, at infinity, and with another length", () => {
    for (let bit = 0; bit < 384; bit += 7) {
      const turned = BigInt(signature) ^ (1n << BigInt(bit));
      expect(isSignatureOf(quicknet, round, `0x${turned.toString(16).padStart(96, "0")}`)).toBe(false);
    }
    expect(isSignatureOf(quicknet, round, `0xc0${"00".repeat(47)}`)).toBe(false);
    expect(isSignatureOf(quicknet, round, signature.slice(0, -2) as `0x${string}`)).toBe(false);
    expect(isSignatureOf(quicknet, round, "0x")).toBe(false);
  });
});

describe("the practice network", () => {
  it("signs its rounds, always alike", () => {
    const one = practiceSignature(12_345);
    expect(isSignatureOf(practiceNetwork, 12_345, one)).toBe(true);
    expect(practiceSignature(12_345)).toBe(one);
    expect(compressedKey(uncompressedKey(practiceNetwork.key))).toBe(practiceNetwork.key);
    expect(() => compressedKey(`0x${"01".repeat(256)}`)).toThrow();
  });
});

describe("a round's second", () => {
  const network = { key: "0x", genesis: 1000, period: 3 } as const;

  it("is the first at or after the one that is asked for", () => {
    expect([0, 1000, 1001, 1003, 1004].map((second) => roundAt(network, second))).toEqual([1, 1, 2, 2, 3]);
    expect(roundTime(network, 3)).toBe(1006);
    for (let second = 1000; second < 1030; second++) {
      const round = roundAt(network, second);
      expect(roundTime(network, round)).toBeGreaterThanOrEqual(second);
      expect(roundTime(network, round - 1)).toBeLessThan(second);
    }
  });

  it("tells which round is the newest", () => {
    expect([999, 1000, 1002, 1003].map((second) => newestRound(network, second))).toEqual([0, 1, 1, 2]);
  });
});

it("asks a server by the network's hash", () => {
  expect(roundUrl("https://drand.example/", "abc", 7)).toBe("https://drand.example/abc/public/7");
});
