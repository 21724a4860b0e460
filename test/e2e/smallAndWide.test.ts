import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { someoneWhoHasNotVoted, TestHouse } from "./TestHouse.ts";
import { open, openBrowser, tooWide, visit } from "./visit.ts";

/** A small phone shows first what a page is for; a wide screen has a layout of its own. */

const SMALL = { width: 320, height: 568 };

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

/** Somebody for whom there is something to do. */
const aMember = () => someoneWhoHasNotVoted(house);

/** A page as it stands in a window, for a member or for a stranger. */
async function at<T>(
  { width, height }: { width: number; height: number },
  as: PracticePerson | undefined,
  address: string,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const { context, page } = await visit(browser, house, { language: "de", width, as });
  try {
    await page.setViewportSize({ width, height });
    await open(page, address);
    return await look(page);
  } finally {
    await context.close();
  }
}

describe("on the smallest phone", () => {
  const link = (name: RegExp) => (page: Page) => page.locator("main").getByRole("link", { name });
  const button = (name: RegExp) => (page: Page) => page.locator("main").getByRole("button", { name });
  const figure = (page: Page) => page.locator('main [class*="value"]');

  it.each<[string, "a member" | "anybody", (page: Page) => Locator]>([
    ["/", "anybody", link(/^Sehen, wohin das Geld geht$/)],
    ["/money", "anybody", figure],
    ["/money/3", "anybody", figure],
    ["/rounds", "anybody", link(/Runde 2/)],
    ["/donations", "anybody", button(/^Spenden$/)],
    ["/votes", "anybody", link(/^Wer beaufsichtigt das Haus/)],
    ["/me", "a member", link(/^Jetzt wählen$/)],
    ["/seats/7", "anybody", (page) => page.getByText(/^Nr\./)],
  ])("%s shows %s what it is for before anything is scrolled", async (address, who, find) => {
    await at(SMALL, who === "anybody" ? undefined : await aMember(), address, async (page) => {
      const box = await find(page).first().boundingBox();
      // The words at the bottom of a phone stand over the page.
      const bar = await page.getByRole("navigation").last().boundingBox();
      expect(box).not.toBeNull();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    });
  });
});

describe("for who reads large or spaced letters", () => {
  /** WCAG 1.4.12, and letters of twice their size. */
  const ways = {
    spaced: "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
    large: "html { font-size: 200% !important }",
  };

  it.each(["/", "/money", "/votes", "/rounds", "/oversight", "/tables"])("%s sticks out nowhere", async (address) => {
    // Whose clock is another than the house's reads both.
    const { context, page } = await visit(browser, house, { language: "de", width: 320, timeZone: "America/New_York" });
    try {
      await open(page, address);
      for (const [way, rules] of Object.entries(ways)) {
        // The security policy lets no style element in.
        await page.evaluate((text) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          document.adoptedStyleSheets = [sheet];
        }, rules);
        await page.setViewportSize({ ...SMALL, width: way === "large" ? 2 * SMALL.width : SMALL.width });
        expect(await tooWide(page), way).toEqual([]);
      }
    } finally {
      await context.close();
    }
  });
});

describe("where there is room for two columns", () => {
  /** The first part of each column. */
  const columns = (page: Page) =>
    page
      .locator('main [class*="columns"] > *')
      .evaluateAll((all) => all.slice(0, 2).map((one) => one.getBoundingClientRect().toJSON() as DOMRect));

  describe.each([
    ["/money", "anybody"],
    ["/votes", "anybody"],
    ["/seats/7", "anybody"],
    ["/me", "a member"],
  ] as const)("%s, for %s", (address, who) => {
    it.each([1_024, 1_280])("stands side by side at %d pixels", async (width) => {
      const [wide, narrow] = await at(
        { width, height: 800 },
        who === "anybody" ? undefined : await aMember(),
        address,
        columns,
      );
      expect(wide?.top).toBe(narrow?.top);
      expect(wide?.right).toBeLessThan(narrow?.left ?? 0);
      expect(wide?.width).toBeGreaterThan(narrow?.width ?? 0);
    });

    it("stands in one column at 1023", async () => {
      const [one, other] = await at(
        { width: 1_023, height: 800 },
        who === "anybody" ? undefined : await aMember(),
        address,
        columns,
      );
      expect(one?.left).toBe(other?.left);
      expect(one?.bottom).toBeLessThan(other?.top ?? 0);
    });
  });
});
