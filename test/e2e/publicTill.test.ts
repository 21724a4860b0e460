import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { counterAbi } from "#protocol/abi/counter.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { terminalsAbi } from "#protocol/abi/terminals.ts";
import { type PracticePerson, practiceKey } from "#protocol/house/practice.ts";
import { clear, dismiss, keyIn, pasteDigits, resultOf, shownDigits, tillIsOpen } from "./counter.ts";
import { InjectedWallet } from "./InjectedWallet.ts";
import { PublicHouse } from "./PublicHouse.ts";
import { TestHouse } from "./TestHouse.ts";
import { openBrowser, type Visit, visit } from "./visit.ts";

let browser: Browser;
let house: PublicHouse;
let people: PracticePerson[];
let inOffice: PracticePerson[];
let storyChainId: number;

beforeAll(async () => {
  const story = await TestHouse.find();
  [browser, house, people] = await Promise.all([openBrowser(), PublicHouse.open(story), story.people()]);
  storyChainId = story.deployment.chainId;
  const [seats] = await house.read("Roster", rosterAbi, "tableAt", [await house.now()]);
  inOffice = people.filter(({ seat }) => seat !== null && seats.includes(seat));
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** Somebody of the story with a wallet of their own, signed in. */
async function somebody({ label }: PracticePerson, path: string, wrongBy = 0): Promise<Visit> {
  const wallet = new InjectedWallet(practiceKey(storyChainId, label));
  wallet.chainId = house.deployment.chainId;
  const visitor = await visit(browser, house);
  await house.setWallClock(visitor.context, wrongBy);
  await wallet.injectInto(visitor.context);
  const { page } = visitor;
  await page.goto(path);
  await page.locator("header").getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("dialog").getByRole("button", { name: wallet.name }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  return visitor;
}

async function aTablet(wrongBy = 0): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const tablet = await visit(browser, house, { width: 1024 });
  await house.setWallClock(tablet.context, wrongBy);
  await tablet.page.goto("/terminal/");
  return tablet;
}

/** A member's phone that shows its code. */
async function aPhone(person: PracticePerson, wrongBy = 0): Promise<Visit> {
  const phone = await somebody(person, "/me/code", wrongBy);
  await phone.page.getByRole("button", { name: "Set up this phone" }).click();
  await phone.page.locator("[data-digits]").waitFor();
  return phone;
}

/** What the tablet's code says: any phone's camera opens it. */
async function tillAddress(tablet: Page): Promise<string> {
  await tablet.getByRole("img", { name: /activating this tablet/ }).waitFor();
  const address = await tablet.locator("[data-link]").getAttribute("data-link");
  if (address === null) throw new Error("The tablet shows no code");
  return address;
}

/** The first one confirms, a second one opens what the first one's screen shows. */
async function letIn(address: string): Promise<void> {
  const [one, other] = inOffice;
  if (one === undefined || other === undefined) throw new Error("Nobody is in office");
  const first = await somebody(one, address.slice(house.address.length));
  await first.page.getByRole("button", { name: "Confirm as the first" }).click();
  await letInBySecond(first, other);
  await first.context.close();
}

async function letInBySecond(first: Visit, other: PracticePerson): Promise<void> {
  const link = await first.page.locator("[data-link]").getAttribute("data-link");
  const second = await somebody(other, link?.slice(house.address.length) ?? "");
  await second.page.getByRole("button", { name: /^Activate “/ }).click();
  await second.page.getByText("The tablet can accept codes now.").waitFor();
  expect([...first.faults, ...second.faults]).toEqual([]);
  await second.context.close();
}

const tillCount = () => house.read("Terminals", terminalsAbi, "terminalCount", []);

describe("a tablet on a network where nothing is practice", () => {
  let tablet: Visit;
  let phone: Visit;
  let id: number;

  it("shows a code, and is let in by two of those in office, who open it with their phones", async () => {
    const before = await tillCount();
    tablet = await aTablet();
    await letIn(await tillAddress(tablet.page));
    await tillIsOpen(tablet.page);
    id = await tillCount();
    expect(id).toBe(before + 1);
    await tablet.page.getByText("Counter 1").waitFor();
  });

  it("is let in by nobody twice: the first one's own link does not take them as the second", async () => {
    const [one] = inOffice;
    const other = await aTablet();
    const address = await tillAddress(other.page);
    const first = await somebody(one!, address.slice(house.address.length));
    await first.page.getByRole("button", { name: "Confirm as the first" }).click();
    const link = await first.page.locator("[data-link]").getAttribute("data-link");
    await first.page.goto(link!.slice(house.address.length));
    await first.page.reload();
    await first.page.getByText("Another member in office must confirm it too").waitFor();
    expect(await tillCount()).toBe(id);
    await Promise.all([first.context.close(), other.context.close()]);
  });

  it("sells by the public rule: green at once, recorded with its batch", async () => {
    phone = await aPhone(people.find(({ seat }) => seat !== null && seat > 60)!);
    await keyIn(tablet.page, "28.00");
    await pasteDigits(tablet.page, await shownDigits(phone.page));
    expect(await resultOf(tablet.page)).toBe("accepted");
    expect(await house.read("Counter", counterAbi, "nextSeq", [id])).toBe(1);
    await tablet.page.locator("[data-result]").waitFor({ state: "detached" });
    // Paid, says the newest block; then one that stays.
    await tablet.page.locator('footer [data-state="settled"]').waitFor();
    const [record] = await house.read("Counter", counterAbi, "batches", [id, 1, 1]);
    expect(record).toMatchObject({ paid: 1, total: 2_800, skipped: 0n });
    await phone.page.getByRole("button", { name: "Show a new code" }).click();
  });

  it("stops with the next scan when one of those in office shuts it out, and shows what it holds", async () => {
    const one = await somebody(inOffice[2]!, "/oversight/tills");
    const card = one.page.locator("article", { hasText: `tablet ${id}` });
    await card.getByRole("button", { name: "Block…" }).click();
    await card.getByRole("button", { name: /now$/ }).click();
    await card.getByText(/blocked on/).waitFor();
    await keyIn(tablet.page, "28.00");
    await pasteDigits(tablet.page, await shownDigits(phone.page));
    expect(await resultOf(tablet.page)).toBe("tillShutOut");
    await dismiss(tablet.page);
    await clear(tablet.page);
    await tablet.page.reload();
    await tablet.page.getByText("This tablet has been blocked").waitFor();
    await tillIsOpen(tablet.page);
    expect([...one.faults, ...tablet.faults]).toEqual([]);
    await one.context.close();
  });

  it("is let in again under its number, and sells on with the same sequence", async () => {
    await tablet.page.getByRole("button", { name: "Activate this tablet again" }).click();
    await letIn(await tillAddress(tablet.page));
    await tablet.page.getByText("This tablet has been blocked").waitFor({ state: "detached" });
    expect(await tillCount()).toBe(id);
    await tablet.page.keyboard.press("Escape");
    await keyIn(tablet.page, "9.00");
    await pasteDigits(tablet.page, await shownDigits(phone.page));
    expect(await resultOf(tablet.page)).toBe("accepted");
    await expect.poll(() => house.read("Counter", counterAbi, "nextSeq", [id])).toBe(3);
    const pocket = await house.read("Counter", counterAbi, "batches", [id, 2, 1]);
    expect(pocket).toMatchObject([{ paid: 1, total: 900 }]);
    await Promise.all([tablet.context.close(), phone.context.close()]);
  });
});
