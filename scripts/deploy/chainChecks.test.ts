import { describe, expect, it } from "vitest";
import { club } from "#club";
import type { Ask } from "#protocol/house/Ask.ts";
import {
  requireBegunHouse,
  requireChain,
  requireFairBeacon,
  requireFunds,
  requireFutureOpening,
  requireHonestMoney,
  requireP256,
  requireThreeKeys,
  requireToken,
} from "./chainChecks.ts";

const YES = `0x${"1".padStart(64, "0")}`;
const me = "0x00000000000000000000000000000000000000aa";
const other = "0x00000000000000000000000000000000000000bb";
/** A node that gives these answers, whatever it is asked about. */
const node =
  (answers: Record<string, unknown>): Ask =>
  async (method) =>
    answers[method];

describe("before anything is sent", () => {
  it("the chain is the configured one", async () => {
    await expect(requireChain(node({ eth_chainId: "0x1" }), 11_155_111)).rejects.toThrow(
      "The node belongs to Ethereum (1), the configuration says Sepolia (11155111). Nothing was sent.",
    );
    await requireChain(node({ eth_chainId: "0x1" }), 1);
  });

  it("the chain checks P-256 signatures, and does not just say yes", async () => {
    await expect(requireP256(node({ eth_call: "0x" }))).rejects.toThrow(/does not check P-256/);
    await expect(requireP256(node({ eth_call: YES }))).rejects.toThrow(/does not check P-256/);
  });

  it("one block producer needs a word of the club", () => {
    requireFairBeacon(1, false);
    requireFairBeacon(8453, true);
    expect(() => requireFairBeacon(8453, false)).toThrow(/On Base one party may make all blocks.*"I know"/s);
    expect(() => requireFairBeacon(31_999, false)).toThrow(/On chain 31999 one party may make all blocks/);
  });

  it("play money stays away from real money", () => {
    requireHonestMoney(11_155_111, true);
    requireHonestMoney(1, false);
    expect(() => requireHonestMoney(1, true)).toThrow(/Ethereum has real money/);
  });

  it("the deployer has no office", () => {
    requireThreeKeys(me, { operator: other, registrar: other });
    expect(() => requireThreeKeys(me, { operator: other, registrar: me })).toThrow(/is the club's registrar too/);
  });

  it("the round does not open in the past", () => {
    requireFutureOpening(1_800_000_000, 1_800_000_000);
    expect(() => requireFutureOpening(1_800_000_000, 1_800_000_001)).toThrow(/2027-01-15T08:00:00.000Z, which is over/);
  });

  it("the token counts like the club and takes payments by signature", async () => {
    const token: Record<string, string> = { "0x313ce567": `0x${"6".padStart(64, "0")}` };
    const nodeWith =
      (answers: Record<string, string>): Ask =>
      async (method, [call] = []) =>
        method === "eth_getCode" ? "0x60" : answers[(call as { data: string }).data.slice(0, 10)];
    await expect(requireToken(nodeWith({}), other, club)).rejects.toThrow(/decimals as the club does/);
    await expect(requireToken(nodeWith(token), other, club)).rejects.toThrow(/no payments by signature/);
    await requireToken(nodeWith({ ...token, "0xe94a0102": `0x${"0".repeat(64)}` }), other, club);
  });

  it("the money lasts for what is missing, no more", async () => {
    const nearly = node({ eth_gasPrice: "0x3b9aca00", eth_getBalance: "0x16345785d8a0000" }); // 1 gwei, 0.1
    const poor = node({ eth_gasPrice: "0x3b9aca00", eth_getBalance: "0x0" });
    await requireFunds(nearly, me, ["Share", "Journal"]);
    await expect(requireFunds(poor, me, ["Share"])).rejects.toThrow(
      /^The deployer 0x0{38}aa has 0, and building the house needs about 0\.\d+ of the chain's coin/,
    );
  });

  it("what was begun is still there", async () => {
    await requireBegunHouse(node({ eth_getCode: "0x60" }), [me]);
    await expect(requireBegunHouse(node({ eth_getCode: "0x" }), [me])).rejects.toThrow(
      /nothing is at 0x0{38}aa: this chain has forgotten it/,
    );
  });
});
