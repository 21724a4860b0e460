import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { type Asked, MOST_QUESTION, type ToldQuestion, type WaitingQuestions } from "#protocol/relay/questions.ts";
import { theTen } from "./paymentSteps.ts";
import { TestHouse } from "./TestHouse.ts";
import { divert, open, openBrowser, settled, type Visit, visit } from "./visit.ts";
import { comeWith } from "./withWallet.ts";

const ENTRY = 12;
const words = "Why <b>twice</b>? https://example.org مرتين 🫖";
const reply = "The first transfer came back, see entry 11.";

let browser: Browser;
let house: TestHouse;
let ten: PracticePerson[];
let member: PracticePerson;
let other: PracticePerson;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
  ten = await theTen(house);
  const people = await house.people();
  [member, other] = people.filter(
    ({ seat, label }) => seat !== null && label !== "operator" && !ten.some((one) => one.seat === seat),
  ) as [PracticePerson, PracticePerson];
});
afterAll(() => browser.close());

const told = async (kind: Asked["kind"] = "entry", number = ENTRY) =>
  (await (await fetch(`${house.address}/relay/questions/about/${kind}/${number}`)).json()) as ToldQuestion[];
const waiting = async () =>
  (await (await fetch(`${house.address}/relay/questions/waiting`)).json()) as WaitingQuestions;
const field = (page: Page) => page.getByLabel("Ask about this");
const publish = (page: Page) => page.getByRole("button", { name: "Publish the question" });
const countOn = (page: Page, n: number) =>
  page.getByRole("link", { name: new RegExp(`^${n} open questions?, oldest`) }).waitFor();

async function at<T>(
  path: string,
  options: Parameters<typeof visit>[2],
  work: (seen: Visit) => Promise<T>,
): Promise<T> {
  const seen = await visit(browser, house, options);
  try {
    await open(seen.page, path);
    return await work(seen);
  } finally {
    await seen.context.close();
  }
}

describe("a member's question about an entry", () => {
  let before: WaitingQuestions;
  beforeAll(async () => {
    before = await waiting();
  });

  it("is for members: everybody else reads that in a quiet sentence", () =>
    at(`/money/${ENTRY}`, {}, async ({ page }) => {
      await page.getByText("Every member can ask one question here, once signed in.").waitFor();
      expect(await field(page).count()).toBe(0);
    }));

  it("is written with what still fits in view, kept over a reload, and published", () =>
    at(`/money/${ENTRY}`, { as: member }, async ({ page, faults }) => {
      await field(page).fill("x".repeat(MOST_QUESTION + 1));
      await page.getByText("1 character too many").waitFor();
      expect(await publish(page).isDisabled()).toBe(true);
      await field(page).fill(` ${words}\u200b `);
      await page.getByText(`${MOST_QUESTION - [...words].length} characters left.`).waitFor();
      await page.reload();
      await settled(page);
      await expect.poll(() => field(page).inputValue()).toContain(words);
      await publish(page).click();
      await page.getByText("You have asked here.").waitFor();
      // As it was written, and no more than text.
      await page.getByText(words, { exact: true }).waitFor();
      expect(await page.locator("main b, main a[href*='example.org']").count()).toBe(0);
      expect(await page.locator("main bdi").filter({ hasText: words }).count()).toBe(1);
      expect(await told()).toMatchObject([{ said: { question: { text: words, seat: member.seat } } }]);
      expect(await waiting()).toMatchObject({ open: before.open + 1 });
      await page.reload();
      await page.getByText("You have asked here.").waitFor();
      expect(await field(page).count()).toBe(0);
      expect(faults).toEqual([]);
    }));

  it("is counted on the house account and on both desks", async () => {
    await at("/money", {}, ({ page }) => countOn(page, before.open + 1));
    await at("/desk/table", { as: ten[0]! }, ({ page }) => countOn(page, before.open + 1));
  });

  it("is read by everybody, and answered by none but those who may", () =>
    at(`/money/${ENTRY}`, { as: other }, async ({ page }) => {
      await page.getByText(words, { exact: true }).waitFor();
      expect(await page.getByRole("button", { name: "Answer", exact: true }).count()).toBe(0);
      expect(await page.getByRole("button", { name: "Remove…" }).count()).toBe(0);
      // Another member asks beside it.
      await field(page).waitFor();
    }));

  it("is answered by the operator from the desk, once", async () => {
    const desk = await comeWith(browser, house, house.keyOf("operator"), "/desk/operator");
    const { page } = desk;
    await page.getByRole("link", { name: /^\d+ open question/ }).click();
    await page.getByRole("heading", { level: 1, name: "Questions" }).waitFor();
    const one = page.getByRole("listitem").filter({ hasText: words });
    await one.getByRole("link", { name: `Entry ${ENTRY} in the books` }).waitFor();
    await one.getByRole("button", { name: "Answer", exact: true }).click();
    await one.getByLabel("Your answer").fill(reply);
    await one.getByRole("button", { name: "Publish the answer" }).click();
    await one.getByText(reply).waitFor();
    await one.getByText(/^Answer by the /).waitFor();
    expect(await one.getByRole("button", { name: "Answer", exact: true }).count()).toBe(0);
    expect(await waiting()).toEqual(before);
    expect(desk.faults).toEqual([]);
    await desk.context.close();
  });

  it("disappears for good when its author removes it, and the answer with it", () =>
    at(`/money/${ENTRY}`, { as: member }, async ({ page, faults }) => {
      await page.getByText(reply).waitFor();
      await page.getByRole("button", { name: "Remove…" }).click();
      await page.getByRole("button", { name: "Remove the question" }).click();
      await field(page).waitFor();
      expect(await page.getByText(words).count()).toBe(0);
      expect(await page.getByText(reply).count()).toBe(0);
      expect(await told()).toEqual([]);
      expect(faults).toEqual([]);
    }));
});

