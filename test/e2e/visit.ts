import { type Browser, type BrowserContext, chromium, type Page, type Request, type Route } from "playwright-core";
import { findBrowser } from "#scripts/process/findBrowser.ts";
import { environmentOfToday, secondsAhead } from "#scripts/tests/fakedDay.ts";
import type { TestHouse } from "./TestHouse.ts";

export type Language = "en" | "de" | "zh";
const locales = { en: "en-GB", de: "de-DE", zh: "zh-CN" } as const;

/** Milliseconds that anything may take on a busy machine. No test judges by time: it waits for what must come. */
const PATIENCE = 120_000;

export interface VisitOptions {
  language?: Language;
  width?: number;
  /** The house's own, if it is left out. */
  timeZone?: string;
  /** False: the browser runs no JavaScript. */
  program?: boolean;
  /** The demo person who was here before, by label: signed in without the sheet. */
  as?: { label: string; name: string };
  /** The browser may keep the app for when there is no network. Requests that it answers itself are seen by no test. */
  keepsApp?: boolean;
  /** Goes past the warning of a certificate that nobody vouches for. */
  trustsAll?: boolean;
  /** Seconds by which their device's clock is ahead of the right time. */
  clockWrongBy?: number;
}

/** A visitor with a browser profile of their own, and everything that went wrong in it. */
export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Errors on the console (a broken security policy says so there) and exceptions, in order. */
  faults: string[];
}

/** What the pages of a context have asked for and not been answered yet. */
const unanswered = new WeakMap<BrowserContext, Set<Request>>();

/** Whether a page still waits for something. */
export function isAsking(page: Page): boolean {
  return (unanswered.get(page.context())?.size ?? 0) > 0;
}

export async function openBrowser(...args: string[]): Promise<Browser> {
  const found = await findBrowser();
  return chromium.launch({ ...found, env: environmentOfToday(found.env), args: [...found.args, ...args] });
}

export async function visit(
  browser: Browser,
  house: Pick<TestHouse, "address" | "deployment"> & { clockAhead?: number },
  options: VisitOptions = {},
): Promise<Visit> {
  const {
    language = "en",
    width = 390,
    timeZone = house.deployment.club.timeZone,
    program = true,
    as,
    keepsApp = false,
    trustsAll = false,
    clockWrongBy = 0,
  } = options;
  const context = await browser.newContext({
    baseURL: house.address,
    locale: locales[language],
    timezoneId: timeZone,
    javaScriptEnabled: program,
    viewport: { width, height: 800 },
    serviceWorkers: keepsApp ? "allow" : "block",
    ignoreHTTPSErrors: trustsAll,
    // Nobody looks at a colour on its way to another one.
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE);
  const clockAhead = secondsAhead + (house.clockAhead ?? 0) + clockWrongBy;
  if (clockAhead !== 0) await context.addInitScript(setClocksAhead, clockAhead * 1_000);
  const asked = new Set<Request>();
  unanswered.set(context, asked);
  context.on("request", (request) => void asked.add(request));
  context.on("requestfinished", (request) => void asked.delete(request));
  context.on("requestfailed", (request) => void asked.delete(request));
  if (as !== undefined) {
    const key = `runde.${house.deployment.houseId.slice(2, 14)}.session`;
    const value = JSON.stringify({ kind: "demo", label: as.label, name: as.name });
    await context.addInitScript(rememberOnce, [key, value] as const);
  }
  const faults: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => faults.push(String(error.error())));
  return { context, page: await context.newPage(), faults };
}

/** Runs in the page before anything else; a later sign-out stays one. */
function rememberOnce([key, value]: readonly [string, string]): void {
  if (location.protocol !== "http:" || localStorage.getItem("test.signedIn") !== null) return;
  localStorage.setItem("test.signedIn", "once");
  localStorage.setItem(key, value);
}

