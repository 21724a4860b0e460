import type { Browser } from "playwright-core";
import { encodeFunctionData, type Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Figure } from "#protocol/abi/enums.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

/** As the timelock does it after a vote; the whole way is rehearsed with the contracts. */
async function move(door: "strengthen" | "loosen", which: number, value: bigint): Promise<void> {
  const { Timelock, Registry } = house.deployment.contracts;
  const data = encodeFunctionData({ abi: registryAbi, functionName: door, args: [which, value] });
  await house.node("anvil_setBalance", [Timelock, "0xde0b6b3a7640000"]);
  await house.node("anvil_impersonateAccount", [Timelock]);
  const hash = await house.node("eth_sendTransaction", [{ from: Timelock, to: Registry, data, gas: "0x7a120" }]);
  await house.node("anvil_stopImpersonatingAccount", [Timelock]);
  await expect
    .poll(() => house.node("eth_getTransactionReceipt", [hash]) as Promise<{ status: Hex } | null>)
    .toMatchObject({
      status: "0x1",
    });
}

const figure = (which: number) => house.read("Registry", registryAbi, "figure", [which]);

describe("a figure that a vote has changed", () => {
  it("is the one that pages show: most members, approvals, reserve", async () => {
    const before = await Promise.all([Figure.MaxMembers, Figure.Approvals, Figure.Reserve].map(figure));
    const [most = 0n, approvals = 0n, reserve = 0n] = before;
    const { chairs } = house.deployment.club;
    const { context, page } = await visit(browser, house);
    try {
      await open(page, "/");
      await page.getByText(`of at most ${most}`).first().waitFor();
      await move("strengthen", Figure.MaxMembers, most - 3n);
      await move("strengthen", Figure.Approvals, approvals + 1n);
      await move("strengthen", Figure.Reserve, reserve + 700n);
      await open(page, "/");
      await page
        .getByText(`of at most ${most - 3n}`)
        .first()
        .waitFor();
      await page
        .getByText(`Payments need ${approvals + 1n} of those ${chairs}`)
        .first()
        .waitFor();
      await open(page, "/money");
      await page
        .getByText(`${(reserve + 700n) / 100n}%`, { exact: false })
        .first()
        .waitFor({ state: "attached" });
    } finally {
      await context.close();
      await move("loosen", Figure.MaxMembers, most);
      await move("loosen", Figure.Approvals, approvals);
      await move("loosen", Figure.Reserve, reserve);
    }
  });
});
