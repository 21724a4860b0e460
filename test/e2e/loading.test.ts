import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balances } from "#protocol/abi/journal.ts";
import { practiceAddress } from "#protocol/house/practice.ts";
import { pages } from "../../frontend/src/app/pages.ts";
import { formatsFor } from "../../frontend/src/i18n/formats.ts";
import { describeOwn } from "../fixtures/ownClub.ts";
import {
  keyIn,
  openTill,
  pasteDigits,
  resultOf,
  settledAtTill,
  setUpPhone,
  shownDigits,
  tillIsOpen,
} from "./counter.ts";
import { exampleOf } from "./examples.ts";
import { ofAnswer } from "./misled.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, settled, tooWide, tooWideSomewhere, visit } from "./visit.ts";

/** While a page comes nothing on it moves that somebody has begun to read. */

/** Cumulative layout shift that people do not notice (web.dev: good is 0.1; ours is half of it). */
const MOST_SHIFT = 0.05;
/** Elements of a page, so that an old phone scrolls it smoothly. */
const MOST_NODES = 1_500;
/** Files and questions for one page, the heaviest included: a motion with its words, its sponsors and its papers. */
const MOST_REQUESTS = 60;
const WIDEST = 1_280;
const widths = [
  { width: 390, language: "de", timeZone: undefined },
  // Whose clock is another than the house's: what the server wrote by that one turns to theirs.
  { width: WIDEST, language: "zh", timeZone: "America/New_York" },
] as const;
const drawn = pages.filter(({ isOwn }) => !isOwn).map(({ path }) => exampleOf(path));

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null }[];
}

/** Runs in the page before anything else: notes what moves, by how much, and which element. */
function noteShifts(): void {
  const moved: { by: number; what: string }[] = [];
  Object.assign(globalThis, { moved });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
      if (hadRecentInput) continue;
      const nodes = sources.map(({ node }) => (node instanceof Element ? node.outerHTML : (node?.nodeName ?? "gone")));
      moved.push({ by: value, what: nodes.map((one) => one.slice(0, 120)).join(" | ") });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

const shiftsOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { moved: { by: number; what: string }[] }).moved);

/** How much has moved in all; what moved most stands in the message. */
async function expectStill(page: Page): Promise<void> {
  const moved = await shiftsOf(page);
  const sum = moved.reduce((all, { by }) => all + by, 0);
  expect(sum, JSON.stringify(moved.toSorted((a, b) => b.by - a.by).slice(0, 3))).toBeLessThanOrEqual(MOST_SHIFT);
}

/** Whether a page only looks for a new block, as it does every two seconds: how often that is depends on the machine. */
function isLook(request: Request): boolean {
  if (!request.url().endsWith("/rpc")) return false;
  const asked = [request.postDataJSON() as { method: string } | { method: string }[]].flat();
  return asked.every(({ method }) => method === "eth_getBlockByNumber");
}

