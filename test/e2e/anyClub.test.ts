import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pages } from "../../frontend/src/app/pages.ts";
import { isOwnClub } from "../fixtures/ownClub.ts";
import { exampleOf } from "./examples.ts";
import { nonsense, placeOf } from "./nonsense.ts";
import { TestHouse } from "./TestHouse.ts";
import { type Language, open, openBrowser, type Visit, visit } from "./visit.ts";

/** Nouns of this repository's own club and of `examples/cinema`: whichever is shown, the other one's stand nowhere. */
const nouns = {
  own: /caf[eé]|coffee|kaffee|咖啡|yuan|人民币|barista|table of ten|zehnertisch|\b(the|six of the) ten\b/i,
  cinema: /cinema|\bkino|leinwand|fünferrunde|group of five/i,
};
/** Every part as it looks, with words of its own, for whoever develops. */
const notForVisitors = ["/kit"];

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

const shown = pages.map(({ path }) => path).filter((path) => !notForVisitors.includes(path));

/** One reader for each language, who goes from page to page. */
const readers = new Map<Language, Promise<Visit>>();

/** What stands there for eyes and for readers, and in the tab. */
async function textsOf(path: string, language: Language): Promise<string> {
  const reader = readers.get(language) ?? visit(browser, house, { language });
  readers.set(language, reader);
  const { page } = await reader;
  await open(page, path);
  return page.evaluate(() => {
    const labels = [...document.querySelectorAll("[aria-label], [alt], [title], [placeholder]")].flatMap((one) =>
      ["aria-label", "alt", "title", "placeholder"].map((name) => one.getAttribute(name) ?? ""),
    );
    const parts = [...document.querySelectorAll("header, nav, main, footer")].map((part) => part.textContent ?? "");
    return [document.title, ...parts, ...labels].join("\n");
  });
}

describe("a club of its own figures and words", () => {
  it.each(shown)("says nothing on %s that only another club would say, in each of its languages", async (path) => {
    const { languages } = house.deployment.club;
    const foreign = isOwnClub ? nouns.cinema : nouns.own;
    for (const language of languages) {
      const text = await textsOf(exampleOf(path), language);
      expect(text.length, `${language} ${path}`).toBeGreaterThan(100);
      expect(placeOf(foreign, text), `${language} ${path}`).toBeUndefined();
      expect(placeOf(nonsense, text), `${language} ${path}`).toBeUndefined();
    }
  });

  it("would find the nouns of another", async () => {
    const text = await textsOf("/", house.deployment.club.languages[0] ?? "en");
    expect(text).toMatch(isOwnClub ? nouns.own : nouns.cinema);
    expect(text).toContain(house.deployment.club.name);
  });

  it("calls its manifests, its icon and its counter by its own name", async () => {
    const { club } = house.deployment;
    for (const path of ["/imprint.html", "/manifest.webmanifest", "/terminal/manifest.webmanifest", "/terminal/"]) {
      const text = await (await fetch(house.address + path)).text();
      expect(text, path).toContain(club.name);
      expect(placeOf(isOwnClub ? nouns.cinema : nouns.own, text), path).toBeUndefined();
    }
    expect(await (await fetch(`${house.address}/icon.svg`)).text()).toMatch(/^<svg /);
  });
});
