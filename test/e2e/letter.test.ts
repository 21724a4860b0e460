import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codesIn, codesOn, printed } from "./paper.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, settled, visit } from "./visit.ts";

/** A month of the house on one sheet and in one picture, which go where nobody can look at the chain. */

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

/** Millimetres around what is printed, and how large those of paper are on a screen. */
const onPaper = (millimetres: number) => Math.round(((millimetres - 30) * 96) / 25.4);

/** The table of months: of each its name, where it leads, and its four figures. */
async function monthsOn(page: Page) {
  await open(page, "/money");
  const months = page.locator("section", { has: page.getByRole("heading", { name: "Month by month" }) });
  await months.getByText("Show as table").click();
  return months.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => ({
      href: row.querySelector("a")?.getAttribute("href") ?? "",
      cells: [...row.querySelectorAll("td")].map((cell) => cell.textContent),
    })),
  );
}

/** The drawing of the picture. */
const drawing = async (page: Page) => (await page.locator("main img").getAttribute("src")) ?? "";

describe("a month's letter", () => {
  it("says what the house account says of the month, which leads to it; the last one goes on", async () => {
    const { context, page, faults } = await visit(browser, house, { width: 1_280 });
    try {
      const months = await monthsOn(page);
      expect(months.length).toBeGreaterThan(3);
      for (const { href, cells } of months.slice(-2)) {
        const [name, ...figures] = cells;
        const isLast = href === months.at(-1)?.href;
        await open(page, "/money");
        if (!isLast) await page.getByRole("button", { name: "The month before" }).click();
        await page.getByRole("link", { name: `Monthly letter: ${name}` }).click();
        await settled(page);
        expect(new URL(page.url()).pathname).toBe(href);
        expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(`Monthly letter: ${name}`);
        const told = await page.locator("[data-sheet]").textContent();
        for (const figure of figures) expect(told).toContain(figure);
        expect(told?.includes("The month is not over yet.")).toBe(isLast);
      }
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it("is one sheet and one picture with a code that leads back, the same for everybody in a language", async () => {
    const looking = await visit(browser, house);
    const address = (await monthsOn(looking.page)).at(-2)?.href ?? "";
    await looking.context.close();
    for (const language of house.deployment.club.languages) {
      const one = await visit(browser, house, { language, width: onPaper(210) });
      // Whose clock is another than the house's.
      const other = await visit(browser, house, { language, width: 390, timeZone: "America/New_York" });
      try {
        const { page } = one;
        await page.emulateMedia({ colorScheme: "dark" });
        await Promise.all([open(page, address), open(other.page, address)]);
        expect(await drawing(page)).toMatch(/^data:image\/svg\+xml/);
        expect(await drawing(other.page)).toBe(await drawing(page));

        const save = page
          .locator("section", { has: page.locator("img") })
          .getByRole("button")
          .first();
        const [saved] = await Promise.all([page.waitForEvent("download"), save.click()]);
        const png = readFileSync(await saved.path());
        expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_080, 1_440]);
        expect(await codesIn(png)).toEqual([house.address + address]);

        expect(await printed(page)).toEqual([{ width: 210, height: 297 }]);
        await page.emulateMedia({ media: "print" });
        await page.setViewportSize({ width: onPaper(210), height: onPaper(297) });
        expect(await page.locator("body").textContent()).toContain(house.deployment.club.name);
        expect(await page.locator("button:visible, header:visible, nav:visible, img:visible").count()).toBe(0);
        await expect.poll(() => codesOn(page)).toEqual([house.address + address]);
        expect([...one.faults, ...other.faults]).toEqual([]);
      } finally {
        await one.context.close();
        await other.context.close();
      }
    }
  });

  it.each([
    ["/letter/2026-13", "There is no such month", "The letter of the present month"],
    ["/letter/2999-12", "This month has not begun yet", "The letter of the present month"],
    ["/letter/2001-01", "There is no letter for this month", "The letter of the present month"],
  ])("is not there at %s, which says why and where one is", async (address, title, way) => {
    const { context, page } = await visit(browser, house, { width: 320 });
    try {
      await open(page, address);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(title);
      await page.locator("main").getByRole("link", { name: way }).click();
      await settled(page);
      await page.getByText("The month is not over yet.").waitFor();
    } finally {
      await context.close();
    }
  });
});
