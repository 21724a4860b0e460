import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pages } from "../../frontend/src/app/pages.ts";
import { exampleOf } from "./examples.ts";
import { lengthenCatalogues } from "./pseudoLocale.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, tooWideSomewhere, visit } from "./visit.ts";

/** A language whose words are half as long again and full of accents: what was made for one language shows. */

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

/** What is cut off in its box. The house's own name gives way in the bar; what stands there for the ear is hidden. */
const cutOff = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((one) => {
        const { overflowX, overflowY, clipPath, textOverflow } = getComputedStyle(one);
        if (clipPath !== "none" || textOverflow === "ellipsis" || one.clientWidth === 0) return false;
        const hides = (overflow: string) => overflow === "hidden" || overflow === "clip";
        const wide = hides(overflowX) && one.scrollWidth > one.clientWidth + 1;
        return wide || (hides(overflowY) && one.scrollHeight > one.clientHeight + 1);
      })
      .map((one) => one.outerHTML.slice(0, 160)),
  );

describe("in long words", () => {
  // The page that shows all parts is in English alone.
  it.each(pages.flatMap(({ path }) => (path === "/kit" ? [] : [exampleOf(path)])))(
    "%s is whole at each width, and says nothing in plain English",
    async (address) => {
      const as = (await house.people()).findLast(({ seat }) => seat !== null);
      const { context, page } = await visit(browser, house, { language: "en", width: 320, as });
      try {
        const sentences = await lengthenCatalogues(page);
        await open(page, address);
        expect(sentences.size).toBeGreaterThan(100);
        expect(await cutOff(page), "320").toEqual([]);
        expect(await tooWideSomewhere(page)).toEqual([]);
        expect(await cutOff(page), "1280").toEqual([]);
        const words = (await page.locator("body").textContent()) ?? "";
        expect([...sentences].filter((sentence) => words.includes(sentence))).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );
});
