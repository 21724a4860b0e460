import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { practiceAddress } from "#protocol/house/practice.ts";
import { openRound, TestHouse } from "./TestHouse.ts";
import { open, openBrowser, settled, type Visit, visit } from "./visit.ts";

const RELAY = "**/relay/**";
const TERM_IN_BALLOT = 3;

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

/** Hands over what the page confirms, and never lets the answer back: what a reload at that moment does. */
async function answersGetLost(page: Page): Promise<{ arrived: Promise<void> }> {
  let handedIn = () => {};
  const arrived = new Promise<void>((resolve) => {
    handedIn = resolve;
  });
  await page.route(RELAY, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    handedIn();
  });
  return { arrived };
}

const nothingIsOnItsWay = (page: Page) =>
  expect.poll(() => page.locator("aside").textContent(), { timeout: 20_000 }).not.toContain("being recorded");

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
      await open(tab, `/rounds/${round}`);
      await tab.getByLabel("I accept the rules").check();
    }
    await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: /^Join for/ }).click()));
    for (const tab of tabs) await tab.getByRole("heading", { name: "Your place" }).waitFor({ timeout: 30_000 });
    for (const tab of tabs) await nothingIsOnItsWay(tab);
    expect(await sold()).toBe(before + 1);
    const place = await house.read("Rounds", roundsAbi, "purchaseOf", [round, account]);
    expect(place).toMatchObject({ payer: account, refunded: false });
  });

  it("steps back in one tab, and the other one offers a place again", async () => {
    const before = await sold();
    await me.page.getByRole("button", { name: /^Step back and get/ }).click();
    await me.page.getByText("paid back").waitFor({ timeout: 30_000 });
    expect(await sold()).toBe(before - 1);
    await second.getByRole("button", { name: /^Step back and get/ }).waitFor({ state: "detached", timeout: 30_000 });
    expect(me.faults).toEqual([]);
  });
});

describe("a member with the ballot open in two tabs", () => {
  let me: Visit;
  let second: Page;
  let seat: number;
  const paper = `/votes/ballot/${TERM_IN_BALLOT}`;
  const cast = () => house.read("Elections", electionsAbi, "ballotOf", [TERM_IN_BALLOT, seat]);
  const turnout = async () => (await house.read("Elections", electionsAbi, "election", [TERM_IN_BALLOT])).turnout;
  const box = (tab: Page, i: number) =>
    tab
      .getByRole("group", { name: /candidate/ })
      .getByRole("checkbox")
      .nth(i);
  const counted = ([, approvals]: Awaited<ReturnType<typeof cast>>) => approvals.toString(2).replaceAll("0", "").length;

  beforeAll(async () => {
    const person = await someoneWhoHasNotVoted();
    seat = person.seat;
    me = await visit(browser, house, { as: person });
    second = await me.context.newPage();
  });
  afterAll(() => me.context.close());

  async function someoneWhoHasNotVoted() {
    for (const { label, name, seat: number } of (await house.people()).reverse()) {
      if (number === null) continue;
      const [voted] = await house.read("Elections", electionsAbi, "ballotOf", [TERM_IN_BALLOT, number]);
      if (!voted) return { label, name, seat: number };
    }
    throw new Error("Everybody has voted in the story");
  }

  async function choose(tab: Page, ...candidates: number[]): Promise<void> {
    await open(tab, paper);
    for (const i of candidates) await box(tab, i).check();
    await tab.getByRole("button", { name: "Check" }).click();
    await tab.getByText("Is this your vote?").waitFor();
  }

  it("finds what was chosen again after a reload, before anything is confirmed", async () => {
    await open(me.page, paper);
    await box(me.page, 1).check();
    await me.page.reload();
    await settled(me.page);
    expect(await box(me.page, 1).isChecked()).toBe(true);
    expect(await box(me.page, 0).isChecked()).toBe(false);
    await box(me.page, 1).uncheck();
    expect(await cast()).toMatchObject([false, 0n, 0, 0]);
  });

  it("has one ballot after a reload in the middle of confirming it", async () => {
    const before = await turnout();
    await choose(me.page, 0, 1);
    const { arrived } = await answersGetLost(me.page);
    await me.page.getByRole("button", { name: "Confirm" }).click();
    await me.page.getByText("Being recorded").first().waitFor();
    await arrived;
    await me.page.reload();
    await me.page.unroute(RELAY);
    await me.page.getByText(new RegExp(`^Recorded for member ${seat}: `)).waitFor({ timeout: 30_000 });
    await nothingIsOnItsWay(me.page);
    const own = await cast();
    expect(own[2]).toBe(1);
    expect(counted(own)).toBe(2);
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
    await box(me.page, 2).check();
    await box(second, 1).uncheck();
    for (const tab of tabs) await tab.getByRole("button", { name: "Check" }).click();
    await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: "Confirm" }).click()));
    // Each says what became of it: it counts, or another one came first.
    const ends = tabs.map(async (tab) => {
      const end = tab.getByText("Receipt code").or(tab.getByText("Not recorded"));
      await end.first().waitFor({ timeout: 30_000 });
      return end.first().textContent();
    });
    const said = await Promise.all(ends);
    const own = await cast();
    const winners = said.filter((words) => words?.startsWith("Receipt code")).length;
    expect(own[2]).toBe(1 + winners);
    expect(winners).toBeGreaterThanOrEqual(1);
    expect([1, 3]).toContain(counted(own));
    expect(await turnout()).toBe(before);
    for (const tab of tabs) await nothingIsOnItsWay(tab);
  });
});