describe.each(widths)("$width pixels wide, come upon for the first time", ({ width, language, timeZone }) => {
  // The page that shows all parts is longer than any other, and for whoever builds them.
  it.each(pages.flatMap(({ path }) => (path === "/kit" ? [] : [exampleOf(path)])))(
    "%s stands still while it loads",
    async (address) => {
      const { context, page, faults } = await visit(browser, house, { width, language, timeZone });
      let asked = 0;
      page.on("request", (request) => {
        if (!isLook(request)) asked += 1;
      });
      try {
        await context.addInitScript(noteShifts);
        await open(page, address);
        await expectStill(page);
        expect(asked).toBeLessThanOrEqual(MOST_REQUESTS);
        // What the server drew is taken over as it is: the browser would say what differs.
        if (drawn.includes(address)) expect(faults).toEqual([]);
        expect(await page.locator("*").count()).toBeLessThanOrEqual(MOST_NODES);
        expect(await tooWide(page)).toEqual([]);
        if (width === WIDEST) expect(await tooWideSomewhere(page)).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );
});

describe("on a phone, come upon for the first time", () => {
  const many = ["/", "/votes", "/votes/1", "/tables", exampleOf("/rounds/:name")];

  it.each(many)("%s stands still when the dates turn to the clocks of a reader elsewhere", async (address) => {
    const { context, page } = await visit(browser, house, { language: "en", timeZone: "America/New_York" });
    try {
      await context.addInitScript(noteShifts);
      // They have begun to read before the program is there.
      await page.route("**/assets/*.js", async (route) => {
        await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
        await route.continue();
      });
      await open(page, address);
      await page.waitForLoadState("networkidle");
      await expectStill(page);
      // Each of them says by whose clock it is, also in the middle of a sentence.
      const dates = async () => [
        ...((await page.locator("main").textContent()) ?? "").matchAll(
          /\w{3} \d{1,2} \w{3,4}, \d\d:\d\d( \p{Lu}\w+)?/gu,
        ),
      ];
      if (address !== "/tables") expect((await dates()).length).toBeGreaterThan(0);
      await expect.poll(async () => (await dates()).filter(([, zone]) => zone === undefined).map(String)).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it.each(many)("%s stands still when its letters come late", async (address) => {
    const { context, page } = await visit(browser, house, { language: "en" });
    try {
      let late = 0;
      await page.route("**/*.woff2", async (route) => {
        await page.locator("html[data-alive]").waitFor({ state: "attached" });
        late += 1;
        await route.continue();
      });
      await context.addInitScript(noteShifts);
      await page.goto(address);
      await settled(page);
      await page.waitForLoadState("networkidle");
      await expectStill(page);
      expect(late).toBeGreaterThan(0);
    } finally {
      await context.close();
    }
  });
});

describe.each([390, 1024])("the counter, %i pixels wide", (width) => {
  it("stands still while it opens: whoever taps a key hits that one", async () => {
    const { context, page } = await visit(browser, house, { width });
    try {
      await context.addInitScript(noteShifts);
      await page.goto("/terminal/");
      await tillIsOpen(page);
      await page.waitForLoadState("networkidle");
      await expectStill(page);
    } finally {
      await context.close();
    }
  });
});

describeOwn("a member of our story pays there", "the counter, opened again after a sale", () => {
  it.each([390, 1024])("%i pixels wide, it stands still with all that it remembers", async (width) => {
    const as = (await house.people()).find(({ seat }) => seat !== null && seat > 70);
    const { context, page: phone } = await visit(browser, house, { width, as });
    try {
      await context.addInitScript(noteShifts);
      await setUpPhone(phone);
      const till = await openTill(context);
      await keyIn(till, "12.00");
      await pasteDigits(till, await shownDigits(phone));
      expect(await resultOf(till)).toBe("accepted");
      await settledAtTill(till);
      await till.reload();
      await tillIsOpen(till);
      await till.waitForLoadState("networkidle");
      await expectStill(till);
      expect(await till.getByRole("button", { name: /Show today/ }).textContent()).toContain("12.00");
    } finally {
      await context.close();
    }
  });
});

/** Runs in the page before anything else: notes how many main headings there are at once, from the first one on. */
function countHeadings(): void {
  const counts: number[] = [];
  Object.assign(globalThis, { counts });
  const look = () => {
    const count = document.querySelectorAll("h1").length;
    if (count > 0 || counts.length > 0) counts.push(count);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

/** Each question a little later than the one before, as from a busy node. Returns how many there were. */
async function slowNode(page: Page): Promise<() => number> {
  let asked = 0;
  await page.route("**/rpc", async (route) => {
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 150 + 100 * (asked % 4)));
    await route.continue();
  });
  return () => asked;
}

describe("behind a node that takes its time, for a member", () => {
  it("has one heading at each moment: of a page on its way, or the page's own", async () => {
    const [member] = (await house.people()).filter(({ seat }) => seat !== null);
    const { context, page } = await visit(browser, house, { as: member });
    try {
      await context.addInitScript(countHeadings);
      await slowNode(page);
      await page.goto("/money");
      const loading = page.getByRole("heading", { level: 1, name: "Loading" });
      await loading.waitFor();
      await page.getByRole("heading", { level: 1, name: "The house account" }).waitFor();
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Votes", exact: true }).click();
      await loading.waitFor();
      const votes = page.getByRole("heading", { level: 1, name: "Votes" });
      await votes.waitFor();
      await expect.poll(() => votes.evaluate((it) => it === document.activeElement)).toBe(true);
      await settled(page);
      const counts = await page.evaluate(() => (globalThis as unknown as { counts: number[] }).counts);
      expect([...new Set(counts)]).toEqual([1]);
    } finally {
      await context.close();
    }
  });

  it.each(["/", "/money", "/votes", "/oversight", "/me"])("%s stands still too", async (address) => {
    const [member] = (await house.people()).filter(({ seat }) => seat !== null);
    const { context, page } = await visit(browser, house, { width: 390, language: "de", as: member });
    try {
      await context.addInitScript(noteShifts);
      const asked = await slowNode(page);
      await page.goto(address);
      await settled(page);
      await page.waitForLoadState("networkidle");
      await expectStill(page);
      expect(asked()).toBeGreaterThan(1);
    } finally {
      await context.close();
    }
  });
});

describe("as the server draws it", () => {
  it.each(drawn)("%s can be read where no program may run", async (address) => {
    const { context, page, faults } = await visit(browser, house, { language: "de", program: false });
    try {
      await page.goto(address);
      expect(await page.locator("main h1").count()).toBe(1);
      await expect.poll(() => page.locator("main h1").isVisible()).toBe(true);
      expect(await page.locator('main [class*="bone"]:visible').count()).toBe(0);
      expect(
        await page
          .getByText(/^Stand: /)
          .first()
          .isVisible(),
      ).toBe(true);
      expect(await page.locator("html").getAttribute("lang")).toBe("de");
      const tab = await page.title();
      expect(tab).toContain(house.deployment.club.name);
      expect(await page.locator('meta[property="og:title"]').getAttribute("content")).toBe(tab);
      // Nothing that the security policy forbids, and nothing that is missing.
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it.each(drawn)("%s names a picture for others to show, and it is there", async (address) => {
    const page = await (await fetch(house.address + address)).text();
    const [, picture] = /<meta property="og:image" content="([^"]+)">/.exec(page) ?? [];
    const answer = await fetch(new URL(picture ?? "nowhere", house.address));
    expect(answer.headers.get("content-type")).toBe("image/png");
    // An empty sheet is smaller than a drawing.
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
  });

  it.each(["/", "/terminal/"])("%s has an icon for a device's first screen", async (address) => {
    const page = await (await fetch(house.address + address)).text();
    const [, icon = "nowhere"] = /<link rel="apple-touch-icon" href="([^"]+)"/.exec(page) ?? [];
    const answer = await fetch(new URL(icon, house.address + address));
    expect(answer.headers.get("content-type")).toBe("image/png");
    const png = Buffer.from(await answer.arrayBuffer());
    // Width and height stand behind the signature and the first chunk's head.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([180, 180]);
  });

  it("does what was tapped before its program was there, once", async () => {
    const { context, page, faults } = await visit(browser, house, { language: "en", width: 390 });
    try {
      let isTapped = (): void => undefined;
      const tapped = new Promise<void>((resolve) => {
        isTapped = resolve;
      });
      await page.route("**/assets/*.js", async (route) => {
        await tapped;
        await route.continue();
      });
      await page.goto("/donations", { waitUntil: "commit" });
      const help = page.locator("header").getByRole("button", { name: "Help" });
      const signIn = page.locator("header").getByRole("button", { name: "Sign in" });
      // Who taps again elsewhere wants that.
      await help.click();
      await signIn.click();
      isTapped();
      await page.getByRole("dialog", { name: "Sign in" }).waitFor();
      await settled(page);
      expect(await page.getByRole("dialog").count()).toBe(1);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it.each(["en", "de", "zh"] as const)("the door names its figures and who sits, in %s", async (language) => {
    const { context, page } = await visit(browser, house, { language, program: false });
    try {
      await page.goto("/");
      expect(await page.locator('main ol a[href^="/seats/"]').count()).toBe(house.deployment.club.chairs);
      expect(await page.locator("main p").filter({ hasText: /\d{3}/ }).count()).toBeGreaterThan(0);
    } finally {
      await context.close();
    }
  });

  describe.each([
    ["/", 16],
    ["/money", 22],
  ] as const)("%s asks for little", (address, most) => {
    it.each([
      ["while the chain rests", 0],
      ["when a block has come since it was drawn", 1],
    ])("%s", async (_, blocks) => {
      // Whoever is at work in this house makes blocks too, and each is asked about: then it is looked at once more.
      for (;;) {
        const before = Number(await house.node("eth_blockNumber"));
        const { context, page } = await visit(browser, house, { language: "de" });
        const asked: string[] = [];
        page.on("request", (request) => void (isLook(request) || asked.push(request.url())));
        try {
          await page.route(house.address + address, async (route) => {
            const drawnBefore = await route.fetch();
            for (let i = 0; i < blocks; ++i) await house.node("evm_mine");
            await route.fulfill({ response: drawnBefore });
          });
          await open(page, address);
          if (Number(await house.node("eth_blockNumber")) !== before + blocks) continue;
          expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(most);
          return;
        } finally {
          await context.close();
        }
      }
    });
  });

  it.each(["/", "/money"])("%s has a live figure after two questions to the node", async (address) => {
    const { context, page } = await visit(browser, house, { width: 1_280 });
    const MORE = 1_234_560_000n;
    const more = ofAnswer<readonly bigint[]>(balances, ([cash = 0n, ...others]) => [cash + MORE, ...others]);
    let asked = 0;
    try {
      const { money } = formatsFor("en", house.deployment.club.currency);
      const { cash } = await house.books();
      // What the server drew is as old as a block: the page asks all of it itself.
      await page.route(house.address + address, async (route) => {
        const drawn = await route.fetch();
        await house.node("evm_mine");
        await route.fulfill({ response: drawn });
      });
      await page.route("**/rpc", async (route) => {
        if (!isLook(route.request()) && ++asked > 2) return;
        const answer = await route.fetch();
        const questions = [route.request().postDataJSON()].flat() as { id: number; method: string; params: [object] }[];
        const told = [await answer.json()].flat() as { id: number; result: unknown }[];
        const json = told.map((one) => ({
          ...one,
          result: more(questions.find(({ id }) => id === one.id)!, one.result),
        }));
        await route.fulfill({ response: answer, json: questions.length === 1 ? json[0] : json });
      });
      await page.goto(address);
      await page
        .locator("main")
        .getByText(money(cash + MORE))
        .first()
        .waitFor();
    } finally {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await context.close();
    }
  });

  it("shows its figures with their time while the chain does not answer, and lives when it does", async () => {
    const { context, page } = await visit(browser, house);
    try {
      let isSilent = true;
      await page.route("**/rpc", (route) => (isSilent ? route.abort() : route.continue()));
      await page.goto("/");
      await page
        .getByRole("alert")
        .or(page.getByText(/cannot reach the network/i))
        .first()
        .waitFor();
      await page.locator('main ol a[href^="/seats/"]').first().waitFor();
      isSilent = false;
      await settled(page);
    } finally {
      await context.close();
    }
  });

  it("gives way to the reader's own page where they have chosen a language", async ({ skip }) => {
    const chosen = house.deployment.club.languages.find((one) => one !== "de");
    if (chosen === undefined) return skip("the club speaks one language");
    const { context, page, faults } = await visit(browser, house, { language: "de" });
    try {
      await context.addInitScript((language) => localStorage.setItem("runde.language", language), chosen);
      await open(page, "/money");
      expect(await page.locator("html").getAttribute("lang")).toBe(chosen);
      expect(await page.locator("main h1").textContent()).not.toBe("Die Hauskasse");
      expect(await page.locator("main").isVisible()).toBe(true);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("without network, after a reload", () => {
  /** Until the browser keeps the app, and what was read. */
  const isKept = (page: Page) =>
    expect
      .poll(() =>
        page.evaluate(async () => {
          await navigator.serviceWorker.ready;
          const parts = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/assets/"));
          const kept = await Promise.all(parts.map(({ name }) => caches.match(new URL(name).pathname)));
          dispatchEvent(new PageTransitionEvent("pagehide"));
          return kept.every((one) => one !== undefined) && localStorage.getItem("runde.last") !== null;
        }),
      )
      .toBe(true);
  const stale = (page: Page) => page.getByText(/figures as of/).first();

  it.each([
    ["/money", "anybody", /\p{Sc}\d[\d,.]*/u],
    ["/me", "a member", /No\. \d+/],
  ] as const)(
    "%s shows %s what was seen last, with its time, and goes on when it is back",
    async (address, who, figure) => {
      const member = (await house.people()).findLast(({ seat }) => seat !== null);
      const as = who === "anybody" ? undefined : member;
      const { context, page } = await visit(browser, house, { keepsApp: true, as });
      const main = async () => ((await page.locator("main").textContent()) ?? "").replace(/\s+/g, " ");
      try {
        await open(page, address);
        const seen = figure.exec(await main())?.[0];
        expect(seen, await main()).toBeDefined();
        await isKept(page);
        await context.setOffline(true);
        await page.reload();
        await stale(page).waitFor();
        await expect.poll(main).toContain(seen);
        expect(await page.locator("main h1").count()).toBe(1);
        expect(await main()).not.toContain("This could not be loaded");
        // What nobody has looked at here is not there: that is said, and the words around it stay.
        await page.goto("/prices");
        await page.getByRole("heading", { level: 1, name: "This could not be loaded" }).waitFor();
        expect(await page.getByRole("navigation").count()).toBeGreaterThan(0);
        await context.setOffline(false);
        await page.getByRole("heading", { level: 1, name: "Prices" }).waitFor();
        await stale(page).waitFor({ state: "detached" });
        if (as === undefined) return;
        // Who signs out leaves nothing of their own behind, also when the page is left after it.
        const kept = async () => (await page.evaluate(() => localStorage.getItem("runde.last") ?? "")).toLowerCase();
        const account = practiceAddress(house.deployment.chainId, as.label).toLowerCase();
        await open(page, "/me");
        await isKept(page);
        expect(await kept()).toContain(account);
        await page.getByRole("button", { name: "Sign out" }).first().click();
        await page.getByRole("button", { name: "Sign in" }).first().waitFor();
        await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
        expect(await kept()).toContain(house.deployment.houseId.toLowerCase());
        expect(await kept()).not.toContain(account);
      } finally {
        await context.close();
      }
    },
  );

  it("/votes/new keeps what somebody has begun to write, and lets them go on", async () => {
    const as = (await house.people()).findLast(({ seat }) => seat !== null);
    const { context, page } = await visit(browser, house, { keepsApp: true, as });
    const [title, why] = [page.getByLabel("Title", { exact: true }), page.getByLabel("Why?")];
    try {
      await open(page, "/votes/new?kind=question");
      await title.fill("A bench");
      await isKept(page);
      await context.setOffline(true);
      await page.reload();
      await stale(page).waitFor();
      expect(await title.inputValue()).toBe("A bench");
      await why.fill("For those who wait");
      await page.reload();
      await stale(page).waitFor();
      expect([await title.inputValue(), await why.inputValue()]).toEqual(["A bench", "For those who wait"]);
      await context.setOffline(false);
      await stale(page).waitFor({ state: "detached" });
      expect(await title.inputValue()).toBe("A bench");
    } finally {
      await context.close();
    }
  });
});
