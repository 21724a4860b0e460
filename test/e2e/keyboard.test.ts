import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { someoneWhoHasNotVoted, TERM_IN_BALLOT, TestHouse } from "./TestHouse.ts";
import { open, openBrowser, settled, visit } from "./visit.ts";

/** Who uses no pointer reaches everything, sees where they are, and decides nothing by walking past. */

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

/** What has the focus: its words, whether a bar that stays on the screen lies over all of it (WCAG 2.4.11), and its mark. */
const here = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement | null;
    if (at === null || at === document.body) return undefined;
    const bars = "header, nav, aside";
    const points = [...at.getClientRects()].flatMap(({ left, top, right, bottom }) => [
      [left + 2, top + 2],
      [right - 2, bottom - 2],
      [(left + right) / 2, (top + bottom) / 2],
    ]);
    const isSeen = points.some(([x = 0, y = 0]) => {
      const seen = document.elementFromPoint(x, y);
      return seen !== null && (at.contains(seen) || seen.closest(bars) === at.closest(bars));
    });
    // A card is marked as a whole, and a word of a row beside its hidden box.
    const marked = [at, at.nextElementSibling, at.closest("article"), at.closest("label")];
    const isMarked = marked.some((one) => one !== null && getComputedStyle(one).outlineStyle !== "none");
    const words = (at.ariaLabel ?? at.textContent ?? "").trim() || at.closest("label")?.textContent || at.outerHTML;
    return { words: words.slice(0, 80), isSeen, isMarked };
  });

/** Goes on by the key until something with these words has the focus. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press("Tab");
    if (words.test((await here(page))?.words ?? "")) return;
  }
  throw new Error(`No key leads to ${words}`);
}

describe("by the keyboard alone", () => {
  it("one votes: chooses, checks, goes back, abstains from nothing by walking past, and confirms", async () => {
    const me = await someoneWhoHasNotVoted(house);
    const { context, page, faults } = await visit(browser, house, { as: me });
    const ballot = () => house.read("Elections", electionsAbi, "ballotOf", [TERM_IN_BALLOT, me.seat]);
    try {
      await open(page, "/");
      await tabTo(page, /^Skip to content$/);
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("content");
      await open(page, `/votes/ballot/${TERM_IN_BALLOT}`);
      const boxes = page.getByRole("group", { name: /candidate/ }).getByRole("checkbox");
      await boxes.first().waitFor();
      while (!(await boxes.first().evaluate((it) => it === document.activeElement))) await page.keyboard.press("Tab");
      for (const key of ["ArrowDown", "ArrowRight", "Tab", "Shift+Tab"]) await page.keyboard.press(key);
      expect(await boxes.evaluateAll((all) => all.filter((it) => (it as HTMLInputElement).checked).length)).toBe(0);
      await page.keyboard.press("Space");
      expect(await boxes.first().isChecked()).toBe(true);
      await tabTo(page, /^Check$/);
      await page.keyboard.press("Enter");
      await page.getByText("Is this your vote?").waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("ballot-step");
      await page.goBack();
      await boxes.first().waitFor();
      expect(await boxes.first().isChecked()).toBe(true);
      expect((await ballot())[0]).toBe(false);
      await tabTo(page, /^Check$/);
      await page.keyboard.press("Enter");
      await tabTo(page, /^Confirm/);
      await page.keyboard.press("Enter");
      await page.getByText(/^Recorded for member/).waitFor();
      expect((await ballot())[0]).toBe(true);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it("one donates: opens the sheet, stays in it, closes it and is where one was", async () => {
    const [me] = (await house.people()).filter(({ seat }) => seat !== null);
    const { context, page } = await visit(browser, house, { as: me! });
    try {
      await open(page, "/donations");
      await tabTo(page, /^Donate$/);
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      for (let i = 0; i < 12; i++) {
        await page.keyboard.press("Tab");
        // Between the last and the first comes the browser's own bar: then nothing of the page has it.
        const isOutside = await page.evaluate(
          () => document.activeElement !== document.body && document.activeElement?.closest("dialog") === null,
        );
        expect(isOutside).toBe(false);
      }
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      expect((await here(page))?.words).toBe("Donate");
    } finally {
      await context.close();
    }
  });

  it.each([
    ["the practice clock", /^Clock/],
    ["the help", /^Help$/],
    ["the way to sign in", /^Sign in$/],
  ])("one opens %s, closes it by key and by its cross, and is where one was", async (_, name) => {
    const { context, page } = await visit(browser, house);
    try {
      await open(page, "/");
      const opener = page.getByRole("button", { name }).first();
      const isHere = () => opener.evaluate((it) => it === document.activeElement);
      const sheet = page.getByRole("dialog");
      for (const close of [() => page.keyboard.press("Escape"), () => page.keyboard.press("Enter")]) {
        await opener.press("Enter");
        const cross = sheet.getByRole("button", { name: "Close", exact: true });
        await cross.focus();
        await close();
        await sheet.waitFor({ state: "detached" });
        await expect.poll(isHere).toBe(true);
      }
    } finally {
      await context.close();
    }
  });

  it.each(["/", "/money", "/votes", `/votes/ballot/${TERM_IN_BALLOT}`, "/oversight"])(
    "what has the focus on %s is marked, and no bar lies over it",
    async (address) => {
      const me = await someoneWhoHasNotVoted(house);
      const { context, page } = await visit(browser, house, { width: 390, language: "de", as: me });
      try {
        await page.setViewportSize({ width: 390, height: 700 });
        await open(page, address);
        await settled(page);
        const wrong: string[] = [];
        for (let i = 0; i < 120; i++) {
          await page.keyboard.press("Tab");
          const at = await here(page);
          if (at === undefined) continue;
          if (!at.isSeen) wrong.push(`hidden: ${at.words}`);
          if (!at.isMarked) wrong.push(`not marked: ${at.words}`);
        }
        expect(wrong).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );
});
