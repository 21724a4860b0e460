import type { Browser, Page } from "playwright-core";
import { decodeFunctionData, type Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buyBackAbi } from "#protocol/abi/buyBack.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { saidToPrevail } from "#protocol/house/prevailing.ts";
import { splitVersions } from "#protocol/house/versions.ts";
import { MAX_RECORD_BYTES, recordHash } from "#protocol/relay/records.ts";
import { describeOwn } from "../fixtures/ownClub.ts";
import { openRound, TestHouse } from "./TestHouse.ts";
import { divert, open, openBrowser, settled, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

/** Where texts are brought. */
const records = /\/records(\?|$)/;
const record = async (hash: string) => (await fetch(`${house.address}/records/${hash}`)).text();

/** What the draft at this address would open: the arguments of its one call. */
async function roundOf(page: Page) {
  const { calls } = JSON.parse(await record(page.url().slice(-66))) as { calls: { data: Hex }[] };
  const { args } = decodeFunctionData({ abi: roundsAbi, data: calls[0]!.data });
  return args![0] as { price: bigint; termsHash: Hex };
}

describeOwn("it reads three languages and typed amounts of that club", "a member who proposes a round", () => {
  it("writes the terms that buyers will sign; they are kept first, and the draft shows these very words", async () => {
    const [member] = (await house.people()).filter(({ seat }) => seat !== null && seat > 20);
    const { context, page } = await visit(browser, house, { as: member! });
    try {
      await open(page, "/votes/new");
      const terms = page.getByLabel("Terms of this round");
      const keep = page.getByRole("button", { name: "Look for supporters" });
      await page.getByLabel("Title").fill("Forty more places");
      await page.getByLabel("Why?").fill("The queue is long.");

      // It follows the figures.
      await page.getByLabel("Price of a place").fill("45,000");
      await expect.poll(() => terms.inputValue()).toContain("Up to 100 places at ¥45,000 each.");
      await page.getByLabel("Places", { exact: true }).fill("80");
      await expect.poll(() => terms.inputValue()).toContain("Up to 80 places at ¥45,000 each.");

      // Without words nobody could sign anything; and there is a way back.
      const composed = await terms.inputValue();
      await terms.fill("  ");
      await page.getByText("Buyers must be able to read what they sign.").waitFor();
      expect(await keep.isDisabled()).toBe(true);
      await terms.fill("咖".repeat(Math.floor(MAX_RECORD_BYTES / 3) + 35));
      await page.getByText("The text is 35 characters too long. Shorten it.").waitFor();
      expect(await keep.isDisabled()).toBe(true);
      await page.getByRole("button", { name: "Start again from the figures" }).click();
      expect(await terms.inputValue()).toBe(composed);

      // Own words stay, whatever the figures do and whether or not they can be kept just now.
      const own = composed.replace("\n\n[de]", "\n\n9. Whoever joins may bring a chair.\n\n[de]");
      expect(own).not.toBe(composed);
      await terms.fill(own);
      await page.getByLabel("Price of a place").fill("46,000");
      expect(await terms.inputValue()).toBe(own);
      const asked: (string | null)[] = [];
      const answering = await divert(page, records, (route) => {
        asked.push(route.request().postData());
        return route.fulfill({ status: 503 });
      });
      await keep.click();
      await page.getByText("Your text could not be saved just now.").waitFor();
      expect(asked).toHaveLength(1);
      expect(asked[0]).toContain("9. Whoever joins may bring a chair.");
      expect(await terms.inputValue()).toBe(own);
      answering();

      await keep.click();
      await page.waitForURL(/\/votes\/draft\/0x[0-9a-f]{64}$/);
      await settled(page);
      const { price, termsHash } = await roundOf(page);
      expect(price).toBe(46_000_000_000n);
      const signed = own.replaceAll("\u00a0", " ");
      expect(termsHash).toBe(recordHash(signed));
      expect(termsHash).not.toBe(house.deployment.club.founding.terms.hash);
      expect(await record(termsHash)).toBe(signed);
      await page.getByText("The terms in full").click();
      // The reader's own version; every other is a tap away.
      const [english, german] = splitVersions(signed);
      const shown = page.locator("details[open] div[lang] p");
      expect(await page.locator("details[open] div[lang]").getAttribute("lang")).toBe("en");
      expect((await shown.allTextContents()).join("\n\n")).toBe(english?.text);
      await page.locator("details[open]").getByLabel("Deutsch").check();
      expect(await page.locator("details[open] div[lang]").getAttribute("lang")).toBe("de");
      expect((await shown.allTextContents()).join("\n\n")).toBe(german?.text);
      // Which one prevails the text says itself: it is not said twice.
      expect(saidToPrevail(german?.text ?? "", "de")).toBe("en");
      expect(await page.locator("details[open]").getByText("prevails").count()).toBe(0);
    } finally {
      await context.close();
    }
  });
});

describe("a member who has begun to write a motion", () => {
  it("finds it again after a reload, until it is kept, and nobody finds it after signing out", async () => {
    const members = (await house.people()).filter(({ seat }) => seat !== null);
    const member = members.find(({ seat }) => seat! > 20) ?? members.at(-1);
    const { context, page } = await visit(browser, house, { as: member! });
    const fields = [page.getByLabel("Title"), page.getByLabel("Why?"), page.getByLabel("The question")];
    const words = ["A bench at the door", "Those who wait in the rain.", "Shall there be a bench at the door?"];
    const write = async () => {
      for (const [i, field] of fields.entries()) await field.fill(words[i]!);
    };
    const readAgain = async () => {
      await open(page, "/votes/new?kind=question");
      return Promise.all(fields.map((field) => field.inputValue()));
    };
    try {
      await open(page, "/votes/new?kind=question");
      await write();
      expect(await readAgain()).toEqual(words);
      await page.getByRole("button", { name: "Look for supporters" }).click();
      await page.waitForURL(/\/votes\/draft\/0x[0-9a-f]{64}$/);
      expect(await readAgain()).toEqual(["", "", ""]);

      await write();
      await open(page, "/me");
      await page.getByRole("button", { name: "Sign out" }).first().click();
      await page.getByRole("button", { name: "Sign in" }).first().waitFor();
      expect(await readAgain()).toEqual(["", "", ""]);
    } finally {
      await context.close();
    }
  });
});

describeOwn(
  "its story has an open round that can be cancelled, and typed amounts of that club",
  "a member who proposes what the members alone can do",
  () => {
    /** Fills the words in and looks for supporters; the one call of the draft that was kept. */
    async function drafted(page: Page, title: string) {
      await page.getByLabel("Title").fill(title);
      await page.getByLabel("Why?").fill("It is time.");
      await page.getByRole("button", { name: "Look for supporters" }).click();
      await page.waitForURL(/\/votes\/draft\/0x[0-9a-f]{64}$/);
      await settled(page);
      const { calls } = JSON.parse(await record(page.url().slice(-66))) as { calls: { target: Hex; data: Hex }[] };
      expect(calls).toHaveLength(1);
      return calls[0]!;
    }

    it("cancels a round that is not decided yet, and no other", async () => {
      const [member] = (await house.people()).filter(({ seat }) => seat !== null && seat > 20);
      const { context, page } = await visit(browser, house, { as: member! });
      try {
        const id = await openRound(house);
        await open(page, "/votes/new?kind=cancelRound");
        const offered = page.getByLabel("Which round").locator("option");
        expect(await offered.evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))).toEqual([
          String(id),
        ]);
        const { target, data } = await drafted(page, "End the round");
        expect(target.toLowerCase()).toBe(house.deployment.contracts.Rounds.toLowerCase());
        expect(decodeFunctionData({ abi: roundsAbi, data })).toEqual({ functionName: "cancel", args: [id] });
      } finally {
        await context.close();
      }
    });

    it("offers to buy a membership back, for at most what was paid for it", async () => {
      const [member] = (await house.people()).filter(({ seat }) => seat !== null && seat > 20);
      const { context, page } = await visit(browser, house, { as: member! });
      try {
        await open(page, "/votes/new?kind=buyBack");
        const number = page.getByLabel("Number of the member");
        const amount = page.getByLabel("Amount");
        const keep = page.getByRole("button", { name: "Look for supporters" });
        await number.fill("190000");
        await page.getByText("Nobody holds this membership now.").waitFor();
        const seat = member!.seat ?? 0;
        const paid = await house.read("Share", shareAbi, "paidFor", [seat]);
        await number.fill(String(seat));
        await amount.fill(String(Number(paid) / 1e6 + 1));
        await page.getByText(/no more can be offered/).waitFor();
        await page.getByLabel("Title").fill("x");
        await page.getByLabel("Why?").fill("x");
        expect(await keep.isDisabled()).toBe(true);
        await amount.fill(String(Number(paid) / 1e6));
        const { target, data } = await drafted(page, "Buy a share back");
        expect(target.toLowerCase()).toBe(house.deployment.contracts.BuyBack.toLowerCase());
        expect(decodeFunctionData({ abi: buyBackAbi, data }).args).toEqual([seat, member!.account, paid]);
      } finally {
        await context.close();
      }
    });

    it("books no loss while nothing is missing, and is told so", async () => {
      const { context, page } = await visit(browser, house);
      try {
        await open(page, "/votes/new?kind=bookLoss");
        await page.getByText("Nothing is missing: the accounts hold what the books say.").waitFor();
        expect(await page.getByRole("button", { name: "Look for supporters" }).isDisabled()).toBe(true);
      } finally {
        await context.close();
      }
    });
  },
);
