import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { pages } from "../../frontend/src/app/pages.ts";
import { languageOf } from "../../frontend/src/i18n/languageOf.ts";
import { describeOwn } from "../fixtures/ownClub.ts";
import { type Look, violations as violationsOf } from "./axe.ts";
import { exampleOf } from "./examples.ts";
import { brokenByLetters, lostInForcedColours } from "./otherSight.ts";
import { cutWords, lengthenEnglish, plainWords } from "./pseudoLocale.ts";
import { TestHouse } from "./TestHouse.ts";
import {
  isAsking,
  type Language,
  open,
  openBrowser,
  settled,
  speak,
  tooWide,
  tooWideSomewhere,
  visit,
} from "./visit.ts";

/**
 * All JavaScript of a visitor's first load, practice parts included, squeezed by gzip, which every browser and proxy knows
 * (the house itself sends a seventh less); kB as a thousand bytes. The list of all entries brings its own search and
 * reckoning. The counter is installed once, and weighed as it is sent.
 */
const budgets = { "/": 130_000, "/donations": 130_000, "/money": 140_000 } as const;
/** The heaviest page of a member's is a draw, which checks the signature of its number; who comes and goes is a part of its own. */
const MEMBER = 243_000;
const TERMINAL = 170_000;
/** The demo people's keys, on practice networks only. */
const demoKeys = /\/demoSeat[^/]*\.js$/;
const NARROW = 320;
const WIDE = 1280;

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

/** What axe finds wrong; the page is shown whole, so that no bar lies over anything. */
async function violations(page: Page, look?: Look): Promise<string[]> {
  // In another look a page is as high as before.
  if (look !== "contrast") await showWhole(page);
  return violationsOf(page, look);
}

/** Makes the window as high as the page, once that grows no more: texts and names arrive after the figures. */
async function showWhole(page: Page): Promise<void> {
  const { width } = page.viewportSize() ?? { width: WIDE };
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  for (let shown = 0; shown !== (await height()) || isAsking(page); await page.waitForTimeout(200)) {
    shown = await height();
    await page.setViewportSize({ width, height: shown });
  }
}

/** Adds up the JavaScript that a page is sent from now on: by gzip, or as it comes. */
function weigh(page: Page, by: "gzip" | "sent" = "gzip"): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    const request = response.request();
    if (request.resourceType() !== "script" || demoKeys.test(request.url())) return;
    const sent = () => response.finished().then(async () => (await request.sizes()).responseBodySize);
    const squeezed = async () => gzipSync(await response.body(), { level: 9 }).length;
    sizes.push(by === "gzip" ? squeezed() : sent());
  });
  return async () => (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
}

/** What somebody wrote, where nothing says in which language: it would be read aloud with the page's voice. */
const writtenWords = (page: Page) =>
  page
    .locator("main bdi")
    .evaluateAll((all) => all.filter((one) => one.closest("[lang]:not(html)") === null).map((one) => one.textContent));

const unmarked = (words: readonly string[], spoken: Language | undefined) =>
  words.filter((one) => {
    const language = languageOf(one);
    // A name shows no language, or its owner's.
    return language !== undefined && language !== spoken && one.split(/\s+/).length > 2;
  });

const besidesMissingDraft = (faults: readonly string[]) => faults.filter((fault) => !fault.includes("/records/0x00"));

const addresses = pages.map(({ path }) => [path, exampleOf(path)] as const);

