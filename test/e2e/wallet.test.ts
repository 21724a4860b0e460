import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { InjectedWallet } from "./InjectedWallet.ts";
import { openRound, TestHouse } from "./TestHouse.ts";
import { open, openBrowser, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

describe("somebody with a wallet of their own", () => {
  it("is let in by the desk, switches the network when there is something to confirm, and takes a place", async () => {
    const wallet = new InjectedWallet();
    const { address } = wallet.account;
    const round = await openRound(house);
    const { context, page, faults } = await visit(browser, house);
    await wallet.injectInto(context);
    try {
      await open(page, `/rounds/${round}`);
      await page.getByRole("button", { name: "Take a place" }).click();
      await page.getByRole("dialog").getByRole("button", { name: wallet.name }).click();

      // On another network one reads everything, and is asked to switch only where something is confirmed.
      const switching = page.getByRole("button", { name: "Switch to practice network" });
      await switching.waitFor();
      await page.getByText("Not admitted by the club yet").waitFor();

      expect(await house.read("Admission", admissionAbi, "isAdmitted", [address])).toBe(false);
      await page.getByRole("button", { name: "Ask the practice desk" }).click();
      await page.getByText("Admitted by the club", { exact: true }).waitFor();
      expect(await house.read("Admission", admissionAbi, "isAdmitted", [address])).toBe(true);

      await page.getByLabel("I accept the rules").check();
      await switching.click();
      const join = page.getByRole("button", { name: /^Join for/ });
      await join.waitFor();
      expect(wallet.chainId).toBe(house.deployment.chainId);
      expect(wallet.known.get(house.deployment.chainId)).toBe(`${house.address}/rpc`);

      wallet.ownerSaysNo = true;
      await join.click();
      await page.getByText("Nothing was sent").waitFor();
      expect(wallet.signed).toBe(0);

      wallet.ownerSaysNo = false;
      await join.click();
      await page.getByRole("heading", { name: "Your place" }).waitFor();
      expect(wallet.signed).toBe(1);
      expect(await house.read("Rounds", roundsAbi, "purchaseOf", [round, address])).toMatchObject({ payer: address });

      // The wallet is remembered without asking it again.
      await page.reload();
      await page.getByRole("heading", { name: "Your place" }).waitFor();
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
