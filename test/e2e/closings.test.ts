import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closingCount, closingsAbi } from "#protocol/abi/closings.ts";
import { ItemRedeemed } from "#protocol/abi/counter.ts";
import { describeOwn } from "../fixtures/ownClub.ts";
import { misled, ofAnswer, ofLogs } from "./misled.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, visit } from "./visit.ts";

const ADDRESS = "/counters/1";

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

describeOwn("nobody of its story has closed a day", "the page of a tablet's closings", () => {
  it("lists every closing with its sums, and that this browser adds up the same", async () => {
    const { context, page, faults } = await visit(browser, house);
    try {
      await open(page, ADDRESS);
      await page.getByText("Your browser adds up the same").waitFor();
      const closed = Number(await house.read("Closings", closingsAbi, "closingCount", [1]));
      expect(closed).toBeGreaterThan(0);
      expect(await page.locator("tbody tr").count()).toBe(closed);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it("says so when payments are left out of the record that it is told", () =>
    misled(browser, house, { lie: ofLogs(ItemRedeemed, () => []), path: ADDRESS }, async (page) => {
      await page.getByText("Your browser adds up something else").waitFor();
      await page.getByText("Differs", { exact: true }).first().waitFor();
    }));

  it("says so when a closing is kept from it", () =>
    misled(
      browser,
      house,
      { lie: ofAnswer<number>(closingCount, (count) => count + 1), path: ADDRESS },
      async (page) => {
        await page.getByText("Your browser adds up something else").waitFor();
      },
    ));

  it("knows no tablet beyond the last", async () => {
    const { context, page } = await visit(browser, house);
    try {
      await open(page, "/counters/99");
      await page.getByText("There is no tablet with this number").waitFor();
    } finally {
      await context.close();
    }
  });
});