/** Looks at a page as somebody, on a narrow screen and a wide one. */
async function expectWhole(address: string, person: PracticePerson | undefined): Promise<void> {
  if (person === undefined) throw new Error("The story has nobody like this");
  const [first, ...others] = house.deployment.club.languages.filter((one) => one !== "en");
  const { context, page, faults } = await visit(browser, house, { language: first, width: NARROW, as: person });
  try {
    const weight = weigh(page);
    await lengthenEnglish(page);
    await open(page, address);
    expect(await weight()).toBeLessThanOrEqual(MEMBER);
    expect(await page.title()).not.toBe("");
    expect(await page.locator("h1").count()).toBe(1);
    expect(unmarked(await writtenWords(page), first), "written in another language").toEqual([]);
    expect(await violations(page), "light").toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page, "contrast"), "dark").toEqual([]);
    expect(await tooWide(page), first).toEqual([]);
    expect(await brokenByLetters(page), "in large or spaced letters").toEqual([]);
    expect(await lostInForcedColours(page), "in forced colours").toEqual([]);
    for (const language of others) {
      await speak(page, language);
      await settled(page);
      expect(await tooWide(page), language).toEqual([]);
    }
    expect(await tooWideSomewhere(page)).toEqual([]);
    await speak(page, "en");
    await settled(page);
    for (const width of [WIDE, NARROW]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await tooWide(page), `${width}, in long words`).toEqual([]);
      expect(await cutWords(page), `${width}, in long words`).toEqual([]);
    }
    // Columns have the least room where they have not folded yet.
    if ((await page.locator("main table").count()) > 0) {
      expect(await tooWideSomewhere(page, cutWords), "in long words").toEqual([]);
    }
    // The page that shows all parts is in English alone.
    if (address !== "/kit") expect(await plainWords(page)).toEqual([]);
    await page.setViewportSize({ width: WIDE, height: 800 });
    expect(await violations(page, "build"), "1280").toEqual([]);
    expect(besidesMissingDraft(faults)).toEqual([]);
  } finally {
    await context.close();
  }
}

describe.each(addresses)("the page %s", (_, address) => {
  it("is whole, accessible, narrow enough and quiet, in both looks and all languages", async () => {
    await expectWhole(
      address,
      (await house.people()).findLast(({ seat }) => seat !== null),
    );
  });
});

describe("a desk, for whom it is made", () => {
  const called = async (label: RegExp) => (await house.people()).find((one) => label.test(one.label));
  const inOffice = async () => {
    const [seats] = await house.read("Roster", rosterAbi, "tableAt", [(await house.clock()).now]);
    return (await house.people()).find(({ seat }) => seat !== null && seats.includes(seat));
  };

  it.each([
    ["/desk/operator", () => called(/^operator$/)],
    ["/desk/counter", () => called(/^operator$/)],
    ["/desk/registrar", () => called(/^registrar/)],
    ["/desk/table", inOffice],
    ["/oversight", inOffice],
    ["/oversight/tills", inOffice],
    ["/me", inOffice],
    ["/me", () => called(/^operator$/)],
    ["/me", () => called(/^registrar/)],
  ] as const)("%s is as whole", async (address, who) => {
    await expectWhole(address, await who());
  });
});

describe.each(Object.entries(budgets))("a visitor of %s", (path, budget) => {
  it(`is sent at most ${budget} bytes of scripts, in each language`, async () => {
    for (const language of house.deployment.club.languages) {
      const { context, page, faults } = await visit(browser, house, { language });
      try {
        const weight = weigh(page);
        await open(page, path);
        expect(await weight(), language).toBeGreaterThan(50_000);
        expect(await weight(), language).toBeLessThanOrEqual(budget);
        expect(faults).toEqual([]);
      } finally {
        await context.close();
      }
    }
  });
});

