import { setTimeout as pause } from "node:timers/promises";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { tokenAbi } from "#protocol/abi/token.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { plainLine } from "#protocol/relay/plainText.ts";
import { directoryLineMessage, type SignedLine } from "#protocol/relay/records.ts";
import { pages } from "../../frontend/src/app/pages.ts";
import { isOwnClub } from "../fixtures/ownClub.ts";
import { exampleOf } from "./examples.ts";
import { cutWords } from "./pseudoLocale.ts";
import { openRound, roundAddress, TERM_IN_BALLOT, TestHouse } from "./TestHouse.ts";
import { divert, goBy, open, openBrowser, settled, tooWide, type Visit, visit } from "./visit.ts";

/** What readers and their devices do to a page, and what others write into it: it stays whole, and says what is so. */

let browser: Browser;
let house: TestHouse;
let people: PracticePerson[];

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
  people = await house.people();
});
afterAll(() => browser.close());

const addresses = pages.filter(({ path }) => path !== "/kit").map(({ path }) => exampleOf(path));
const aMember = () => people.findLast(({ seat }) => seat !== null)!;
const aGiver = () => people.find(({ seat }) => seat !== null)!;
/** The button that gives what is chosen at first; whoever has too little is given something, as the chain says and not the page. */
async function readyToGive(sheet: Locator, { account }: PracticePerson): Promise<Locator> {
  const gift = 50n * 10n ** BigInt(house.deployment.club.currency.decimals);
  if ((await house.read("Token", tokenAbi, "balanceOf", [account])) < gift)
    await sheet.getByRole("button", { name: "Ask the practice desk" }).click();
  const give = sheet.getByRole("button", { name: /^Donate \p{Sc}/u, disabled: false });
  await give.waitFor();
  return give;
}
const heading = (page: Page) => page.locator("main h1").first().textContent();

