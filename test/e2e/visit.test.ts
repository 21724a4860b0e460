import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, visit } from "./visit.ts";

/** Milliseconds between a question and its answer on a busy machine: less than an hour tells one day from another. */
const AN_HOUR = 3_600_000;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it("a visitor lives on the day of the run, also in the middle of a page", async () => {
  const { context, page } = await visit(browser, await TestHouse.find());
  await open(page, "/");
  const told = await page.evaluate(() =>
    [Date.now(), new Date().toISOString(), new Date(0).toISOString()].map((one) => +new Date(one)),
  );
  const [now = 0, made = 0, zero] = told;
  expect(Math.abs(now - Date.now())).toBeLessThan(AN_HOUR);
  expect(Math.abs(made - Date.now())).toBeLessThan(AN_HOUR);
  expect(zero).toBe(0);
  await context.close();
});
