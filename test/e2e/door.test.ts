import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Figure } from "#protocol/abi/enums.ts";
import { journalAbi } from "#protocol/abi/journal.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { treasuryAbi } from "#protocol/abi/treasury.ts";
import { accounts } from "#protocol/treasury/accounts.ts";
import { formatsFor } from "../../frontend/src/i18n/formats.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, settled, type Visit, visit } from "./visit.ts";

/** The first page says each thing once, and leads on from it. */

let browser: Browser;
let house: TestHouse;
let stranger: Visit;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
  stranger = await visit(browser, house, { language: "en", width: 1_280 });
});
afterAll(() => browser.close());

const timesIn = (text: string, part: string) => text.split(part).length - 1;

/** Where something begins on the page, and where it ends, in pixels. */
async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not to be seen`);
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
}

describe("the first page", () => {
  it("says what is there, what is owed and what is free, each of them once", async () => {
    const { page } = stranger;
    await open(page, "/");
    const [cash = 0n, owed = 0n] = await house.read("Journal", journalAbi, "balances", [
      [accounts.cash, accounts["vouchers owed"]],
    ]);
    const free = await house.read("Treasury", treasuryAbi, "freeToSpend", []);
    const { money } = formatsFor("en", house.deployment.club.currency);
    const text = (await page.locator("main").textContent()) ?? "";
    for (const figure of [cash, -owed, free]) expect(timesIn(text, money(figure)), money(figure)).toBe(1);
  });

  it("draws a dot for each place, those of members filled", async () => {
    const { page } = stranger;
    await open(page, "/");
    const [members, most, [inOffice]] = await Promise.all([
      house.read("Share", shareAbi, "liveSeats", []),
      house.read("Registry", registryAbi, "figure", [Figure.MaxMembers]),
      house.read("Roster", rosterAbi, "tableAt", [(await house.clock()).now]),
    ]);
    const paths = page.locator("main figure svg path");
    const dots = await paths.evaluateAll((all) =>
      all.map((path) => (path.getAttribute("d") ?? "").split("M").length - 1),
    );
    expect(dots).toEqual([members - inOffice.length, Number(most) - members, inOffice.length]);
    await page.getByText(`${members} members`).waitFor();
  });

  it("tells what happened lately, the newest first, and each thing leads to where it stands", async () => {
    const { page } = stranger;
    await open(page, "/");
    const lately = page.locator("section").filter({ has: page.getByRole("heading", { name: "Lately" }) });
    const links = await lately.getByRole("link").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    expect(links.length).toBeGreaterThan(2);
    expect(links.length).toBeLessThanOrEqual(6);
    for (const href of links) {
      await open(page, href);
      expect(await page.title(), href).not.toContain("There is nothing");
      expect(await page.locator("main h1").count(), href).toBe(1);
    }
  });

  it.each([1_280, 1_024])("has two columns where there is room: %d", async (width) => {
    const { page } = stranger;
    await page.setViewportSize({ width, height: 800 });
    await open(page, "/");
    const [sentence, members] = [await boxOf(page, "main p[class*=sentence]"), await boxOf(page, "main figure")];
    expect(members.x).toBeGreaterThan(sentence.right);
    expect(members.y).toBeLessThan(sentence.bottom);
  });

  it.each([1_000, 390, 320])("has one where there is none: %d", async (width) => {
    const { page } = stranger;
    await page.setViewportSize({ width, height: 800 });
    await settled(page);
    const [sentence, members] = [await boxOf(page, "main p[class*=sentence]"), await boxOf(page, "main figure")];
    expect(members.y).toBeGreaterThan(sentence.bottom);
  });
});
