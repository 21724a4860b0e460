import { describe, expect, it } from "vitest";
import { waitUntilSettled } from "./settled.ts";

const address = "0x00000000000000000000000000000000000000aa";

/** A deployer's node: so many transactions are counted at each look, by block. */
function deployer(counts: (look: number) => { pending: number; latest: number; safe: number }) {
  let looks = 0;
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    if (method === "eth_blockNumber") {
      looks += 1;
      return "0x64";
    }
    const { pending, latest, safe } = counts(looks);
    const [, block] = params as [string, string];
    if (block === "pending") return pending;
    return block === "latest" ? latest : safe;
  };
  return { provider: { address, request } as const, looks: () => looks };
}

describe("a run that begins beside what is still on its way", () => {
  it("begins at once where nothing is", async () => {
    const { provider, looks } = deployer(() => ({ pending: 5, latest: 5, safe: 5 }));
    await waitUntilSettled(provider, { confirmations: 3, pollEvery: 0, waits: () => expect.unreachable() });
    expect(looks()).toBe(1);
  });

  it("waits, and says once how many are in no block", async () => {
    const told: number[] = [];
    const { provider, looks } = deployer((look) =>
      look < 80 ? { pending: 9, latest: 7, safe: 5 } : { pending: 9, latest: 9, safe: 9 },
    );
    await waitUntilSettled(provider, { confirmations: 3, pollEvery: 0, waits: (many) => told.push(many) });
    expect(looks()).toBe(80);
    expect(told).toEqual([2]);
  });

  it("says nothing of what a block has taken and only needs more blocks on it", async () => {
    const { provider } = deployer((look) =>
      look < 80 ? { pending: 9, latest: 9, safe: 5 } : { pending: 9, latest: 9, safe: 9 },
    );
    await waitUntilSettled(provider, { confirmations: 3, pollEvery: 0, waits: () => expect.unreachable() });
  });
});
