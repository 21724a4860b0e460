import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { donationsAbi } from "#protocol/abi/donations.ts";
import { readReceiptCode } from "#protocol/house/receiptCode.ts";
import { describeOwn } from "../fixtures/ownClub.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

describeOwn("nobody of its story has done all of it", "what somebody did in the house", () => {
  it("is listed to them with codes, and each code says to everybody what it refers to", async () => {
    const [member] = (await house.people()).filter(({ name }) => name === "Lu Jiaming");
    const mine = await visit(browser, house, { width: 320, as: member });
    const stranger = await visit(browser, house);
    try {
      await open(mine.page, "/me/records");
      const links = mine.page.getByRole("table", { name: "My records" }).getByRole("link");
      await links.first().waitFor();
      const found = await links.evaluateAll((all) =>
        all.map((a) => [a.getAttribute("href") ?? "", a.textContent ?? ""]),
      );
      const codes = found.map(([href = ""]) => href.replace("/r/", ""));
      expect(new Set(codes).size).toBe(codes.length);
      expect(codes.filter((code) => readReceiptCode(code) === undefined)).toEqual([]);
      const kinds = new Map(found.map(([href = "", words = ""]) => [href.charAt(3), { href, words }]));
      expect([...kinds.keys()].sort()).toEqual(["B", "C", "E", "G", "V"]);
      for (const { href, words } of kinds.values()) {
        await open(stranger.page, href);
        expect(await stranger.page.locator("main h1").textContent()).toBe(words);
        await stranger.page.getByText(href.replace("/r/", ""), { exact: true }).waitFor();
      }
      const gift = kinds.get("G")?.href ?? "";
      const [given] = await house.read("Donations", donationsAbi, "donations", [
        BigInt(gift.split("-").at(-1) ?? 0),
        1n,
      ]);
      await open(stranger.page, gift);
      const entry = stranger.page.locator("main").getByRole("link", { name: "To the entry in the books" });
      expect(await entry.getAttribute("href")).toBe(`/money/${given?.entry}`);
      await open(stranger.page, "/r/C-9-9-9");
      await stranger.page.getByRole("heading", { name: "Nothing under this code" }).waitFor();
      expect([...mine.faults, ...stranger.faults]).toEqual([]);
    } finally {
      await Promise.all([mine.context.close(), stranger.context.close()]);
    }
  });
});
