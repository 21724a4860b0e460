import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { pages } from "../../frontend/src/app/pages.ts";
import { describeOwn } from "../fixtures/ownClub.ts";
import { exampleOf } from "./examples.ts";
import { brokenByLetters } from "./otherSight.ts";
import { openRound, roundAddress, someoneWhoHasNotVoted, TERM_IN_BALLOT, TestHouse } from "./TestHouse.ts";
import { open, openBrowser, visit, waitForLetters } from "./visit.ts";

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
    await waitForLetters(page);
    await open(page, address);
    return await look(page);
  } finally {
    await context.close();
  }
}

/** Who may look at a page: most are for anybody. */
type Reader = "anybody" | "a member" | "who drinks" | "one of the ten" | "the operator" | "the registrar";

async function readerOf(who: Reader): Promise<PracticePerson | undefined> {
  const people = await house.people();
  switch (who) {
    case "anybody":
      return undefined;
    case "a member":
      return aMember();
    case "who drinks":
      return people.find(({ label, seat }) => label.startsWith("person:") && seat !== null);
    case "one of the ten": {
      const [seats] = await house.read("Roster", rosterAbi, "tableAt", [await house.now()]);
      return people.find(({ seat }) => seat !== null && seats.includes(seat));
    }
    default:
      return people.find(({ label }) => label.startsWith(who.replace("the ", "")));
  }
}

