import { encodeFunctionResult, zeroAddress } from "viem";
import { describe, expect, it, vi } from "vitest";
import * as rounds from "#protocol/abi/rounds.ts";
import { revertData } from "#protocol/house/refusal.ts";
import { type House, readHouse } from "./house.ts";

function aHouse(answer: () => Promise<unknown>) {
  const request = vi.fn(answer);
  const house = { rpc: { request }, deployment: { contracts: { Rounds: zeroAddress } } } as unknown as House;
  return { house, request };
}

describe("readHouse", () => {
  it("asks the contract and gives its answer in its own types", async () => {
    const data = encodeFunctionResult({ abi: [rounds.placeOf], functionName: "placeOf", result: [2, 7] });
    const { house, request } = aHouse(async () => data);
    const recipient = `0x${"22".repeat(20)}` as const;
    const [state, seat] = await readHouse(house, rounds.placeOf, [3, recipient]);
    expect([state, seat]).toEqual([2, 7]);
    expect(request).toHaveBeenCalledWith({
      method: "eth_call",
      params: [{ to: zeroAddress, data: expect.stringContaining("22".repeat(20)) }, "latest"],
    });
  });

  it("fails where there is no contract, and passes a refusal on", async () => {
    await expect(readHouse(aHouse(async () => "0x").house, rounds.roundCount)).rejects.toThrow();
    const refusal = Object.assign(new Error("execution reverted"), { code: 3, data: "0x12345678" });
    const refused = readHouse(aHouse(() => Promise.reject(refusal)).house, rounds.roundCount);
    await expect(refused).rejects.toSatisfy((error) => revertData(error) === "0x12345678");
  });
});
