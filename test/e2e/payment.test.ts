import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RequestState } from "#protocol/abi/enums.ts";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { formatsFor } from "../../frontend/src/i18n/formats.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

/** The newest request, which waits for the ten in the story. */
async function newest() {
  const count = await house.read("Payments", paymentsAbi, "requestCount", []);
  const [request] = await house.read("Payments", paymentsAbi, "requests", [count, 1n]);
  if (request === undefined) throw new Error("Nothing was asked for in the story");
  return request;
}

async function theTen() {
  const { now } = await house.clock();
  const [seats] = await house.read("Roster", rosterAbi, "tableAt", [now]);
  return (await house.people()).filter(({ seat }) => seat !== null && seats.includes(seat));
}

describe("a payment that the ten approve", () => {
  it("is paid after the last yes that it needs, and nobody presses a button for it", async () => {
    const before = await house.books();
    const request = await newest();
    expect(request.state).toBe(RequestState.Open);
    for (const person of await theTen()) {
      if ((await newest()).state !== RequestState.Open) break;
      const { context, page, faults } = await visit(browser, house, { as: person });
      await open(page, "/oversight");
      const card = page.getByRole("article").filter({ hasText: `${request.id} · ` });
      const { approvals } = await newest();
      const approve = card.getByRole("button", { name: "Approve this payment" });
      // Who has said yes in the story is asked no more.
      await approve.waitFor();
      if (await approve.isEnabled()) {
        await approve.click();
        await expect.poll(async () => (await newest()).approvals).not.toBe(approvals);
      }
      expect(faults).toEqual([]);
      await context.close();
    }
    await expect.poll(async () => (await newest()).state).toBe(RequestState.Paid);
    expect(await house.books()).toMatchObject({ cash: before.cash - request.amount, owed: before.owed });

    const { context, page } = await visit(browser, house);
    const { entry } = await newest();
    await open(page, `/money/${entry}`);
    await page.getByText(`Entry ${entry}`, { exact: true }).waitFor();
    expect(await page.locator("main").textContent()).toContain(
      `−${formatsFor("en", house.deployment.club.currency).money(request.amount, { cents: "always" })}`,
    );
    await context.close();
  });
});
