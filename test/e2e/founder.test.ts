import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { tokenAbi } from "#protocol/abi/token.ts";
import { voucherAbi } from "#protocol/abi/voucher.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { pages } from "../../frontend/src/app/pages.ts";
import { monthName } from "../../frontend/src/features/treasury/account/months/monthSpan.ts";
import { formatsFor } from "../../frontend/src/i18n/formats.ts";
import { isOwnClub } from "../fixtures/ownClub.ts";
import { violations } from "./axe.ts";
import { nonsense, placeOf } from "./nonsense.ts";
import { type StartedHouse, startedHouse } from "./startedHouse.ts";
import { roundAddress, TestHouse } from "./TestHouse.ts";
import { goForward, goTo, open, openBrowser, signInAs, type Visit, visit } from "./visit.ts";

/** As docs/founder.md says it, and on the network of this computer alone. */
const start = [...(isOwnClub ? ["--club", "examples/cinema"] : []), "--empty", "--phone-at", "127.0.0.1"];
const FAILED = 5;
const FINALISED = 4;

let browser: Browser;
let started: StartedHouse;
let house: TestHouse;
let newcomers: PracticePerson[];

beforeAll(async () => {
  [browser, started] = await Promise.all([openBrowser(), startedHouse(...start)]);
  house = await TestHouse.at(started.address);
  newcomers = (await house.people()).filter(({ label }) => label.startsWith("newcomer:"));
});
afterAll(async () => {
  await browser?.close();
  await started?.close();
});

const round = (id: number) => house.read("Rounds", roundsAbi, "round", [id]);
const money = (amount: bigint) => formatsFor("en", house.deployment.club.currency).money(amount);

describe("a house on the day before its founding opens", () => {
  const still = pages.map(({ path }) => path).filter((path) => !path.includes(":") && path !== "/kit");

  /** One stranger for each language, who goes from page to page. */
  let strangers: Visit[];

  beforeAll(async () => {
    const { languages } = house.deployment.club;
    strangers = await Promise.all(languages.map((language) => visit(browser, house, { language })));
  });
  afterAll(() => Promise.all(strangers.map(({ context }) => context.close())));

  it.each(still)("shows a stranger on %s what will be, and no figure that was never reckoned", async (path) => {
    for (const { page, faults } of strangers) {
      await open(page, path);
      const text = (await page.locator("main").textContent()) ?? "";
      expect(text.length, path).toBeGreaterThan(30);
      expect(placeOf(nonsense, text), path).toBeUndefined();
      expect(faults).toEqual([]);
    }
    // The bars of a phone lie over what is below: the window is as high as any of these pages.
    const [{ page }] = strangers as [Visit];
    await page.setViewportSize({ width: 390, height: 6_000 });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 800 });
  });

  it("has no letter of its month yet, and says from when there is one", async () => {
    const { timeZone } = house.deployment.club;
    const month = monthName((await house.clock()).now, timeZone);
    for (const { page, faults } of strangers) {
      await open(page, `/letter/${month}`);
      const main = page.locator("main");
      expect(placeOf(nonsense, (await main.textContent()) ?? "")).toBeUndefined();
      expect(await main.getByRole("link").last().getAttribute("href")).toBe("/money");
      expect(faults).toEqual([]);
    }
  });

  it("can be read and used by somebody who is no member yet", async () => {
    const { context, page } = await visit(browser, house, { as: newcomers[2] });
    await page.setViewportSize({ width: 390, height: 6_000 });
    for (const path of ["/me", "/me/records", "/code", "/votes/new", "/rounds/1", "/oversight/tills"]) {
      await open(page, path);
      expect(await violations(page), path).toEqual([]);
    }
    await context.close();
  });
});

describe("a phone in the same network", () => {
  it("reaches the same house by HTTPS: camera, keys, clock and desk, and nothing is asked of anybody else", async () => {
    const [origin] = await started.until(/https:\/\/127\.0\.0\.1:\d+/);
    const phone = await visit(browser, { address: origin, deployment: house.deployment }, { trustsAll: true });
    const { context, page, faults } = phone;
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== origin) elsewhere.push(request.url());
    });
    try {
      await open(page, "/");
      const allowed = () => [isSecureContext, crypto.subtle !== undefined, navigator.mediaDevices !== undefined];
      expect(await page.evaluate(allowed)).toEqual([true, true, true]);
      await signInAs(page, newcomers[1]!.name);
      await page.getByRole("button", { name: /^Clock/ }).click();
      await page.getByRole("button", { name: "The founding round opens" }).waitFor();
      expect([...faults, ...elsewhere]).toEqual([]);
      // Who only gave their own page the house's address gets nothing.
      const asked = await context.request.get(`${origin}/practice/state`, { headers: { origin: "https://a.example" } });
      expect(asked.status()).toBe(403);
    } finally {
      await context.close();
    }
  });
});