describe("a question elsewhere", () => {
  it("is asked about a motion, and answered by one of those in office", async () => {
    await at("/votes/1", { as: member }, async ({ page }) => {
      await field(page).fill("Who signed the offer?");
      await publish(page).click();
      await page.getByText("You have asked here.").waitFor();
    });
    await at("/votes/1", { as: ten[0]! }, async ({ page }) => {
      await page.getByRole("button", { name: "Answer", exact: true }).click();
      await page.getByLabel("Your answer").fill("Three of us, on Monday.");
      await page.getByRole("button", { name: "Publish the answer" }).click();
      await page.getByText(/^Answer by .*, for the /).waitFor();
    });
    expect(await told("motion", 1)).toMatchObject([{ answer: { answer: { text: "Three of us, on Monday." } } }]);
  });

  it("is opened on a report and on a payment request", () =>
    at("/oversight", { as: member }, async ({ page }) => {
      const report = page.locator("section").filter({ has: page.getByRole("heading", { name: /^Report of term/ }) });
      await report.first().getByRole("button", { name: "Questions about this" }).click();
      await report.first().getByLabel("Ask about this").fill("Is this the bank's figure?");
      await report.first().getByRole("button", { name: "Publish the question" }).click();
      await report.first().getByText("Is this the bank's figure?").waitFor();
      const request = page.getByRole("article").first();
      await request.getByRole("button", { name: "Questions about this" }).click();
      await request.getByLabel("Ask about this").fill("Which of the two bills?");
      await request.getByRole("button", { name: "Publish the question" }).click();
      await request.getByText("You have asked here.").waitFor();
    }));

  it.each([
    ["a report", "Is this the bank's figure?", /^Report of term \d+$/],
    ["a payment request", "Which of the two bills?", /^Payment request \d+$/],
  ])("about %s is found from the list of all at the very thing, which has an address of its own", (_, asked, name) =>
    at("/questions", {}, async ({ page, faults }) => {
      const link = page.getByRole("listitem").filter({ hasText: asked }).getByRole("link", { name });
      const words = (await link.textContent()) ?? "";
      await link.click();
      const title = page.getByRole("heading", { level: 1, name: words, exact: true });
      await title.waitFor();
      await expect.poll(() => title.evaluate((it) => it === document.activeElement)).toBe(true);
      await page.getByText(asked, { exact: true }).waitFor();
      await page.reload();
      await title.waitFor();
      await page.getByText(asked, { exact: true }).waitFor();
      expect(faults).toEqual([]);
    }),
  );

  it("has its place with a request whatever became of it, and the entry that paid it leads there", async () => {
    const requests = await house.read("Payments", paymentsAbi, "requests", [1n, 50n]);
    const paid = requests.find(({ entry }) => entry > 0n)!;
    await at(`/money/${paid.entry}`, { as: other }, async ({ page }) => {
      await page.getByRole("link", { name: `Payment request ${paid.id}`, exact: true }).click();
      await page.getByRole("heading", { level: 1, name: `Payment request ${paid.id}`, exact: true }).waitFor();
      await field(page).waitFor();
      await page.getByRole("link", { name: `Entry ${paid.entry} in the books`, exact: true }).click();
      await page.getByText(`Entry ${paid.entry}`, { exact: true }).waitFor();
    });
  });

  it("about an entry stands with the request that it paid, and the other way round", async () => {
    const requests = await house.read("Payments", paymentsAbi, "requests", [1n, 50n]);
    const paid = requests.findLast(({ entry }) => entry > 0n)!;
    const places = [`/money/${paid.entry}`, `/oversight/requests/${paid.id}`] as const;
    const [ofEntry, ofRequest] = ["Why twice this month?", "Who has weighed it?"] as const;
    for (const [i, asked] of [ofEntry, ofRequest].entries()) {
      await at(places[i]!, { as: i === 0 ? member : other }, async ({ page }) => {
        await field(page).fill(asked);
        await publish(page).click();
        await page.getByText("You have asked here.").waitFor();
      });
    }
    for (const place of places) {
      await at(place, {}, async ({ page }) => {
        for (const asked of [ofEntry, ofRequest]) await page.getByText(asked, { exact: true }).waitFor();
      });
    }
  });
});

