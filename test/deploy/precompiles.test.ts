import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ask } from "#protocol/house/Ask.ts";
import { type Anvil, startAnvil } from "#relay/anvil.fixture.ts";
import { requireBls } from "#scripts/deploy/chainChecks.ts";
import { anvilFile } from "#scripts/node/Chain.ts";

describe.skipIf(anvilFile() === undefined).each([
  ["cancun", false],
  ["prague", true],
  ["osaka", true],
] as const)("a chain of the time of %s", (hardfork, checks) => {
  let anvil: Anvil;
  beforeAll(async () => {
    anvil = await startAnvil({ hardfork });
  });
  afterAll(() => anvil.stop());

  it(checks ? "has the precompiles that a draw needs" : "is refused, because it could draw nobody", async () => {
    const ask: Ask = (method, params) => anvil.rpc(method, params);
    if (checks) await requireBls(ask);
    else await expect(requireBls(ask)).rejects.toThrow("This chain does not check BLS signatures (EIP-2537)");
  });
});