// One founder's course, in order, by clicks alone; each step leans on the one before.
describe("a founder who walks the course", () => {
  let me: Visit;
  let page: Page;
  let person: PracticePerson;

  beforeAll(async () => {
    me = await visit(browser, house);
    page = me.page;
    [person] = newcomers as [PracticePerson];
  });
  afterAll(() => me.context.close());

  const owns = () => house.read("Token", tokenAbi, "balanceOf", [person.account]);

  async function takePlace(id: number): Promise<void> {
    await open(page, await roundAddress(house, id));
    const { terms, sold } = await round(id);
    await page.getByLabel("I accept the rules").check();
    await page.getByRole("button", { name: `Join for ${money(terms.price)}` }).click();
    await page.getByRole("heading", { name: "Your place" }).waitFor();
    await expect.poll(async () => (await round(id)).sold).toBe(sold + 1);
  }

  it("is somebody, goes to the opening and takes a place", async () => {
    await open(page, "/");
    await signInAs(page, person.name);
    await goForward(page, "The founding round opens");
    await takePlace(1);
  });

  it("goes to the end without the others: the round fails, and a stranger sends the money back", async () => {
    const before = await owns();
    await goForward(page, "The founding round ends");
    expect((await round(1)).state).toBe(FAILED);
    const { terms } = await round(1);
    const stranger = await visit(browser, house);
    try {
      await open(stranger.page, await roundAddress(house, 1));
      await stranger.page.getByRole("button", { name: `Send ${money(terms.price)} back` }).click();
      await stranger.page.getByText("Everybody has their money back.").waitFor();
      expect(await owns()).toBe(before + terms.price);
    } finally {
      await stranger.context.close();
    }
  });

  it("offers the same round again, and lets the others come to it", async () => {
    await open(page, await roundAddress(house, 1));
    await page.getByRole("button", { name: "Offer it again" }).click();
    await expect.poll(() => house.read("Rounds", roundsAbi, "roundCount", [])).toBe(2);
    expect((await round(2)).terms).toMatchObject({ price: (await round(1)).terms.price });
    await goForward(page, "The founding round opens");
    await goForward(page, /^Let the others come/);
    const { sold, terms } = await round(2);
    expect(sold).toBe(terms.maxSeats - 1);
    await takePlace(2);
  });

  it("goes to the round's end, and has a number, a share and vouchers worth what was paid", async () => {
    await goForward(page, "The founding round ends");
    const { state, terms } = await round(2);
    expect(state).toBe(FINALISED);
    await goTo(page, "Me");
    const seat = await house.read("Share", shareAbi, "seatOf", [person.account]);
    expect(seat).toBeGreaterThan(0);
    await page.getByText(`Member ${seat}`, { exact: true }).first().waitFor();
    expect(await house.read("Voucher", voucherAbi, "balanceOf", [person.account])).toBe(terms.price);

    // That is a moment: the drawing of the share is drawn, or stands where nothing is to move; it comes once.
    const moment = page.getByRole("status").filter({ hasText: "You are a member" });
    await moment.getByText(`You are number ${seat} of ${house.deployment.club.maxMembers}.`).waitFor();
    expect(await moment.getByRole("listitem").getByRole("link").count()).toBe(3);
    const line = moment.locator("svg path").first();
    await expect.poll(() => line.evaluate((one) => getComputedStyle(one).strokeDashoffset)).toBe("0px");
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect(await line.evaluate((one) => getComputedStyle(one).animationDuration)).not.toBe("0.001s");
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await violations(page, "contrast")).toEqual([]);
    await open(page, "/me");
    expect(await moment.count()).toBe(0);
    await page.getByRole("link", { name: "How I became a member" }).click();
    await page.getByRole("heading", { level: 1, name: "You are a member" }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("page-title");
    await page.getByRole("link", { name: "Look at your certificate" }).click();
    await page.getByRole("link", { name: "How I became a member" }).waitFor();
  });

  it("goes on to the first term, which others take up", async () => {
    await goForward(page, "Term 1 begins");
    const { now } = await house.clock();
    const [seats, caretakers] = await house.read("Roster", rosterAbi, "tableAt", [now]);
    expect([seats.length >= house.deployment.club.chairs - 1, caretakers]).toEqual([true, false]);
    await goTo(page, "House");
    expect(placeOf(nonsense, (await page.locator("main").textContent()) ?? "")).toBeUndefined();
    expect(me.faults).toEqual([]);
  });
});
