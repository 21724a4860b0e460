import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { practiceAddress } from "#protocol/house/practice.ts";
import { answersGetLost } from "./lostAnswers.ts";
import { openRound, roundAddress, someoneWhoHasNotVoted, TERM_IN_BALLOT, TestHouse } from "./TestHouse.ts";
import { goBy, open, openBrowser, settled, signInAs, type Visit, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

const nothingIsOnItsWay = (page: Page) =>
  expect.poll(() => page.locator("aside").textContent()).not.toContain("being recorded");

/** Both tabs hand it in before one hears of the other: the relay then refuses one of them, and the console says so. */
const besidesTheSecond = (faults: readonly string[]) =>
  faults.filter((fault) => !/status of 422 .*\/relay\/calls\)$/.test(fault));

/**
 * Presses a button if it is there to be pressed, in one go: while the other tab's confirmation is on its way it is busy,
 * and afterwards it may be gone. After a refusal it is not pressed again.
 */
function pressIfThere(tab: Page, name: string | RegExp): Promise<void> {
  return tab.getByRole("button", { name, exact: true }).evaluateAll((buttons) => {
    if (document.body.textContent.includes("Not recorded")) return;
    for (const button of buttons) (button as HTMLButtonElement).click();
  });
}

describe("a newcomer with the round open in two tabs", () => {
  const newcomer = { label: "newcomer:4", name: "A newcomer" };
  let me: Visit;
  let second: Page;
  let round: number;
  let account: `0x${string}`;
  const sold = async () => (await house.read("Rounds", roundsAbi, "round", [round])).sold;

  beforeAll(async () => {
    round = await openRound(house);
    account = practiceAddress(house.deployment.chainId, newcomer.label);
    me = await visit(browser, house, { as: newcomer });
    second = await me.context.newPage();
  });
  afterAll(() => me.context.close());

  it("gets one place, though both confirm at the same moment", async () => {
    const before = await sold();
    const tabs = [me.page, second];
    for (const tab of tabs) {
      await open(tab, await roundAddress(house, round));
      await tab.getByLabel("I accept the rules").check();
    }
    for (const tab of tabs) await tab.getByRole("button", { name: /^Join for/, disabled: false }).waitFor();
    // Where one tab has heard of the other's by then, there is nothing left to confirm.
    await Promise.all(tabs.map((tab) => pressIfThere(tab, /^Join for/)));
    for (const tab of tabs) await tab.getByRole("heading", { name: "Your place" }).waitFor();
    for (const tab of tabs) await nothingIsOnItsWay(tab);
    expect(await sold()).toBe(before + 1);
    const place = await house.read("Rounds", roundsAbi, "purchaseOf", [round, account]);
    expect(place).toMatchObject({ payer: account, refunded: false });
  });

  it("steps back in one tab, and the other one offers a place again", async () => {
    const before = await sold();
    await me.page.getByRole("button", { name: "Give my place back…" }).click();
    await me.page.getByRole("button", { name: /^Step back and get/ }).click();
    await me.page.getByText("paid back").waitFor();
    expect(await sold()).toBe(before - 1);
    await second.getByRole("button", { name: "Give my place back…" }).waitFor({ state: "detached" });
    expect(besidesTheSecond(me.faults)).toEqual([]);
  });
});