/** Runs in the page before anything else: its clock is so many milliseconds ahead, and runs on as it did. */
function setClocksAhead(milliseconds: number): void {
  const Today = Date;
  window.Date = class extends Today {
    constructor(...args: unknown[]) {
      super(...((args.length === 0 ? [Today.now() + milliseconds] : args) as [number]));
    }

    static override now(): number {
      return Today.now() + milliseconds;
    }
  } as DateConstructor;
}

/** Opens a page and waits until nothing on it is still being fetched. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

/**
 * A heading is there, the program has taken the page over, and no place is kept for something that is still to come. What
 * the server drew is asked for anew where a block has come since.
 */
export async function settled(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  await page.locator("html[data-alive]").waitFor({ state: "attached" });
  // Also before the first test of a file, where nothing may be polled by an expectation.
  while (isAsking(page)) await page.waitForTimeout(50);
  // The page that shows all parts shows the waiting ones for ever.
  await page.waitForFunction(
    () => location.pathname === "/kit" || document.querySelector('main [class*="bone"]') === null,
  );
}

/** Goes to another page of the app without loading it anew, as a link does, and waits for it. */
export async function goBy(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, "", to), path);
  await settled(page);
}

/**
 * Lets requests go another way until what it gives back is called. The way itself stays: one that is taken away while a
 * page asks can swallow a request, and the page waits for ever.
 */
export async function divert(
  from: Pick<BrowserContext, "route">,
  what: string | RegExp,
  way: (route: Route) => unknown,
): Promise<() => void> {
  let isOver = false;
  await from.route(what, (route) => (isOver ? route.fallback() : way(route)));
  return () => {
    isOver = true;
  };
}

/** Letters that come late are for the next visit: here they are waited for, however busy the machine is. */
export async function waitForLetters(page: Page): Promise<void> {
  await page.route("**/*.css", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replaceAll(/(?<=font-display:\s*)optional/g, "block"),
    });
  });
}

/** Signs in as a demo person, through the sheet as everybody does. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.locator("header").getByRole("button", { name: "Sign in" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name or member number").fill(name);
  await sheet.getByRole("button", { name }).first().click();
  await page.locator("header").getByRole("button", { name }).waitFor();
}

/** Changes the language, as one does at the top of every page. */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.locator("header select").selectOption(language);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}

/** Follows a word of the main bar, as one does; a reload would hide what does not survive in between. */
export async function goTo(page: Page, word: "House" | "Money" | "Votes" | "Me"): Promise<void> {
  // The code has a screen of its own: one closes it first.
  const close = page.getByRole("dialog", { name: "My code" }).getByRole("button", { name: "Close", exact: true });
  if (await close.isVisible()) await close.click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: word, exact: true }).click();
  await settled(page);
}

/** Goes forward to an event with the practice clock; it tells when it has arrived. */
export async function goForward(page: Page, event: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: /^Clock/ }).click();
  const sheet = page.getByRole("dialog", { name: "The practice clock" });
  await sheet.getByRole("button", { name: event }).first().click();
  await sheet.getByText(/^Arrived/).waitFor();
  await sheet.getByRole("button", { name: "Close", exact: true }).click();
}

/** What sticks out of the window to the right, as it is now: a page never scrolls sideways. */
export const tooWide = (page: Page) =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 1,
    );
    const lines = wide.map((one) => `${one.outerHTML.slice(0, 160)} ends at ${one.getBoundingClientRect().right}`);
    return lines.length === 0 ? [`The page is ${scrollWidth} wide, and nothing in it says why`] : lines.slice(0, 5);
  });

/**
 * The same at each width from a small phone to a desk, which the window has at the end; a line for what sticks out.
 *
 * @param also What else is looked for at each.
 */
export async function tooWideSomewhere(page: Page, also?: (page: Page) => Promise<string[]>): Promise<string[]> {
  const found: string[] = [];
  for (let width = 320; width <= 1_280; width += 40) {
    await page.setViewportSize({ width, height: 800 });
    const here = [...(await tooWide(page)), ...((await also?.(page)) ?? [])];
    found.push(...here.map((one) => `${width}: ${one}`));
  }
  return found;
}
