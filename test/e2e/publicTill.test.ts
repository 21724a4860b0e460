import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { correctionsAbi } from "#protocol/abi/corrections.ts";
import { counterAbi } from "#protocol/abi/counter.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { terminalsAbi } from "#protocol/abi/terminals.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import {
  clear,
  dismiss,
  hasLookedAtPockets,
  keyIn,
  pasteDigits,
  resultOf,
  shownDigits,
  tillIsOpen,
} from "./counter.ts";
import { PublicHouse } from "./PublicHouse.ts";
import { TestHouse } from "./TestHouse.ts";
import { divert, openBrowser, type Visit, visit } from "./visit.ts";
import { comeWith } from "./withWallet.ts";

let browser: Browser;
let house: PublicHouse;
let people: PracticePerson[];
let inOffice: PracticePerson[];

beforeAll(async () => {
  const story = await TestHouse.find();
  [browser, house, people] = await Promise.all([openBrowser(), PublicHouse.open(story), story.people()]);
  const [seats] = await house.read("Roster", rosterAbi, "tableAt", [await house.now()]);
  inOffice = people.filter(({ seat }) => seat !== null && seats.includes(seat));
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** Somebody of the story with a wallet of their own, signed in. */
async function somebody(
  { label }: PracticePerson,
  path: string,
  { wrongBy = 0, keepsApp = false } = {},
): Promise<Visit> {
  return comeWith(browser, house, house.keyOf(label), path, { keepsApp, clockWrongBy: wrongBy });
}

async function aTablet(wrongBy = 0): Promise<Visit> {
  const tablet = await visit(browser, house, { width: 1024, keepsApp: true, clockWrongBy: wrongBy });
  await tablet.page.goto("/terminal/");
  return tablet;
}

/** A member's phone that shows its code. */
async function aPhone(person: PracticePerson, wrongBy = 0): Promise<Visit> {
  const phone = await somebody(person, "/code", { wrongBy, keepsApp: true });
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
  /** Another tablet, and a guest who meets both; what both had taken before. */
  let second: Visit;
  let secondId: number;
  let guest: Visit;
  let before: number;

  it("shows a code, and is let in by two of those in office, who open it with their phones", async () => {
    const before = await tillCount();
    tablet = await aTablet();
    await letIn(await tillAddress(tablet.page));
    await tillIsOpen(tablet.page);
    id = await tillCount();
    expect(id).toBe(before + 1);
    await tablet.page.getByRole("heading", { name: `Counter Tablet ${id}` }).waitFor();
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

  it("takes a payment back: before it left, and by the contract after it was recorded", async () => {
    const { page } = tablet;
    for (const stage of ["accepted", "included"] as const) {
      await page.locator("[data-result]").waitFor({ state: "detached" });
      await keyIn(page, "5.00");
      await pasteDigits(page, await shownDigits(phone.page));
      expect(await resultOf(page)).toBe("accepted");
      await phone.page.getByRole("button", { name: "Paid – next code" }).click();
      await page.locator("[data-result]").waitFor({ state: "detached" });
      if (stage === "included") await page.locator("footer").getByText("recorded", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByRole("button", { name: "Cancel ¥5.00" }).click();
      await page.locator('footer [data-state="voided"]').waitFor();
    }
    // The first never reached the chain.
    const sums = await house.read("Corrections", correctionsAbi, "takenBackAt", [id]);
    expect(sums).toMatchObject({ voids: 1, voided: 500n });
  });

  it("keeps what it could not hand in before it was shut out, for two who hand it in late", async () => {
    const { page, context } = tablet;
    const reached = await divert(context, "**/relay/calls", (route) => route.abort());
    await keyIn(page, "6.00");
    await pasteDigits(page, await shownDigits(phone.page));
    expect(await resultOf(page)).toBe("accepted");
    await phone.page.getByRole("button", { name: "Paid – next code" }).click();
    await page.locator('footer [data-state="submitted"]').waitFor();
    await shutOut(id);
    reached();
    await page.locator('footer [data-state="late"]').waitFor();
    await page.getByRole("button", { name: /Show today/ }).click();
    const file = await savedBy(page, /^Save what is not recorded/);
    await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).click();

    const first = await somebody(inOffice[0]!, "/oversight/tills");
    await first.page.getByLabel("File from the tablet").setInputFiles(file);
    const vouched = await savedBy(first.page, /^Vouch for it as the first/);
    const second = await somebody(inOffice[1]!, "/oversight/tills");
    await second.page.getByLabel("File from the tablet").setInputFiles(vouched);
    await second.page.getByRole("button", { name: "Vouch for it and hand it in" }).click();
    await second.page.getByText(/^Recorded/).waitFor();
    const late = await house.read("Counter", counterAbi, "lateBatches", [id, 1, 9]);
    expect(late).toMatchObject([{ paid: 1, total: 600 }]);
    await page.locator('footer [data-state="settled"]').waitFor();
    expect([...first.faults, ...second.faults]).toEqual([]);
    await Promise.all([first.context.close(), second.context.close()]);
  });

  it("stops with the next scan once it is shut out, and says so after a reload", async () => {
    await keyIn(tablet.page, "28.00");
    await pasteDigits(tablet.page, await shownDigits(phone.page));
    expect(await resultOf(tablet.page)).toBe("tillShutOut");
    await dismiss(tablet.page);
    await clear(tablet.page);
    await tablet.page.reload();
    await tablet.page.getByText("This tablet has been blocked").waitFor();
    await tillIsOpen(tablet.page);
  });

  it("is let in again under its number, and sells on with the same sequence", async () => {
    await tablet.page.getByRole("button", { name: "Activate this tablet again" }).click();
    await letIn(await tillAddress(tablet.page));
    await tablet.page.getByText("This tablet has been blocked").waitFor({ state: "detached" });
    expect(await tillCount()).toBe(id);
    await tablet.page.keyboard.press("Escape");
    const before = await house.read("Counter", counterAbi, "nextSeq", [id]);
    await keyIn(tablet.page, "9.00");
    await pasteDigits(tablet.page, await shownDigits(phone.page));
    expect(await resultOf(tablet.page)).toBe("accepted");
    await expect.poll(() => house.read("Counter", counterAbi, "nextSeq", [id])).toBe(before + 1);
    const records = await house.read("Counter", counterAbi, "batches", [id, before, 1]);
    expect(records).toMatchObject([{ paid: 1, total: 900 }]);
    await phone.page.getByRole("button", { name: "Show a new code" }).click();
  });

  it("takes a second order from a phone without network, before the first is on the record", async () => {
    const paid = await paidBy(id);
    await phone.context.setOffline(true);
    for (const amount of ["9.00", "8.00"]) {
      await tablet.page.locator("[data-result]").waitFor({ state: "detached" });
      await keyIn(tablet.page, amount);
      await pasteDigits(tablet.page, await shownDigits(phone.page));
      expect(await resultOf(tablet.page)).toBe("accepted");
      await phone.page.getByRole("button", { name: "Paid – next code" }).click();
    }
    await phone.context.setOffline(false);
    await expect.poll(() => paidBy(id)).toBe(paid + 1_700);
  });

  it("opens the code without network after a reload, and that code pays", async () => {
    const paid = await paidBy(id);
    await phone.page.evaluate(() => navigator.serviceWorker.ready);
    await phone.context.setOffline(true);
    await phone.page.reload();
    const digits = await shownDigits(phone.page);
    await tablet.page.locator("[data-result]").waitFor({ state: "detached" });
    await keyIn(tablet.page, "7.00");
    await pasteDigits(tablet.page, digits);
    expect(await resultOf(tablet.page)).toBe("accepted");
    await phone.context.setOffline(false);
    await expect.poll(() => paidBy(id)).toBe(paid + 700);
  });

  it("takes bounded sums without network, also after it was closed, and records them when it is back", async () => {
    const paid = await paidBy(id);
    const other = await aPhone(people.filter(({ seat }) => seat !== null && seat > 60)[1]!);
    await lookAgain(tablet);
    await tablet.page.evaluate(() => navigator.serviceWorker.ready);
    await tablet.context.setOffline(true);
    await tablet.page.reload();
    await tillIsOpen(tablet.page);
    await keyIn(tablet.page, "28.00");
    await pasteDigits(tablet.page, await shownDigits(other.page));
    expect(await resultOf(tablet.page)).toBe("noted");
    await tablet.page.locator('[data-at-risk="2800"]').waitFor();
    await dismiss(tablet.page);
    await other.page.getByRole("button", { name: "Paid – next code" }).click();
    // Three of what a voucher is good for, in all, from one pay balance.
    await keyIn(tablet.page, "56.01");
    await pasteDigits(tablet.page, await shownDigits(other.page));
    expect(await resultOf(tablet.page)).toBe("offlineMember");
    await tablet.page.getByRole("button", { name: "Take ¥56.00, ¥0.01 in cash" }).click();
    expect(await resultOf(tablet.page)).toBe("noted");
    await dismiss(tablet.page);
    await clear(tablet.page);
    await tablet.context.setOffline(false);
    await expect.poll(() => paidBy(id)).toBe(paid + 8_400);
    await tablet.page.locator("[data-at-risk]").waitFor({ state: "detached" });
    await other.context.close();
  });

  it("takes the next order from a phone whose storage was wiped, before the first is on the record", async () => {
    const paid = await paidBy(id);
    const person = people.filter(({ seat }) => seat !== null && seat > 60)[3]!;
    const reached = await divert(tablet.context, "**/relay/calls", (route) => route.abort());
    for (const amount of ["9.00", "5.00", "3.00"]) {
      // Nothing is left of the visit before: one confirmation, and the code is there.
      const phone = await aPhone(person);
      await tablet.page.locator("[data-result]").waitFor({ state: "detached" });
      await keyIn(tablet.page, amount);
      await pasteDigits(tablet.page, await shownDigits(phone.page));
      expect(await resultOf(tablet.page)).toBe("accepted");
      await phone.context.close();
    }
    expect(await paidBy(id)).toBe(paid);
    reached();
    await expect.poll(() => paidBy(id)).toBe(paid + 1_700);
    expect(await tablet.page.locator("[data-unpaid]").count()).toBe(0);
  });

  it("takes a code from a printed sheet, once", async () => {
    const paid = await paidBy(id);
    await phone.page.goto("/code/sheet");
    await phone.page.getByRole("button", { name: "Make the codes" }).click();
    const digits = (await phone.page.locator("[data-paper]").first().getAttribute("data-paper"))!;
    await keyIn(tablet.page, "28.00");
    await pasteDigits(tablet.page, digits);
    expect(await resultOf(tablet.page)).toBe("accepted");
    await tablet.page.locator("[data-result]").waitFor({ state: "detached" });
    await expect.poll(() => paidBy(id)).toBe(paid + 2_800);
    await keyIn(tablet.page, "1.00");
    await pasteDigits(tablet.page, digits);
    expect(await resultOf(tablet.page)).toBe("alreadyUsed");
    await dismiss(tablet.page);
    await clear(tablet.page);
  });

  it("gives a code to one of two tills that are shown it in the same second; the other one says so", async () => {
    second = await aTablet();
    await letIn(await tillAddress(second.page));
    await tillIsOpen(second.page);
    secondId = await tillCount();
    guest = await aPhone(people.filter(({ seat }) => seat !== null && seat > 60)[2]!);
    before = (await paidBy(id)) + (await paidBy(secondId));
    const digits = await shownDigits(guest.page);
    const tablets = [tablet.page, second.page];
    for (const one of tablets) await keyIn(one, "4.00");
    await Promise.all(tablets.map((one) => pasteDigits(one, digits)));
    const results = await Promise.all(tablets.map(resultOf));
    expect(results.toSorted()).toEqual(["accepted", "alreadyUsed"]);
    for (const one of tablets) {
      await dismiss(one);
      await clear(one);
    }
    await guest.page.getByRole("button", { name: "Paid – next code" }).click();
  });

  it("says loudly what was green and is not paid, until somebody has taken note: two tills, one code, no network", async () => {
    const tablets = [tablet, second];
    // One of them lives a day ahead.
    await second.context.addInitScript(() => {
      const wall = Date.now.bind(Date);
      Date.now = () => wall() + 86_400_000;
    });
    for (const one of tablets) {
      await lookAgain(one);
      await one.context.setOffline(true);
    }
    const digits = await shownDigits(guest.page);
    const greens: string[] = [];
    for (const one of tablets) {
      await keyIn(one.page, "28.00");
      await pasteDigits(one.page, digits);
      greens.push(await resultOf(one.page));
      await dismiss(one.page);
    }
    expect(greens).toEqual(["noted", "noted"]);
    for (const one of tablets) await one.context.setOffline(false);
    await expect.poll(async () => (await paidBy(id)) + (await paidBy(secondId))).toBe(before + 400 + 2_800);
    // Greens on the screens = what the contract paid + what the screens list as not paid.
    const loud = (page: Page) => page.locator('[data-unpaid="1"]').count();
    await expect.poll(async () => (await loud(tablet.page)) + (await loud(second.page))).toBe(1);
    const unlucky = (await loud(tablet.page)) === 1 ? tablet : second;
    await unlucky.page.getByText(/accepted here and then not paid: ¥28.00/).waitFor();
    await unlucky.page.reload();
    await unlucky.page.locator('[data-unpaid="1"]').waitFor();
    await unlucky.page.getByRole("button", { name: "I have taken note" }).click();
    await unlucky.page.locator("[data-unpaid]").waitFor({ state: "detached" });
    await unlucky.page.reload();
    await unlucky.page.getByRole("button", { name: /then not paid: ¥28.00/ }).waitFor();
    await Promise.all([second.context.close(), guest.context.close(), tablet.context.close(), phone.context.close()]);
  });
});

/** One of those in office shuts a tablet out, from their desk. */
async function shutOut(id: number): Promise<void> {
  const one = await somebody(inOffice[2]!, "/oversight/tills");
  const card = one.page.locator("article", { hasText: `tablet ${id}` });
  await card.getByRole("button", { name: "Block…" }).click();
  await card.getByRole("button", { name: /now$/ }).click();
  await card.getByText(/blocked on/).waitFor();
  expect(one.faults).toEqual([]);
  await one.context.close();
}

/** The file that a button saves. */
async function savedBy(page: Page, button: RegExp): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return download.path();
}

/** What the contract has paid to a terminal, hundredths, in all. */
async function paidBy(id: number): Promise<number> {
  const records = await house.read("Counter", counterAbi, "batches", [id, 1, 1_000]);
  return records.reduce((sum, { total }) => sum + total, 0);
}

/** Opens a till anew and waits until it has looked at all pockets. */
async function lookAgain({ page }: Visit): Promise<void> {
  const since = await house.now();
  await page.reload();
  await tillIsOpen(page);
  await hasLookedAtPockets(page, house.deployment.houseId, since);
}
