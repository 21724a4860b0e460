import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { pages } from "../../frontend/src/app/pages.ts";
import { violations } from "./axe.ts";
import { dismiss, keyIn, openTill, pasteDigits, resultOf } from "./counter.ts";
import { exampleOf } from "./examples.ts";
import { openRound, roundAddress, TestHouse } from "./TestHouse.ts";
import { open, openBrowser, settled, type Visit, visit } from "./visit.ts";

/**
 * What stands on a page while its figures are on the way, cannot come, or are old, and for who has no place here: anybody
 * can read and use it (WCAG 2.2 AA). Pages as they are for whom they were made: pages.test.ts; in a house without
 * anything: founder.test.ts.
 */

let browser: Browser;
let house: TestHouse;
let people: PracticePerson[];

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
  people = await house.people();
});
afterAll(() => browser.close());

const shown = pages.filter(({ path }) => path !== "/kit");
const addresses = shown.map(({ path }) => exampleOf(path));
/** What anybody reads: each of these asks the house something. */
const asking = shown.filter(({ isOwn }) => !isOwn).map(({ path }) => exampleOf(path));
/** Where contrasts are reckoned, in both looks: the same notices and lines wait on all pages. */
const contrasted: readonly string[] = ["/", "/me", "/money", "/rounds", "/votes/1"];

interface Walk extends Visit {
  /** What becomes of each question from now on. */
  let(become: "answered" | "held" | "refused"): void;
}

/** Somebody who goes from page to page without loading one anew, in a window as high as any page. */
async function walk(as: PracticePerson | undefined): Promise<Walk> {
  const found = await visit(browser, house, { width: 390, as });
  const { context, page } = found;
  let becomes: Parameters<Walk["let"]>[0] = "answered";
  await context.route(/./, (route) => {
    const request = route.request();
    if (becomes === "answered" || request.resourceType() !== "fetch") return route.continue();
    if (becomes === "refused") return route.fulfill({ status: 503 });
    return undefined;
  });
  await page.addInitScript(hurry);
  await page.setViewportSize({ width: 390, height: 20_000 });
  // A page that asks nothing.
  await open(page, "/nothing");
  return {
    ...found,
    let: (become) => {
      becomes = become;
    },
  };
}

/** Runs in the page before anything else: what it waits for before it gives up comes soon. */
function hurry(): void {
  const wait = globalThis.setTimeout;
  const patience = new Map([
    [6_000, 20],
    [500, 10],
  ]);
  const sooner = (run: () => void, after = 0, ...args: unknown[]) => wait(run, patience.get(after) ?? after, ...args);
  globalThis.setTimeout = sooner as typeof setTimeout;
}

/** Files of the app that a context has asked for and not got yet. */
function filesOnTheWay(context: BrowserContext): () => number {
  const asked = new Set<unknown>();
  context.on("request", (request) => void (request.resourceType() === "script" && asked.add(request)));
  context.on("requestfinished", (request) => void asked.delete(request));
  return () => asked.size;
}

async function goBy(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, "", to), address);
}

/** What axe says of the page, a line for each place, with the address. */
async function wrongAt(page: Page, address: string): Promise<string[]> {
  const found = await violations(page, "build");
  if (contrasted.includes(address)) {
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await violations(page, "contrast")).map((one) => `${colorScheme}: ${one}`));
    }
  }
  return found.map((one) => `${address}: ${one}`);
}

const says = (page: Page, words: string) => page.locator("main").getByText(words).first().isVisible();
const bones = (page: Page) => page.locator('main [class*="bone"]:visible').count();
const aMember = () => people.findLast(({ seat }) => seat !== null);

describe("a page whose answers", () => {
  it.concurrent("are on the way has a heading, and says so", async () => {
    const { context, page, let: questions } = await walk(aMember());
    const onTheWay = filesOnTheWay(context);
    questions("held");
    const wrong: string[] = [];
    const waiting = new Set<string>();
    for (const address of addresses) {
      await goBy(page, address);
      do await page.waitForTimeout(20);
      while (onTheWay() > 0 || (await page.locator("main [hidden]").count()) > 0);
      if ((await bones(page)) > 0) waiting.add(address);
      wrong.push(...(await wrongAt(page, address)));
    }
    await context.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
    expect(wrong).toEqual([]);
    expect(asking.filter((address) => !waiting.has(address))).toEqual([]);
  });

  it.concurrent("do not come says so, and when they have come and are old, from when they are", async () => {
    const { context, page, let: questions } = await walk(aMember());
    const wrong: string[] = [];
    const silent: string[] = [];
    const look = async (words: string, all: readonly string[]) => {
      for (const address of all) {
        await goBy(page, address);
        await settled(page);
        if (asking.includes(address) && !(await says(page, words))) silent.push(`${words}: ${address}`);
        wrong.push(...(await wrongAt(page, address)));
      }
    };
    questions("refused");
    await look("This could not be loaded", addresses);
    questions("answered");
    const old = [...asking, "/me", "/me/records", "/code"];
    for (const address of old) {
      await goBy(page, address);
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await settled(page);
    }
    questions("refused");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await look("figures as of", old);
    await context.close();
    expect(wrong).toEqual([]);
    expect(silent).toEqual([]);
  });
});

describe("for who has no place here, a page", () => {
  const own = shown.filter(({ isOwn }) => isOwn).map(({ path }) => exampleOf(path));

  it.concurrent.each<[string, () => PracticePerson | undefined]>([
    ["a stranger", () => undefined],
    ["a newcomer", () => people.find(({ label }) => label === "newcomer:3")],
  ])("can be read by %s", async (_, who) => {
    const { context, page } = await walk(who());
    const wrong: string[] = [];
    for (const address of [...own, await roundAddress(house, await openRound(house)), "/votes/ballot/3", "/votes/1"]) {
      await goBy(page, address);
      await settled(page);
      wrong.push(...(await wrongAt(page, address)));
    }
    await context.close();
    expect(wrong).toEqual([]);
  });

  it.concurrent("can be read where the house does not answer at all", async () => {
    const { context, page } = await visit(browser, house, { width: 390 });
    await context.route("**/rpc", (route) => route.fulfill({ status: 503 }));
    await page.goto("/me");
    await page.getByRole("heading", { level: 1, name: "This could not be loaded" }).waitFor();
    const wrong = await violations(page);
    await context.close();
    expect(wrong).toEqual([]);
  });
});

describe("the counter", () => {
  it.concurrent("can be read when it refuses, with its list open, and without network", async () => {
    const { context } = await visit(browser, house, { width: 1_280 });
    const till = await openTill(context);
    await keyIn(till, "9.00");
    await pasteDigits(till, "1".repeat(20));
    expect(await resultOf(till)).not.toBe("accepted");
    const wrong = await violations(till);
    await dismiss(till);
    await till.getByRole("button", { name: /Show today/ }).click();
    await till.getByRole("dialog").waitFor();
    wrong.push(...(await violations(till)));
    await till.keyboard.press("Escape");
    await context.route("**/rpc", (route) => route.abort());
    await till.getByText("No connection", { exact: true }).first().waitFor();
    wrong.push(...(await violations(till)));
    await context.close();
    expect(wrong).toEqual([]);
  });
});