describe("on the smallest phone", () => {
  const link = (name: RegExp) => (page: Page) => page.locator("main").getByRole("link", { name });
  const button = (name: RegExp) => (page: Page) => page.locator("main").getByRole("button", { name });
  const says = (words: RegExp) => (page: Page) => page.locator("main").getByText(words);
  const figure = (page: Page) => page.locator('main [class*="value"]');

  /** Each page with what it is for, by its pattern in `pages`; or at an address of that pattern. */
  const shown: [pattern: string, who: Reader, find: (page: Page) => Locator, address?: string][] = [
    ["/", "anybody", link(/^Sehen, wohin das Geld geht$/)],
    ["/money", "anybody", figure],
    ["/money/:id", "anybody", figure],
    ["/rounds", "anybody", link(/Runde 2/)],
    ["/rounds/:name", "anybody", says(/bekommen ihr ganzes Geld|erhalten ihr ganzes Geld/)],
    ["/donations", "anybody", button(/^Spenden$/)],
    ["/votes", "anybody", link(/^Wer beaufsichtigt das Haus/)],
    ["/votes/:id", "anybody", says(/^Was er bewirkt$/)],
    ["/votes/ballot/:term/draw", "anybody", says(/^\d+ von \d+$/)],
    ["/votes/ballot/:term", "anybody", link(/^Ergebnis und Auslosung ansehen$/), "/votes/ballot/2"],
    ["/me", "a member", link(/^Jetzt wählen$/)],
    ["/me/welcome", "a member", (page) => page.locator("main svg")],
    ["/me/records", "a member", (page) => page.locator('main a[href^="/r/"]')],
    ["/code", "who drinks", link(/^Dieses Telefon einrichten/)],
    ["/code/sheet", "who drinks", (page) => page.locator("main strong, main h2")],
    ["/pay", "a member", says(/Ein Teil dieser Adresse fehlt/)],
    ["/for-you", "a member", says(/Dieser Link ist nicht vollständig/)],
    ["/seats/:n", "anybody", (page) => page.getByText(/^Nr\./)],
    ["/seats/:n/take", "a member", says(/Dieser Link ist unvollständig/)],
    ["/seats/:n/move", "a member", says(/Hier ist nichts zu übernehmen/)],
    ["/join", "anybody", button(/^Anmelden$/)],
    ["/join/invited", "anybody", says(/Dieser Link ist nicht vollständig/)],
    ["/desk/operator", "the operator", link(/Theke/)],
    ["/desk/counter", "the operator", says(/^Der Code, den ein Tablet an der Theke zeigt/)],
    ["/desk/registrar", "the registrar", (page) => page.locator("main h2")],
    ["/desk/table", "one of the ten", says(/^Sie sind in Amtszeit\s\d+ im Amt$/)],
    ["/tables", "anybody", says(/^jetzt$/)],
    ["/prices", "anybody", says(/\d,\d\d/)],
    ["/questions", "anybody", link(/^(Zahlungsanfrage|Eintrag|Antrag|Bericht)/)],
    ["/letter/:month", "anybody", figure],
    ["/counters/:till", "anybody", says(/^Ihr Browser zählt dasselbe$/)],
    ["/oversight", "anybody", link(/^\d+ · /)],
    ["/oversight/requests/:id", "anybody", (page) => page.locator("main strong")],
    ["/oversight/reports/:term", "anybody", says(/^angenommen$/)],
    ["/oversight/tills", "one of the ten", (page) => page.locator("main h2")],
    ["/r/:code", "anybody", (page) => page.getByText("G-1", { exact: true })],
    ["/votes/new", "a member", (page) => page.getByRole("radio")],
    ["/votes/draft/:hash", "anybody", says(/Unter dieser Adresse ist nichts/)],
  ];

  /** Whether something stands in the window, above the words at its bottom. */
  const isInView = async (page: Page, found: Locator) => {
    await found.first().waitFor();
    const [box, bar] = await Promise.all([
      found.first().boundingBox(),
      page.getByRole("navigation").last().boundingBox(),
    ]);
    return box !== null && box.y >= 0 && box.y + box.height <= (bar?.y ?? 0);
  };

  it("every page is looked at", () => {
    const paths = pages.map(({ path }) => path).filter((path) => path !== "/kit");
    expect(paths.filter((path) => !shown.some(([pattern]) => pattern === path))).toEqual([]);
  });

  const eachShows = (rows: typeof shown) =>
    it.each(rows)("%s shows %s what it is for before anything is scrolled", async (pattern, who, find, address) => {
      const month = new Date((await house.now()) * 1_000).toISOString().slice(0, "2026-11".length);
      const here = pattern === "/letter/:month" ? `/letter/${month}` : (address ?? exampleOf(pattern));
      await at(SMALL, await readerOf(who), here, async (page) => {
        expect(await isInView(page, find(page))).toBe(true);
      });
    });
  const ofOurStory = ["/rounds/:name", "/questions", "/counters/:till"];
  eachShows(shown.filter(([pattern]) => !ofOurStory.includes(pattern)));
  describeOwn("its story has no such round, question or closed day", "with what our story has to show", () => {
    eachShows(shown.filter(([pattern]) => ofOurStory.includes(pattern)));
  });

  /** What is read before it fills the window: a tap leads to it. */
  it.each<[string, string, "anybody" | "a member", RegExp, (page: Page) => Locator]>([
    [
      "a ballot",
      `/votes/ballot/${TERM_IN_BALLOT}`,
      "a member",
      /^Zu Ihrer Stimme$/,
      (page) => page.getByRole("checkbox"),
    ],
    ["a motion", "the open motion", "a member", /^Zu Ihrer Stimme$/, (page) => page.getByRole("radio")],
    ["a round", "the open round", "anybody", /^Platz sichern$/, button(/^Platz sichern$/)],
  ])("%s is a tap away from what one does there", async (_, place, who, word, find) => {
    const address = place.startsWith("/")
      ? place
      : place === "the open round"
        ? await roundAddress(house, await openRound(house))
        : "/votes";
    await at(SMALL, await readerOf(who), address, async (page) => {
      if (address === "/votes") {
        // What is open comes first.
        const all = await page.locator("main a").evaluateAll((links) => links.map((one) => one.getAttribute("href")));
        await open(page, all.find((href) => /^\/votes\/\d+$/.test(href ?? "")) ?? "");
      }
      const jump = link(word)(page);
      expect(await isInView(page, jump)).toBe(true);
      await jump.click();
      await expect.poll(() => isInView(page, find(page))).toBe(true);
    });
  });
});

