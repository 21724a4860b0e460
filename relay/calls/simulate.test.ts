import { createPublicClient, custom, encodeErrorResult, type Hex, type PublicClient } from "viem";
import { describe, expect, it } from "vitest";
import { houseAbis } from "#protocol/abi/house.ts";
import { houseErrorsAbi } from "#protocol/abi/houseErrors.ts";
import { simulate } from "./simulate.ts";

const relay = "0x1111111111111111111111111111111111111111";

/** A node on which every call is refused with these bytes. */
function refusing(data: Hex) {
  const request = () => Promise.reject(Object.assign(new Error("execution reverted"), { code: 3, data }));
  return createPublicClient({ transport: custom({ request }, { retryCount: 0 }) }) as PublicClient;
}

const call = {
  to: relay,
  data: "0x12345678",
  contract: "Counter",
  functionName: "redeem",
  args: [{ terminal: 1, seq: 1, businessDay: 1, items: [] }],
  whose: "terminal 1",
  standing: "till",
} as const;

describe("a refusal", () => {
  const all = Object.values(houseAbis).flatMap((abi) => abi.filter((item) => item.type === "error"));

  it("of any contract is known by its name, however deep it was thrown", () => {
    const known = new Set(houseErrorsAbi.map(({ name }) => name as string));
    expect(all.length).toBeGreaterThan(100);
    expect(all.map(({ name }) => name as string).filter((name) => !known.has(name))).toEqual([]);
  });

  it("of a contract three calls deeper has its name and arguments", async () => {
    // Thrown by the voucher when the counter burns.
    const data = encodeErrorResult({
      abi: houseErrorsAbi,
      errorName: "ERC20InsufficientBalance",
      args: [relay, 1n, 2n],
    });
    expect(await simulate({ client: refusing(data), block: "latest" }, relay, call)).toMatchObject({
      ok: false,
      error: { code: "refused", name: "ERC20InsufficientBalance", args: [relay, "1", "2"] },
    });
  });
});