describe("the counter's page", () => {
  it("is accessible, quiet and within its budget", async () => {
    const { context, page, faults } = await visit(browser, house, { width: 1280 });
    try {
      const weight = weigh(page, "sent");
      await page.goto("/terminal/");
      await page.getByRole("button", { name: /Show today/ }).waitFor();
      expect(await weight()).toBeLessThanOrEqual(TERMINAL);
      expect(await violations(page), "light").toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await violations(page, "contrast"), "dark").toEqual([]);
      await page.setViewportSize({ width: NARROW, height: 640 });
      expect(await tooWide(page)).toEqual([]);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("a page on paper", () => {
  it.each(["/money", "/oversight", "/votes/ballot/2/draw"])(
    "is ink on white without a bar or a button, also from a dark device: %s",
    async (address) => {
      const { context, page } = await visit(browser, house, { width: 794 });
      try {
        await page.emulateMedia({ colorScheme: "dark" });
        await open(page, address);
        const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(await paper()).not.toBe("rgb(255, 255, 255)");
        await page.emulateMedia({ colorScheme: "dark", media: "print" });
        expect(await paper()).toBe("rgb(255, 255, 255)");
        await page.getByRole("heading", { level: 1 }).waitFor();
        for (const role of ["banner", "contentinfo", "navigation", "combobox", "textbox"] as const)
          expect(await page.getByRole(role).count(), role).toBe(0);
        expect(await page.locator("button:visible, summary:visible").allTextContents()).toEqual([]);
        expect(await tooWide(page)).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );
});

describe("an address that leads nowhere", () => {
  const oldLink = "The link may be old or mistyped.";
  const neverVoted = "Nothing was ever voted on under this number.";
  const neverIssued = "No share with this number was ever issued. Shares are issued when a round is completed.";
  const rounds = { word: "See the membership rounds", leads: "/rounds" };
  const votes = { word: "Votes", leads: "/votes" };
  const reports = { word: "Reports", leads: "/oversight" };

  it.each([
    {
      address: "/nothing",
      title: "There is nothing at this address",
      why: `${oldLink} Everything can be reached from the start page.`,
      way: { word: "Back to the start page", leads: "/" },
    },
    { address: "/seats/0", title: "There is no such share", why: neverIssued, way: rounds },
    { address: "/seats/4000", title: "There is no such share", why: neverIssued, way: rounds },
    {
      address: "/rounds/99",
      title: "There is no such round",
      why: oldLink,
      way: { word: "Membership rounds", leads: "/rounds" },
    },
    {
      address: "/money/99999",
      title: "There is no such entry",
      why: oldLink,
      way: { word: "The house account", leads: "/money" },
    },
    { address: "/oversight/requests/99999", title: "There is no such payment request", why: oldLink, way: reports },
    { address: "/oversight/reports/999", title: "There is no such report", why: oldLink, way: reports },
    { address: "/votes/99", title: "There is no such vote", why: neverVoted, way: votes },
    { address: "/votes/ballot/0", title: "There is no such vote", why: neverVoted, way: votes },
  ])("says so at $address, and shows a way back", async ({ address, title, why, way }) => {
    const { context, page, faults } = await visit(browser, house, { width: NARROW });
    try {
      await open(page, address);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(title);
      const main = page.locator("main");
      await main.getByText(why, { exact: true }).waitFor();
      const back = main.getByRole("link", { name: way.word });
      expect(await back.getAttribute("href")).toBe(way.leads);
      expect(await violations(page)).toEqual([]);
      // The server says as well that there is nothing here.
      expect(faults.filter((fault) => !fault.includes(`(${house.address}${address})`))).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describeOwn("its founding succeeds at once", "the founding that failed at first", () => {
  it("counts as one round with its second offer, so that the members' round is the second", async () => {
    const { context, page } = await visit(browser, house);
    try {
      await open(page, "/rounds");
      const rounds = page.locator("main").getByRole("link", { name: /round/i });
      const shown = await rounds.evaluateAll((links) => links.map((a) => [a.textContent, a.getAttribute("href")]));
      expect(shown.slice(-3)).toEqual([
        ["Round 2", "/rounds/2"],
        ["Founding round", "/rounds/1"],
        ["Founding round, first attempt", "/rounds/1-1"],
      ]);
      // Pages that know the id alone say the same.
      await open(page, "/money?cat=placeBack");
      await page.getByText("Money back from the founding round (first attempt)").first().waitFor();
      await open(page, "/money?cat=placeTaken&q=round+2,");
      await page.getByText("A place in round 2, held in the round’s own account").first().waitFor();
    } finally {
      await context.close();
    }
  });

  it("is there to be seen, with where the money went", async () => {
    const count = await house.read("Rounds", roundsAbi, "roundCount", []);
    expect(count).toBeGreaterThanOrEqual(3);
    const { context, page } = await visit(browser, house);
    try {
      await open(page, "/rounds");
      const failed = page.getByRole("link", { name: "Founding round, first attempt" });
      await failed.click();
      await settled(page);
      await expect(page.locator("main").textContent()).resolves.toContain("Everyone gets all their money back");
    } finally {
      await context.close();
    }
  });
});