describe("a member with the ballot open in two tabs", () => {
  let me: Visit;
  let second: Page;
  let seat: number;
  const paper = `/votes/ballot/${TERM_IN_BALLOT}`;
  const cast = () => house.read("Elections", electionsAbi, "ballotOf", [TERM_IN_BALLOT, seat]);
  const turnout = async () => (await house.read("Elections", electionsAbi, "election", [TERM_IN_BALLOT])).turnout;
  const boxes = (tab: Page) => tab.getByRole("group", { name: /candidate/ }).getByRole("checkbox");
  const box = (tab: Page, i: number) => boxes(tab).nth(i);
  const counted = ([, approvals]: Awaited<ReturnType<typeof cast>>) => approvals.toString(2).replaceAll("0", "").length;

  const isRecorded = () => new RegExp(`^Recorded for member ${seat}: `);

  beforeAll(async () => {
    const person = await someoneWhoHasNotVoted(house);
    seat = person.seat;
    me = await visit(browser, house, { as: person });
    second = await me.context.newPage();
  });
  afterAll(() => me.context.close());

  /** Candidates there are, and chosen in the first ballot: a small club may have one alone. */
  let [many, chosen] = [0, 0];

  it("finds what was chosen again after a reload, before anything is confirmed", async () => {
    await open(me.page, paper);
    many = await boxes(me.page).count();
    chosen = Math.min(2, many);
    await box(me.page, many - 1).check();
    await me.page.reload();
    await settled(me.page);
    const ticked = await boxes(me.page).evaluateAll((all) => all.map((one) => (one as HTMLInputElement).checked));
    expect(ticked).toEqual(Array.from({ length: many }, (_, i) => i === many - 1));
    await box(me.page, many - 1).uncheck();
    expect(await cast()).toMatchObject([false, 0n, 0, 0]);
  });

  it("has one ballot after a reload in the middle of confirming it", async () => {
    const before = await turnout();
    await open(me.page, paper);
    for (let i = 0; i < chosen; i++) await box(me.page, i).check();
    await me.page.getByRole("button", { name: "Check" }).click();
    await me.page.getByText("Is this your vote?").waitFor();
    const { arrived, end } = await answersGetLost(me.page);
    await me.page.getByRole("button", { name: "Confirm" }).click();
    await me.page.getByText("Being recorded").first().waitFor();
    await arrived;
    await me.page.reload();
    end();
    await me.page.getByText(isRecorded()).waitFor();
    await nothingIsOnItsWay(me.page);
    const own = await cast();
    expect(own[2]).toBe(1);
    expect(counted(own)).toBe(chosen);
    expect(await turnout()).toBe(before + 1);
  });

  it("counts as one vote, though both tabs confirm another choice at the same moment", async () => {
    const before = await turnout();
    const tabs = [me.page, second];
    for (const tab of tabs) {
      await open(tab, paper);
      await tab.getByRole("button", { name: "Change it" }).click();
      await tab.getByRole("group", { name: /candidate/ }).waitFor();
    }
    // One more in the one tab, if there is one more, and one less in the other.
    const [less, more] = [chosen - 1, many > chosen ? chosen + 1 : chosen - 1];
    if (more > chosen) await box(me.page, chosen).check();
    else await box(me.page, less).uncheck();
    await box(second, less).uncheck();
    await me.page.getByRole("button", { name: more > 0 ? "Check" : "Abstain" }).click();
    await second.getByRole("button", { name: less > 0 ? "Check" : "Abstain" }).click();
    await Promise.all(tabs.map(confirmUntilToldHow));
    for (const tab of tabs) await nothingIsOnItsWay(tab);
    // A ballot that another tab's came before says so; every other one was counted, and the last one counts.
    const refused = await Promise.all(tabs.map((tab) => tab.getByText("Not recorded").count()));
    const lost = refused.filter((notices) => notices > 0).length;
    const own = await cast();
    expect(lost).toBeLessThanOrEqual(1);
    const ballots = 1 + tabs.length - lost;
    // With one candidate both choose the same, and what they sign in the same second is one ballot.
    expect(more === less ? [ballots - 1, ballots] : [ballots]).toContain(own[2]);
    expect([less, more]).toContain(counted(own));
    expect(await turnout()).toBe(before);
    // Whoever made the one that counts has its receipt.
    await expect.poll(() => Promise.all(tabs.map((tab) => tab.getByText("Receipt code").count()))).toContain(1);
  });

  /** Each tab says what became of it; until then it is confirmed again, should the other one have been on its way. */
  async function confirmUntilToldHow(tab: Page): Promise<void> {
    const told = tab.getByText(isRecorded()).or(tab.getByText("Not recorded"));
    const isTold = async () => {
      if ((await told.count()) > 0) return true;
      await pressIfThere(tab, "Confirm");
      return false;
    };
    await expect.poll(isTold).toBe(true);
  }
});

describe("a member who signs out in one of two tabs", () => {
  it("has left the other one too, with what was begun there", async () => {
    const person = (await house.people()).findLast(({ seat, name }) => seat !== null && name !== "")!;
    const { context, page, faults } = await visit(browser, house, { as: person });
    try {
      const second = await context.newPage();
      const signIn = (tab: Page) => tab.locator("header").getByRole("button", { name: "Sign in" });
      await open(page, "/me");
      await open(second, "/votes/new?kind=question");
      await second.getByLabel("Title").fill("A bench");
      await page.getByRole("button", { name: "Sign out" }).click();
      for (const tab of [page, second]) await signIn(tab).waitFor();
      await expect.poll(() => second.getByLabel("Title").inputValue()).toBe("");
      // Storage that is wiped is no farewell.
      await signInAs(second, person.name);
      const here = second.locator("header").getByRole("button", { name: person.name });
      await page.evaluate(() => localStorage.clear());
      await page.waitForTimeout(500);
      expect(await here.isVisible()).toBe(true);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("whoever signs in beside somebody else's open tab", () => {
  it("is alone here, and reads nothing that the other one had begun", async () => {
    const [one, other] = (await house.people()).filter(({ seat, name }) => seat !== null && name !== "");
    const { context, page, faults } = await visit(browser, house);
    try {
      // Open before anybody came: it knows of nobody.
      const second = await context.newPage();
      for (const tab of [page, second]) await open(tab, "/votes/new?kind=question");
      const header = (tab: Page, name: string) => tab.locator("header").getByRole("button", { name });
      await signInAs(page, one!.name);
      await page.getByLabel("Title").fill("A secret");
      await signInAs(second, other!.name);
      await header(page, "Sign in").waitFor();
      await goBy(second, "/votes");
      await goBy(second, "/votes/new?kind=question");
      expect(await second.getByLabel("Title").inputValue()).toBe("");
      await page.reload();
      await header(page, other!.name).waitFor();
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
