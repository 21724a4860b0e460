import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { keyIn, openTill, pasteDigits, resultOf, settledAtTill, setUpPhone, shownDigits } from "./counter.ts";
import { codesOn, printed } from "./paper.ts";
import { TERM_IN_BALLOT, TestHouse } from "./TestHouse.ts";
import { divert, type Language, open, openBrowser, visit } from "./visit.ts";

/** What is printed to be kept or hung up: one sheet of its size, with the house's name, the day and a code that leads back. */

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

async function aBallot(): Promise<string> {
  for (const { seat } of await house.people()) {
    if (seat === null) continue;
    const [voted] = await house.read("Elections", electionsAbi, "ballotOf", [TERM_IN_BALLOT, seat]);
    if (voted) return `/r/B-${TERM_IN_BALLOT}-${seat}`;
  }
  throw new Error("Nobody has voted in the story");
}

/** With one kind of space. */
const spaced = (text: string) => text.replace(/\s+/g, " ");

const dayIn = (language: Language, now: number) =>
  new Intl.DateTimeFormat({ en: "en-GB", de: "de-DE", zh: "zh-CN" }[language], {
    dateStyle: "long",
    timeZone: house.deployment.club.timeZone,
  }).format(now * 1_000);

describe("printed", () => {
  it.each<[string, Language, "light" | "dark", { width: number; height: number }, () => Promise<string>]>([
    ["a share is a certificate on A4", "de", "dark", { width: 210, height: 297 }, async () => "/seats/7"],
    ["all terms are a poster on A3", "zh", "light", { width: 420, height: 297 }, async () => "/tables"],
    ["a ballot is a receipt on A4", "en", "dark", { width: 210, height: 297 }, aBallot],
  ])("%s", async (_, wanted, colorScheme, size, find) => {
    const { languages } = house.deployment.club;
    const language = languages.includes(wanted) ? wanted : "en";
    const address = await find();
    const width = Math.round(((size.width - 30) * 96) / 25.4);
    const { context, page } = await visit(browser, house, { language, width });
    try {
      await page.emulateMedia({ colorScheme });
      await open(page, address);
      const { now } = await house.clock();
      expect(await printed(page)).toEqual([size]);
      await page.emulateMedia({ colorScheme, media: "print" });
      await page.setViewportSize({ width, height: Math.round(((size.height - 30) * 96) / 25.4) });
      const text = spaced((await page.locator("body").textContent()) ?? "");
      expect(text).toContain(house.deployment.club.name);
      expect(text).toContain(dayIn(language, now));
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
      expect(await page.locator("button:visible, header:visible, nav:visible").allTextContents()).toEqual([]);
      await expect.poll(() => codesOn(page)).toEqual([house.address + address]);
    } finally {
      await context.close();
    }
  });

  it("a payment is a receipt as wide as the till's roll, and as long as what stands on it", async () => {
    // Who came last by a round: who took a seat over holds no vouchers.
    const members = (await house.people()).filter(({ label, seat }) => label.startsWith("person:") && seat !== null);
    const [person] = members.toSorted((one, other) => Number(other.seat) - Number(one.seat));
    const phone = await visit(browser, house, { as: person });
    const counter = await visit(browser, house, { width: 1_024 });
    try {
      await setUpPhone(phone.page);
      const till = await openTill(counter.context);
      // Nobody takes what the till hands in.
      const reached = await divert(till, "**/relay/calls", (handedIn) => handedIn.abort());
      await keyIn(till, "9.00");
      await pasteDigits(till, await shownDigits(phone.page));
      expect(await resultOf(till)).toBe("accepted");
      await till.locator("[data-result]").waitFor({ state: "detached" });
      await till.getByRole("button", { name: "Receipt", exact: true }).waitFor();
      await till.emulateMedia({ media: "print", colorScheme: "dark" });
      const [sheet, ...others] = await printed(till);
      expect(others).toEqual([]);
      expect(sheet?.width).toBe(80);
      expect(sheet?.height).toBeGreaterThan(80);
      expect(sheet?.height).toBeLessThan(297);
      expect(await till.locator("body > section").last().textContent()).toContain(house.deployment.club.name);
      await expect
        .poll(() => codesOn(till))
        .toEqual([expect.stringMatching(new RegExp(`^${house.address}/counters/\\d+$`))]);
      // Once a block that stays has it, the code leads to the payment itself.
      await till.emulateMedia({ media: "screen" });
      reached();
      await settledAtTill(till);
      await house.node("anvil_mine", ["0x4"]);
      await till.locator('footer [data-state="settled"]').waitFor();
      await till.emulateMedia({ media: "print" });
      await expect
        .poll(() => codesOn(till))
        .toEqual([expect.stringMatching(new RegExp(`^${house.address}/r/C-\\d+-\\d+-\\d+$`))]);
      const [address = ""] = await codesOn(till);
      await open(phone.page, address.slice(house.address.length));
      await expect.poll(() => phone.page.locator("main").textContent()).toContain("9.00");
    } finally {
      await phone.context.close();
      await counter.context.close();
    }
  });
});