describe("where the server that keeps questions", () => {
  const route = "**/relay/questions**";
  const quiet = "The questions cannot be loaded right now.";

  it("does not answer, pages stay whole and say so in one quiet line", async () => {
    const { context, page } = await visit(browser, house, { as: member });
    const answering = await divert(page, /\/relay\/questions/, (asked) => asked.abort());
    await page.goto(`/money/${ENTRY}`);
    await page.getByText(quiet).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).not.toBe("");
    await page.getByText(`Entry ${ENTRY}`, { exact: true }).waitFor();
    await page.goto("/money");
    await page.getByText("In the account").first().waitFor();
    answering();
    await page.goto(`/money/${ENTRY}`);
    await field(page).waitFor();
    await context.close();
  });

  it.each([
    ["has changed a word", "A question is not shown: its signature is not that of a member."],
    ["has hidden it", "This is not shown here any more: Names a person"],
  ])("%s, that is said, and the words are not shown", async (what, sentence) => {
    const [real] = await told("motion", 1);
    const made: ToldQuestion =
      what === "has hidden it"
        ? { ...real!, said: undefined, answer: undefined, hidden: "Names a person" }
        : { ...real!, said: { ...real!.said!, question: { ...real!.said!.question, text: "Who stole the money?" } } };
    const { context, page } = await visit(browser, house);
    await page.route(route, (asked) => asked.fulfill({ json: [made] }));
    await page.route("**/relay/questions/about/**", (asked) => asked.fulfill({ json: [made] }));
    await page.goto("/votes/1");
    await page.getByText(sentence).waitFor();
    expect(await page.getByText("Who stole the money?").count()).toBe(0);
    expect(await page.getByText("Three of us, on Monday.").count()).toBe(0);
    await context.close();
  });

  it("attributes a question to another member, it is not shown", async () => {
    const [real] = await told("motion", 1);
    const { question } = real!.said!;
    const made = { ...real!, said: { ...real!.said!, question: { ...question, seat: other.seat! } } };
    const { context, page } = await visit(browser, house);
    await page.route("**/relay/questions/about/**", (asked) => asked.fulfill({ json: [made] }));
    await page.goto("/votes/1");
    await page.getByText("A question is not shown: its signature is not that of a member.").waitFor();
    await context.close();
  });
});
