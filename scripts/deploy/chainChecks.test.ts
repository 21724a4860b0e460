import { describe, expect, it } from "vitest";
import { club } from "#club";
import type { Ask } from "#protocol/house/Ask.ts";
import { practiceBeacon, publicBeacon } from "../networks/beacons.ts";
import { settleOf } from "../networks/chains.ts";
import { blsVector } from "./blsVector.ts";
import {
  requireBegunHouse,
  requireBls,
  requireChain,
  requireCodeSize,
  requireFunds,
  requireFutureOpening,
  requireHonestMoney,
  requireNamedBeacon,
  requireP256,
  requireThreeKeys,
  requireToken,
} from "./chainChecks.ts";

const NO = `0x${"0".repeat(64)}`;
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

  it("the chain checks BLS signatures, and does not just say yes", async () => {
    const { element, point, right, wrong } = blsVector();
    const chain =
      (answers: Record<string, string>): Ask =>
      async (_method, [call] = []) =>
        answers[(call as { data: string }).data] ?? "0x";
    await requireBls(chain({ [element]: point, [right]: YES, [wrong]: NO }));
    const lacking = [
      {},
      { [element]: point },
      { [element]: point, [right]: YES, [wrong]: YES },
      { [element]: point, [right]: NO, [wrong]: NO },
      { [element]: `${point.slice(0, -1)}0`, [right]: YES, [wrong]: NO },
    ];
    for (const answers of lacking) {
      await expect(requireBls(chain(answers))).rejects.toThrow(/does not check BLS signatures \(EIP-2537\)/);
    }
    await expect(requireBls(async () => Promise.reject(new Error("no such precompile")))).rejects.toThrow(/BLS/);
  });

  it("the chain takes contracts as large as the house's", async () => {
    await requireCodeSize(node({ eth_estimateGas: "0x440000" }));
    await expect(requireCodeSize(async () => Promise.reject(new Error("max code size exceeded")))).rejects.toThrow(
      /does not take contracts as large as the house's/,
    );
  });

  it("the chain is one of which somebody knows how far its clock may lag", () => {
    expect([1, 100, 11_155_111].map(settleOf)).toEqual([3600, 3600, 3600]);
    expect([10, 8453, 84_532].map(settleOf)).toEqual([90_000, 90_000, 90_000]);
    expect(settleOf(31_337)).toBe(0);
    expect(() => settleOf(42_161)).toThrow(/On Arbitrum One nobody can say.*the parent chain's block number/);
    expect(() => settleOf(4_242)).toThrow(/On chain 4242 nobody can say.*nobody has looked/);
  });

  it("the beacon is what it is called", () => {
    const honest = { chainId: 1, practice: false, beacon: publicBeacon(1) };
    requireNamedBeacon(honest);
    const practice = { chainId: 31_337, practice: true, beacon: practiceBeacon() };
    requireNamedBeacon(practice);
    const lies: [typeof honest, Partial<(typeof honest)["beacon"]>, RegExp][] = [
      [honest, { key: `0x${"ab".repeat(96)}` }, /its key is 0xabab.*it would be 0x83cf/],
      [honest, { genesis: 1_692_803_368 }, /its genesis is 1692803368.*1692803367/],
      [honest, { period: 30 }, /its period is 30/],
      [honest, { settle: 0 }, /its settle is 0/],
      [honest, { name: "slownet" }, /nobody knows a network of the name "slownet"/],
      [honest, { name: "constructor" }, /nobody knows a network/],
      [practice, { key: honest.beacon.key }, /its key is 0x83cf/],
    ];
    for (const [house, change, words] of lies) {
      expect(() => requireNamedBeacon({ ...house, beacon: { ...house.beacon, ...change } })).toThrow(words);
    }
  });

  it("the practice key draws nothing off the practice chain", () => {
    for (const [chainId, practice] of [
      [1, false],
      [31_999, true],
      [31_337, false],
    ] as const) {
      expect(() => requireNamedBeacon({ chainId, practice, beacon: practiceBeacon() })).toThrow(
        `its key is the practice house's, which everybody can derive, and this is chain ${chainId}`,
      );
    }
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
    for (const decimals of ["0", "1"]) {
      const coarse = { "0x313ce567": `0x${decimals.padStart(64, "0")}` };
      await expect(requireToken(nodeWith(coarse), other, club)).rejects.toThrow(
        new RegExp(`counts in ${decimals} decimals: at the counter money is counted in hundredths`),
      );
    }
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