describe("a page that the browser translates", () => {
  /** As Chromium's own translator does: elements of its own in the place of each text. */
  const translate = (page: Page) =>
    page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: Text[] = [];
      while (texts.nextNode()) found.push(texts.currentNode as Text);
      for (const text of found) {
        if (text.data.trim() === "" || text.parentElement?.closest("script, style, [translate=no]")) continue;
        const [outer, inner] = [document.createElement("font"), document.createElement("font")];
        inner.textContent = `“${text.data}”`;
        outer.append(inner);
        text.replaceWith(outer);
      }
    });

  it("goes on: to every other page, in another language, with new figures, for a member", async () => {
    const { context, page, faults } = await visit(browser, house, { as: aMember() });
    try {
      await open(page, "/");
      for (const address of addresses) {
        await translate(page);
        await goBy(page, address);
        expect(await page.locator("h1").count(), address).toBe(1);
        expect(await heading(page), address).not.toMatch(/stopped working/);
      }
      await open(page, "/money");
      await translate(page);
      await house.node("evm_mine");
      await page.locator("header select").selectOption(house.deployment.club.languages.at(-1)!);
      await settled(page);
      await page.locator("header [aria-haspopup=dialog]").click();
      await page.getByRole("dialog").waitFor();
      await translate(page);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      expect(await page.locator("main").isVisible()).toBe(true);
      expect(faults.filter((fault) => !fault.includes("/records/0x00"))).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("a page whose frame breaks", () => {
  /** Runs in the page before anything else: the frame's own words cannot be listed while the key is there. */
  function breakFrame(): void {
    const map = Array.prototype.map;
    Array.prototype.map = function <T, U>(this: T[], ...args: Parameters<T[]["map"]>): U[] {
      if ((this[0] as { word?: string } | undefined)?.word === "shell.tables" && sessionStorage.getItem("broken"))
        throw new Error("The frame is broken");
      return map.apply(this, args) as U[];
    } as typeof map;
  }

  it.each(["from the beginning", "while somebody reads"])("%s says so, and can be had anew", async (when) => {
    const { context, page } = await visit(browser, house);
    try {
      await context.addInitScript(breakFrame);
      const break_ = () => sessionStorage.setItem("broken", "1");
      if (when === "from the beginning")
        await context.addInitScript(`sessionStorage.healed || (${break_.toString()})()`);
      await page.goto("/");
      if (when !== "from the beginning") {
        await settled(page);
        await page.evaluate(break_);
        await page.locator("header select").selectOption(house.deployment.club.languages.at(-1)!);
      }
      const again = page.locator("main").getByRole("button").first();
      await again.waitFor();
      expect(await page.locator("main h1").count()).toBe(1);
      await page.locator("main details summary").click();
      await page.getByText("The frame is broken").waitFor();
      await page.evaluate(() => {
        sessionStorage.removeItem("broken");
        sessionStorage.setItem("healed", "1");
      });
      await again.click();
      await page.locator("header nav, header a").first().waitFor();
      await settled(page);
    } finally {
      await context.close();
    }
  });
});

describe("a page whose program does not come", () => {
  /** It comes in several files, and a version that is gone is gone with all of them. */
  const PROGRAM = "**/assets/*.js";

  /** How often the page was loaded, and how often it has asked since whether the house answers. */
  const count = (page: Page) => {
    const seen = { loads: 0, asked: 0 };
    page.on("response", (response) => {
      const request = response.request();
      if (new URL(request.url()).pathname !== "/money") return;
      if (request.method() === "HEAD") seen.asked += 1;
      else if (request.isNavigationRequest()) seen.loads += 1;
    });
    return seen;
  };

  it("is loaded anew once, and not again and again: what the server drew can be read", async () => {
    const { context, page } = await visit(browser, house);
    try {
      const seen = count(page);
      await context.route(PROGRAM, (route) => route.fulfill({ status: 404, body: "" }));
      await page.goto("/money");
      await expect.poll(() => seen.asked).toBeGreaterThanOrEqual(2);
      // A third time would begin within this.
      await page.waitForTimeout(1_500);
      expect(seen).toEqual({ loads: 2, asked: 2 });
      expect(await page.locator("main h1").isVisible()).toBe(true);
    } finally {
      await context.close();
    }
  });

  it("comes to life by itself when it can be had again", async () => {
    const { context, page } = await visit(browser, house);
    try {
      const seen = count(page);
      await context.route(PROGRAM, (route) => (seen.loads < 2 ? route.abort() : route.continue()));
      await page.goto("/money");
      await settled(page);
      expect(seen).toEqual({ loads: 2, asked: 1 });
    } finally {
      await context.close();
    }
  });

  it("shows also a member something to read", async () => {
    const { context, page } = await visit(browser, house, { as: aMember() });
    try {
      const seen = count(page);
      await context.route(PROGRAM, (route) => route.fulfill({ status: 404, body: "" }));
      await page.goto("/money");
      await expect.poll(() => seen.asked).toBeGreaterThanOrEqual(2);
      await page.waitForTimeout(500);
      await expect.poll(() => page.locator("main h1").isVisible()).toBe(true);
    } finally {
      await context.close();
    }
  });
});

describe("a browser that keeps nothing", () => {
  /** Runs in the page before anything else: as with all site data blocked. */
  function forbid(): void {
    const no = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
      Object.defineProperty(globalThis, name, { get: no, configurable: true });
    }
  }

  it("shows every page, and lets somebody sign in and donate", async () => {
    const { context, page, faults } = await visit(browser, house);
    try {
      await context.addInitScript(forbid);
      for (const address of addresses) {
        await open(page, address);
        expect(await heading(page), address).not.toMatch(/stopped working|could not be loaded/);
      }
      const giver = aGiver();
      await open(page, "/donations");
      await page.getByRole("button", { name: "Donate", exact: true }).click();
      const sheet = page.getByRole("dialog");
      await sheet.getByRole("button", { name: "Sign in" }).click();
      await page.getByLabel("Name or member number").fill(giver.name);
      await page.getByRole("button", { name: giver.name }).first().click();
      await page.locator("header").getByRole("button", { name: giver.name }).waitFor();
      await page.getByRole("button", { name: "Donate", exact: true }).click();
      await (await readyToGive(sheet, giver)).click();
      await sheet.getByText(/^Thank you for/).waitFor();
      expect(faults.filter((fault) => !fault.includes("/records/0x00"))).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it("may be wiped in the middle of a visit: who is here stays, and what is typed", async () => {
    const me = aMember();
    const { context, page, faults } = await visit(browser, house, { as: me });
    try {
      await open(page, "/votes/new?kind=question");
      await page.getByLabel("Title").fill("A bench");
      await page.evaluate(async () => {
        localStorage.clear();
        sessionStorage.clear();
        for (const { name = "" } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
      });
      await page.getByLabel("Why?").fill("For those who wait");
      expect(await page.getByLabel("Title").inputValue()).toBe("A bench");
      await goBy(page, "/me");
      await page.locator("header").getByRole("button", { name: me.name }).waitFor();
      await goBy(page, "/code");
      expect(await heading(page)).not.toMatch(/stopped working|could not be loaded/);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("a node that", () => {
  /** Gives back how it is well again. */
  type Answering = (context: BrowserContext) => Promise<() => void>;
  const says =
    (status: number, body: string): Answering =>
    (context) =>
      divert(context, "**/rpc", (route) => route.fulfill({ status, contentType: "application/json", body }));

  it.each<[string, Answering]>([
    ["is asked too much (429)", says(429, JSON.stringify({ error: "tooMuch" }))],
    ["answers with a page", says(200, "<html>Bad gateway</html>")],
    ["answers with half of its words", says(200, '[{"jsonrpc":"2.0","id":1,"result":"0x')],
    ["answers with nothing", says(200, "[]")],
    ["does not answer", (context) => divert(context, "**/rpc", (route) => route.abort())],
    [
      "answers half of the questions",
      (context) =>
        divert(context, "**/rpc", async (route) => {
          const answer = await route.fetch().catch(() => undefined);
          const told: unknown = await answer?.json().catch(() => undefined);
          if (answer === undefined) return route.abort();
          await route.fulfill({ response: answer, json: Array.isArray(told) ? told.slice(0, told.length >> 1) : [] });
        }),
    ],
  ])("%s leaves figures with their time, says so, and is believed again when it is well", async (_, ill) => {
    const { context, page } = await visit(browser, house, { as: aMember() });
    try {
      await open(page, "/");
      const figures = await page.locator("main p[class*=sentence]").textContent();
      const heal = await ill(context);
      await page.getByText("We cannot reach the network right now").first().waitFor();
      expect(await page.locator("main p[class*=sentence]").textContent()).toBe(figures);
      const others = ["/money", "/votes", "/me", "/me/records", `/votes/ballot/${TERM_IN_BALLOT}`, "/tables"];
      for (const address of others) {
        await goBy(page, address);
        expect(await page.locator("h1").count(), address).toBe(1);
        expect(await page.locator("main").textContent(), address).not.toMatch(/stopped working|NaN|undefined|\bnull\b/);
      }
      heal();
      await page.getByText("We cannot reach the network right now").first().waitFor({ state: "detached" });
      for (const address of others) {
        await goBy(page, address);
        expect(await page.locator("main").textContent(), address).not.toMatch(/could not be loaded/);
      }
    } finally {
      await context.close();
    }
  });

  it("takes long for every answer is waited for, with words and no alarm", async () => {
    const { context, page } = await visit(browser, house);
    try {
      await context.route("**/rpc", async (route) => {
        await pause(4_000);
        await route.continue().catch(() => undefined);
      });
      await page.goto("/donations");
      await settled(page);
      expect(await page.getByRole("alert").count()).toBe(0);
      expect(await page.locator("main").textContent()).toContain(house.deployment.club.currency.symbol);
    } finally {
      await context.close();
    }
  });
});

describe("where money is asked for", () => {
  it("every field reads what people write, and says what is wrong with what it does not", async () => {
    const unit = house.deployment.club.currency;
    const right = ["１００", `${unit.symbol}100`, unit.code === "CNY" ? "100元" : `100 ${unit.code}`, ".5", "1,000.50"];
    const wrong = ["33.335", "1.2.3", "-5", "abc"];
    const operator = people.find(({ role }) => role === "operator")!;
    const drinker = people.find(({ label, seat }) => label.startsWith("person:") && seat !== null)!;
    const motions = ["openRound", "budget", "pay", "bookLoss", "buyBack"];
    const places: [PracticePerson, string][] = [
      [aMember(), "/donations"],
      ...motions.map((kind): [PracticePerson, string] => [aMember(), `/votes/new?kind=${kind}`]),
      [operator, "/desk/operator"],
      [drinker, "/code"],
      [drinker, "/code/sheet"],
    ];
    const seen: string[] = [];
    const broken: string[] = [];
    for (const [as, address] of places) {
      const { context, page, faults } = await visit(browser, house, { as });
      const fields = page.locator('main [class*="amount"] > input, dialog [class*="amount"] > input');
      try {
        await open(page, address);
        if (address === "/donations") {
          await page.getByRole("button", { name: "Donate", exact: true }).click();
          await page.getByRole("dialog").getByRole("radio").last().check();
        }
        await page.locator("main details").evaluateAll((all) => {
          for (const one of all as HTMLDetailsElement[]) one.open = true;
        });
        for (const field of await fields.all()) {
          seen.push(address);
          const isWrong = async () => (await field.getAttribute("aria-invalid")) === "true";
          // Of another club nobody may have so much to set aside.
          const most = isOwnClub || !address.startsWith("/code") ? right : right.slice(0, -1);
          for (const typed of [...most, ...wrong]) {
            await field.fill(typed);
            if ((await isWrong()) !== wrong.includes(typed)) broken.push(`${address}: ${typed}`);
          }
          await field.fill("");
        }
        expect(faults).toEqual([]);
      } finally {
        await context.close();
      }
    }
    expect(broken).toEqual([]);
    // There is nothing to book a loss of, and who has set up a phone has other fields.
    expect(new Set(seen).size).toBeGreaterThanOrEqual(places.length - 2);
  });
});

describe("what cannot be recorded", () => {
  it("says so within sight, at the end of a long form on the smallest phone too", async () => {
    const giver = aGiver();
    const { context, page } = await visit(browser, house, { as: giver, width: 320 });
    try {
      await page.setViewportSize({ width: 320, height: 568 });
      await open(page, "/donations");
      await page.getByRole("button", { name: "Donate", exact: true }).click();
      const sheet = page.getByRole("dialog");
      const give = await readyToGive(sheet, giver);
      await context.route("**/relay/**", (route) => route.abort());
      await give.click();
      const words = sheet.getByText("Not recorded").first();
      await words.waitFor();
      await expect
        .poll(async () => {
          const { y = -1, height = 0 } = (await words.boundingBox()) ?? {};
          return y >= 0 && y + height <= 568;
        })
        .toBe(true);
    } finally {
      await context.close();
    }
  });
});

describe("who calls themselves", () => {
  let seats: { seat: number; label: string }[];
  let before: SignedLine["line"][];
  const lines = async () =>
    ((await (await fetch(`${house.address}/directory?all`)).json()) as SignedLine[]).map(({ line }) => line);
  /** Handed in as anybody may, signed by the seat. */
  async function call(seat: number, label: string, name: string, sentence: string): Promise<number> {
    const key = privateKeyToAccount(house.keyOf(label));
    const known = (await lines()).find((one) => one.seat === seat);
    const line = { seat, name, sentence, nonce: String(BigInt(known?.nonce ?? 0) + 1n) };
    const signature = await key.signTypedData(directoryLineMessage(house.deployment, line) as never);
    const answer = await fetch(`${house.address}/directory`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ line, signature }),
    });
    return answer.status;
  }

  beforeAll(async () => {
    const [inOffice] = await house.read("Roster", rosterAbi, "tableAt", [await house.now()]);
    seats = people.flatMap(({ seat, label }) => (seat !== null && inOffice.includes(seat) ? [{ seat, label }] : []));
    before = await lines();
  });
  afterAll(async () => {
    for (const { seat, label } of seats) {
      const { name = "", sentence = "" } = before.find((one) => one.seat === seat) ?? {};
      await call(seat, label, name, sentence);
    }
  });

  /** What sticks out or is cut off on a page, a line for each place. */
  const brokenOn = async (address: string): Promise<string[]> => {
    const { context, page, faults } = await visit(browser, house, { width: 320, language: "de" });
    try {
      await open(page, address);
      const broken: string[] = [];
      for (const width of [320, 768, 1_024]) {
        await page.setViewportSize({ width, height: 800 });
        broken.push(...[...(await tooWide(page)), ...(await cutWords(page))].map((one) => `${width}: ${one}`));
      }
      return [...broken, ...faults].map((one) => `${address} at ${one}`);
    } finally {
      await context.close();
    }
  };

  it("what has no break, or another direction, or pictures, breaks no page; what nobody sees is taken out", async () => {
    const names = [
      ["W".repeat(60), "m".repeat(200)],
      ["مرحبا بالعالم من المقهى", "نحن نجلس هنا"],
      ["👩‍👩‍👧‍👦🏳️‍🌈".repeat(3), "🫖".repeat(60)],
      ["李".repeat(60), "很".repeat(200)],
    ] as const;
    for (const [i, [name, sentence]] of names.entries()) {
      const { seat, label } = seats[i % seats.length]!;
      expect(await call(seat, label, plainLine(name), plainLine(sentence)), name).toBe(201);
    }
    const { seat, label } = seats[0]!;
    // Longer, or with signs that turn the direction: never kept.
    for (const name of ["x".repeat(200), "Anna\u202egnp.exe", "Anna\u200bBerg"]) {
      expect(await call(seat, label, name, "")).toBe(400);
    }
    const broken: string[] = [];
    const shares = names.map((_, i) => `/seats/${seats[i % seats.length]?.seat}`);
    const named = ["/", "/tables", ...shares, "/oversight", "/oversight/requests/3", "/oversight/reports/1"];
    for (const address of named) broken.push(...(await brokenOn(address)));
    expect(broken).toEqual([]);
  });
});

describe("a finger that taps again and again where it has confirmed", () => {
  it("takes a place once and gives none back", async () => {
    const round = await openRound(house);
    const newcomer = people.find(({ label }) => label === "newcomer:2");
    const { context, page, faults } = await visit(browser, house, { as: newcomer });
    const isHeld = async () => {
      const { payer, refunded } = await house.read("Rounds", roundsAbi, "purchaseOf", [round, newcomer!.account]);
      return BigInt(payer) !== 0n && !refunded;
    };
    try {
      await open(page, await roundAddress(house, round));
      await page.getByLabel("I accept the rules").check();
      const join = page.getByRole("button", { name: /^Join for/ });
      await join.scrollIntoViewIfNeeded();
      const { x = 0, y = 0, width = 0, height = 0 } = (await join.boundingBox()) ?? {};
      const tap = () => page.mouse.click(x + width / 2, y + height / 2);
      await tap();
      const back = page.getByRole("button", { name: "Give my place back…" });
      while (!(await back.isVisible())) await tap();
      for (let i = 0; i < 10; i++) await tap();
      expect(await page.getByRole("button", { name: /^Step back and get/ }).count()).toBe(0);
      expect(await isHeld()).toBe(true);
      // Also where the first of two taps asks for it.
      await back.scrollIntoViewIfNeeded();
      await back.dblclick();
      expect(await page.getByRole("button", { name: /^Step back and get/ }).count()).toBe(0);
      expect(await isHeld()).toBe(true);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("a device whose clock is wrong by a day", () => {
  it.each([86_400, -86_400])(
    "tells the time of the house and its deadlines all the same: %d seconds",
    async (clockWrongBy) => {
      const right = await visit(browser, house);
      const wrong = await visit(browser, house, { clockWrongBy });
      try {
        const deadlines = ({ page }: Visit) =>
          page.locator("main time").evaluateAll((all) => all.map((one) => one.textContent));
        for (const address of ["/", "/votes", await roundAddress(house, await openRound(house))]) {
          await Promise.all([open(right.page, address), open(wrong.page, address)]);
          expect((await deadlines(right)).length).toBeGreaterThan(0);
          await expect.poll(() => deadlines(wrong)).toEqual(await deadlines(right));
        }
        expect(wrong.faults).toEqual([]);
      } finally {
        await Promise.all([right.context.close(), wrong.context.close()]);
      }
    },
  );
});
