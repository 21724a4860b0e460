import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pages } from "../../frontend/src/app/pages.ts";
import { isOwnClub } from "../fixtures/ownClub.ts";
import { exampleOf } from "./examples.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, visit } from "./visit.ts";

/** Nouns of this repository's own club and of `examples/cinema`: whichever is shown, the other one's stand nowhere. */
const nouns = {
  own: /caf[eé]|coffee|kaffee|咖啡|yuan|人民币|barista|table of ten|zehnertisch|\b(the|six of the) ten\b/i,
  cinema: /cinema|\bkino|leinwand|fünferrunde|group of five/i,
};
/** What a figure that was never reckoned looks like. */
const nonsense = /\bNaN\b|\bundefined\b|Infinity|∞|Invalid Date|\[object|%[a-z]+\.[a-z]+%|\{[a-z]+(,|\})/;
/** Every part as it looks, with words of its own, for whoever develops. */
const notForVisitors = ["/kit"];

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

const shown = pages.map(({ path }) => path).filter((path) => !notForVisitors.includes(path));

/** What stands there for eyes and for readers, and in the tab. */
async function textsOf(path: string, language: "en" | "de" | "zh"): Promise<string> {
  const { context, page } = await visit(browser, house, { language });
  try {
    await open(page, path);
    return await page.evaluate(() => {
      const labels = [...document.querySelectorAll("[aria-label], [alt], [title], [placeholder]")].flatMap((one) =>
        ["aria-label", "alt", "title", "placeholder"].map((name) => one.getAttribute(name) ?? ""),
      );
      const parts = [...document.querySelectorAll("header, nav, main, footer")].map((part) => part.textContent ?? "");
      return [document.title, ...parts, ...labels].join("\n");
    });
  } finally {
    await context.close();
  }
}

const place = (text: string, pattern: RegExp) => {
  const found = pattern.exec(text);
  return found === null ? undefined : text.slice(Math.max(0, found.index - 60), found.index + 60);
};

describe("a club of its own figures and words", () => {
  it.each(shown)("says nothing on %s that only another club would say, in each of its languages", async (path) => {
    const { languages } = house.deployment.club;
    const foreign = isOwnClub ? nouns.cinema : nouns.own;
    for (const language of languages) {
      const text = await textsOf(exampleOf(path), language);
      expect(text.length, `${language} ${path}`).toBeGreaterThan(100);
      expect(place(text, foreign), `${language} ${path}`).toBeUndefined();
      expect(place(text, nonsense), `${language} ${path}`).toBeUndefined();
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
      expect(place(text, isOwnClub ? nouns.cinema : nouns.own), path).toBeUndefined();
    }
    expect(await (await fetch(`${house.address}/icon.svg`)).text()).toMatch(/^<svg /);
  });
});
