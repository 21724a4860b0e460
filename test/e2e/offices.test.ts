import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, settled, speak, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

const whoIs = async (role: string): Promise<PracticePerson> => {
  const person = (await house.people()).find((one) => one.role === role);
  if (person === undefined) throw new Error(`Nobody here is ${role}`);
  return person;
};

/** The ways that a page's own part offers, in the order in which one reads them. */
const ways = (page: Page) =>
  page.locator("main a[href]").evaluateAll((links) => links.map((one) => one.getAttribute("href")));

describe.each([
  ["operator", "/desk/operator"],
  ["registrar", "/desk/registrar"],
])("the %s, who has no share", (role, desk) => {
  it("reads on their page what their office is, and is led to their desk before anything else", async () => {
    const { context, page, faults } = await visit(browser, house, { as: await whoIs(role) });
    await open(page, "/me");
    await page.locator(`main section a[href="${desk}"]`).first().waitFor();
    expect((await ways(page))[0]).toBe(desk);
    // A share is another matter, and nothing that waits for them.
    await page.getByText("Your office needs no share").waitFor();
    for (const shown of ["Take a place", "Not a member yet", "What comes with your share"]) {
      expect(await page.locator("main").getByText(shown).count(), shown).toBe(0);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it("is led there from every other page too", async () => {
    const { context, page } = await visit(browser, house, { as: await whoIs(role) });
    await open(page, "/money");
    await page.getByRole("navigation", { name: "What comes first" }).locator(`a[href="${desk}"]`).waitFor();
    await context.close();
  });
});

describe("a person who is called by what they do", () => {
  it("is called so in the language that one reads now, also after another one and a reload", async () => {
    const { context, page } = await visit(browser, house);
    await open(page, "/money");
    await page.locator("header").getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "The admissions desk" }).click();
    const inHead = (name: string) => page.locator("header").getByRole("button", { name, exact: true });
    await inHead("The admissions desk").waitFor();
    const [other] = house.deployment.club.languages.filter((one) => one === "de");
    if (other !== undefined) {
      await speak(page, other);
      await settled(page);
      await inHead("Die Aufnahmestelle").waitFor();
      await open(page, "/me");
      await page.getByRole("heading", { level: 1, name: "Die Aufnahmestelle" }).waitFor();
      await inHead("Die Aufnahmestelle").click();
      await page.getByRole("dialog").getByText("Die Aufnahmestelle").waitFor();
    }
    await context.close();
  });
});