describe("a figure", () => {
  it.each(["/money", "/oversight/reports/1", "/donations"])(
    "is never broken within its number, and stays in its column: %s",
    async (address) => {
      const { context, page } = await visit(browser, house, { language: "zh", width: 320 });
      try {
        // In the letters of a first visit, which are wider.
        await context.route("**/*.woff2", (route) => route.abort());
        await open(page, address);
        const broken: string[] = [];
        for (let width = 320; width <= 1_280; width += 64) {
          await page.setViewportSize({ width, height: 800 });
          const here = await page.locator('main [class*="value"]').evaluateAll((all) =>
            all.flatMap((one) => {
              const text = document.createRange();
              text.selectNodeContents(one);
              const lines = [...text.getClientRects()];
              const isBroken = new Set(lines.map(({ top }) => Math.round(top))).size > 1;
              const { right = Number.POSITIVE_INFINITY } = one.parentElement?.getBoundingClientRect() ?? {};
              const sticksOut = lines.some((line) => line.right > right + 1);
              return /\d/.test(one.textContent) && (isBroken || sticksOut) ? [one.textContent] : [];
            }),
          );
          broken.push(...here.map((one) => `${width}: ${one}`));
        }
        expect(broken).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );
});

describe("the open ballot, on a phone", () => {
  it("shows question, date and three candidates first; how it stands is below them, and folded until one has voted", async () => {
    await at({ width: 390, height: 844 }, await aMember(), `/votes/ballot/${TERM_IN_BALLOT}`, async (page) => {
      const bar = await page.getByRole("navigation").last().boundingBox();
      const names = page.getByRole("group", { name: /kandidier/ }).getByRole("checkbox");
      for (const seen of [page.getByRole("heading", { level: 1 }), page.locator("main time").first(), names.first()]) {
        const box = await seen.boundingBox();
        expect((box?.y ?? Number.NaN) + (box?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
      }
      // Each voter has an order of their own: the third name is in sight below two who say as much as most do. Where no
      // more stand than there are chairs, all of them can be chosen at once.
      const tops = await names.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      const heights = tops.slice(1).map((top, i) => top - (tops[i] ?? 0));
      const before = Math.min(2, heights.length);
      const usual = heights.toSorted((one, other) => one - other)[heights.length >> 1] ?? 0;
      const first = await names.first().boundingBox();
      expect((first?.y ?? Number.NaN) + (first?.height ?? 0) + before * usual).toBeLessThanOrEqual(bar?.y ?? 0);
      const standing = page.locator("details").filter({ hasText: "Wie es jetzt steht" });
      expect(await standing.getAttribute("open")).toBeNull();
      expect((await standing.boundingBox())?.y).toBeGreaterThan((await names.last().boundingBox())?.y ?? Number.NaN);
      expect(await page.getByText("Haben genug Mitglieder abgestimmt?").isVisible()).toBe(false);
    });
  });

  it("shows to whoever has voted how it stands", async () => {
    for (const person of await house.people()) {
      if (person.seat === null) continue;
      const [voted] = await house.read("Elections", electionsAbi, "ballotOf", [TERM_IN_BALLOT, person.seat]);
      if (!voted) continue;
      await at({ width: 390, height: 844 }, person, `/votes/ballot/${TERM_IN_BALLOT}`, (page) =>
        page.getByText("Haben genug Mitglieder abgestimmt?").waitFor(),
      );
      return;
    }
    throw new Error("Nobody has voted in the story");
  });
});

describe("whose clock is another than the house's, and who reads large or spaced letters", () => {
  it.each(["/", "/votes", "/rounds", "/oversight"])("finds that %s sticks out nowhere", async (address) => {
    const { context, page } = await visit(browser, house, { language: "de", width: 320, timeZone: "America/New_York" });
    try {
      await open(page, address);
      expect(await brokenByLetters(page)).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("a list to choose from", () => {
  /** The choices that a browser would cut: it breaks none of them into lines. */
  const cutChoices = (page: Page) =>
    page.locator("main select").evaluateAll((all) =>
      (all as HTMLSelectElement[]).flatMap((list) => {
        const style = getComputedStyle(list);
        const pen = document.createElement("canvas").getContext("2d");
        if (pen === null) return ["no pen"];
        pen.font = style.font;
        const arrow = 20;
        const edges = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight) + arrow;
        const room = list.clientWidth - edges;
        return [...list.options].map(({ text }) => text).filter((text) => pen.measureText(text).width > room);
      }),
    );

  it.each([320, 1_280])("is as wide as its words at the operator's desk, %i pixels wide", async (width) => {
    const operator = (await house.people()).find(({ role }) => role === "operator");
    await at({ width, height: 800 }, operator, "/desk/operator", async (page) => {
      await page.getByLabel("Wofür").waitFor();
      expect(await page.locator("main select").count()).toBeGreaterThan(1);
      expect(await cutChoices(page)).toEqual([]);
    });
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

describe("where the device forces its colours", () => {
  it("says where one is in the main bar", async () => {
    const { context, page } = await visit(browser, house, { language: "de", width: 390, as: await aMember() });
    try {
      await open(page, "/money");
      // Whoever chose the light look, on a device with dark colours of its own.
      await page.evaluate(() => document.documentElement.setAttribute("data-theme", "light"));
      await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
      // The lines of the other words keep their place unseen.
      const lines = await page
        .getByRole("navigation")
        .last()
        .getByRole("link")
        .evaluateAll((all) => all.map((one) => [one.ariaCurrent, getComputedStyle(one).borderTopColor] as const));
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(lines.filter(([, colour]) => colour !== ground).map(([current]) => current)).toEqual(["page"]);
    } finally {
      await context.close();
    }
  });
});
