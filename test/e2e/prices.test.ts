import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { practiceKey } from "#protocol/house/practice.ts";
import { describeOwn } from "../fixtures/ownClub.ts";
import {
  keyIn,
  openTill,
  pasteDigits,
  resultOf,
  settledAtTill,
  setUpPhone,
  shownDigits,
  tillIsOpen,
} from "./counter.ts";
import { TestHouse } from "./TestHouse.ts";
import { openBrowser, type Visit, visit } from "./visit.ts";
import { openAlive, signInWith, type WalletVisit, withWallet } from "./withWallet.ts";

let browser: Browser;
let house: TestHouse;
let desk: WalletVisit;
let counter: Visit;
let till: Page;
const sign = () => house.deployment.club.currency.symbol;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
  desk = await withWallet(browser, house, practiceKey(house.deployment.chainId, "operator"));
  counter = await visit(browser, house, { width: 1024, keepsApp: true });
  till = await openTill(counter.context);
  await openAlive(desk.page, "/desk/operator");
  await signInWith(desk.page, desk.wallet);
  await prices().getByRole("button", { name: "Sign this price list" }).waitFor();
});
afterAll(() => browser.close());

const prices = () =>
  desk.page.locator("section").filter({ has: desk.page.getByRole("heading", { name: "Price list", exact: true }) });
const tile = (name: string) => till.getByRole("button", { name: new RegExp(`^${name} `) });
const keyed = () => till.locator("main output").textContent();

describeOwn("its amounts are those of our price list", "a price list, from the desk to the receipt", () => {
  it("is changed and signed, and in the till while an amount is keyed in, which stays", async () => {
    await till.locator('[data-prices="first"]').waitFor();
    await keyIn(till, "5.00");
    const group = prices().getByRole("article").first();
    await group.getByRole("button", { name: "Add an item" }).click();
    const row = group.getByRole("listitem").last();
    const names = row.getByLabel(/^Name \(/);
    for (const field of await names.all()) await field.fill("Test bun");
    await row.getByLabel("Price").fill("nothing");
    const toSign = prices().getByRole("button", { name: "Sign this price list" });
    expect(await toSign.isDisabled()).toBe(true);
    await row.getByLabel("Price").fill("12.50");
    // What is typed and not signed is there after a reload.
    await desk.page.reload();
    await prices().getByText("Test bun").waitFor();
    await toSign.click();
    await prices().getByText("The tablets take it within a minute.").waitFor();
    await tile("Test bun").waitFor();
    expect(await keyed()).toBe(`${sign()}5.00`);
    const stranger = await visit(browser, house, { program: false });
    await stranger.page.goto("/prices");
    await stranger.page.getByText("Test bun").waitFor();
    await stranger.context.close();
    expect(desk.faults).toEqual([]);
  });

  it("adds what tiles sell to what was keyed in, takes one away, and writes the class on the receipt", async () => {
    for (let i = 0; i < 3; i++) await tile("Test bun").click();
    await till.getByRole("button", { name: "Take one away: Test bun" }).click();
    expect(await keyed()).toBe(`${sign()}30.00`);
    const person = (await house.people()).findLast(({ seat }) => seat !== null && seat > 60);
    const phone = await visit(browser, house, { as: person! });
    await setUpPhone(phone.page);
    await pasteDigits(till, await shownDigits(phone.page));
    expect(await resultOf(till)).toBe("accepted");
    await settledAtTill(till);
    await phone.context.close();
    const receipt = till.locator("section[aria-hidden]").filter({ hasText: "not a tax invoice" });
    expect(await receipt.textContent()).toMatch(
      /2 × Test bun.*25\.00.*Tax \S+ \d+\s?%.*25\.00.*Without a tax class.*5\.00/,
    );
    await till.getByRole("button", { name: /Show today/ }).click();
    await till.getByRole("dialog").getByText("Without a tax class").waitFor();
    await till.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).click();
  });

  it("is there without network too, after a reload", async () => {
    await till.evaluate(() => navigator.serviceWorker.ready);
    await counter.context.setOffline(true);
    await till.reload();
    await tillIsOpen(till);
    await tile("Test bun").click();
    expect(await keyed()).toBe(`${sign()}12.50`);
    await counter.context.setOffline(false);
  });
});
