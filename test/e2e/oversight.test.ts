import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chairsOf, rosterAbi, tableAt } from "#protocol/abi/roster.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { misled, ofAnswer } from "./misled.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

/** Who is in office now, and the demo person on the last of these chairs. */
async function office(): Promise<{ seats: readonly number[]; someone: PracticePerson; term: number }> {
  const { now } = await house.clock();
  const [[seats], term, people] = await Promise.all([
    house.read("Roster", rosterAbi, "tableAt", [now]),
    house.read("Roster", rosterAbi, "termAt", [now]),
    house.people(),
  ]);
  const someone = people.findLast(({ seat }) => seat !== null && seats.includes(seat));
  if (someone === undefined) throw new Error("Nobody of the demo is in office");
  return { seats, someone, term };
}

type Table = [readonly number[], boolean];

describe("the page of those in office", () => {
  const inOffice = (count: number, caretakers = false) =>
    ofAnswer<Table>(tableAt, ([seats]) => [seats.slice(0, count), caretakers]);

  it.each<[string, (needed: number) => number]>([
    ["one too few", (needed) => needed - 1],
    ["one", () => 1],
    ["nobody", () => 0],
  ])("says with %s in office that no payment can be approved, and leads to the motion that helps", async (_, count) => {
    const { approvalsNeeded: needed } = house.deployment.club;
    const n = count(needed);
    const who = n === 0 ? "Nobody is" : n === 1 ? "Only 1 member is" : `Only ${n} members are`;
    await misled(browser, house, { lie: inOffice(n), path: "/oversight" }, async (page) => {
      await page.getByText(`${who} in office (approvals needed: ${needed})`).waitFor();
      await page.getByRole("link", { name: "Propose a payment" }).click();
      expect(await page.getByRole("radio", { checked: true }).getAttribute("value")).toBe("pay");
    });
  });

  it("says so of caretakers, however many they are", async () => {
    const { chairs } = house.deployment.club;
    await misled(browser, house, { lie: inOffice(chairs, true), path: "/oversight" }, async (page) => {
      await page.getByText("Caretakers approve no payments", { exact: true }).waitFor();
    });
  });

  it("says nothing of the kind with just enough in office", async () => {
    const { approvalsNeeded } = house.deployment.club;
    await misled(browser, house, { lie: inOffice(approvalsNeeded), path: "/oversight" }, async (page, heard) => {
      await heard();
      await page.getByRole("heading", { name: "Waiting for approval" }).waitFor();
      expect(await page.getByText(/approvals needed/).count()).toBe(0);
      expect(await page.getByRole("link", { name: "Propose a payment" }).count()).toBe(0);
    });
  });
});

type Chairs = readonly { seat: number; elected: boolean; yesAt: number; leftAt: number }[];

describe("the card of somebody who was silent", () => {
  it("offers the chair as long as it is free", async () => {
    const { someone } = await office();
    const { chairs: count } = house.deployment.club;
    const silent = ofAnswer<Chairs>(chairsOf, (chairs) =>
      // Nobody of the reserves has said yes either, or the chair would be theirs.
      chairs.map((chair, i) => (chair.seat === someone.seat || i >= count ? { ...chair, yesAt: 0, leftAt: 0 } : chair)),
    );
    await misled(browser, house, { lie: silent, path: "/votes", as: someone }, async (page) => {
      await page.getByRole("heading", { name: "A chair is free" }).waitFor();
      await page.getByText("You did not answer in time, which counted as a no.").waitFor();
      const take = page.getByRole("button", { name: "Take the chair" });
      expect(await take.isEnabled()).toBe(true);
      expect(await page.getByRole("button", { name: "Give it up" }).count()).toBe(0);
      // Here only the visitor's node says that they were silent: the contract knows better, and says so in words.
      await take.click();
      await page.getByText(/already accepted on/).waitFor();
    });
  });

  it("is not there once others took every chair", async () => {
    const { someone } = await office();
    const taken = ofAnswer<Chairs>(chairsOf, (chairs) => {
      const own = { seat: someone.seat as number, elected: false, yesAt: 0, leftAt: 0 };
      const others = chairs.filter(({ seat }) => seat !== someone.seat);
      return [...others.map((chair) => ({ ...chair, yesAt: chair.yesAt || 1, leftAt: 0 })), own];
    });
    await misled(browser, house, { lie: taken, path: "/votes", as: someone }, async (page, heard) => {
      await heard();
      await page.getByRole("heading", { name: "Motions" }).waitFor();
      expect(await page.getByRole("button", { name: "Take the chair" }).count()).toBe(0);
    });
  });
});

describe("the card of somebody in office", () => {
  it("gives the chair up after asking once more, and calls the next one", async () => {
    const { someone, seats } = await office();
    const { context, page, faults } = await visit(browser, house, { as: someone });
    await open(page, "/votes");
    await page.getByRole("heading", { name: "Your chair" }).waitFor();
    await page.getByRole("button", { name: "Give it up", exact: true }).click();
    await page.getByText("you cannot take it back").waitFor();
    await page.getByRole("button", { name: "Keep it" }).click();
    expect((await office()).seats).toEqual(seats);
    await page.getByRole("button", { name: "Give it up", exact: true }).click();
    await page.getByRole("button", { name: "Yes, give it up" }).click();
    await expect.poll(async () => (await office()).seats).not.toContain(someone.seat);
    // The receipt stays there for whoever just did it.
    await open(page, "/votes");
    expect(await page.getByRole("heading", { name: "Your chair" }).count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });
});
