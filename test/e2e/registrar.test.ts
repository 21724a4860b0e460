import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { fill, makeRoom } from "./fullStorage.ts";
import {
  addOne,
  admit,
  applicantKey,
  beginRegister,
  card,
  linkOf,
  openIt,
  PASSPHRASE,
  registrarKey,
} from "./registrarSteps.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser } from "./visit.ts";
import { openAlive, signInWith, type WalletVisit, withWallet } from "./withWallet.ts";

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

const isAdmitted = (account: `0x${string}`) => house.read("Admission", admissionAbi, "isAdmitted", [account]);
describe("the registrar, with a wallet of their own", () => {
  let desk: WalletVisit;

  beforeAll(async () => {
    desk = await withWallet(browser, house, await registrarKey(house));
    const { page, wallet } = desk;
    await openAlive(page, "/desk/registrar");
    await signInWith(page, wallet);
    await beginRegister(page);
  });
  afterAll(() => desk.context.close());

  it("admits somebody by link and digits, and takes that back while it is unused", async () => {
    const { page } = desk;
    await addOne(page, "Ada Lovelace", "1970-01-31");
    const link = await linkOf(page, "Ada Lovelace");
    expect(link).toMatch(new RegExp(`^${house.address}/join/invited#[0-9a-f]{32}$`));
    const ada = await withWallet(browser, house, applicantKey("Ada"));
    try {
      const digits = await openIt(link, ada);
      const { address } = ada.wallet.account;
      const there = card(page, "Ada Lovelace");
      await there.getByText(digits).first().waitFor();
      expect(await isAdmitted(address)).toBe(false);
      await admit(page, "Ada Lovelace", digits);
      expect(await isAdmitted(address)).toBe(true);
      await ada.page.getByText("You are admitted").waitFor();
      await open(ada.page, "/join");
      await ada.page.getByText(/^You are admitted until/).waitFor();

      await there.getByRole("button", { name: "Withdraw the admission" }).click();
      await there.getByRole("button", { name: "Withdraw it", exact: true }).click();
      await expect.poll(() => isAdmitted(address)).toBe(false);
      await there.getByText("withdrawn", { exact: true }).waitFor();
      expect([...desk.faults, ...ada.faults]).toEqual([]);
    } finally {
      await ada.context.close();
    }
  });

  it("shows a link red that two accounts have opened, and replaces it", async () => {
    const { page } = desk;
    await addOne(page, "Ben Bell", "1971-02-03");
    const link = await linkOf(page, "Ben Bell");
    const [ben, eve] = [
      await withWallet(browser, house, applicantKey("Ben")),
      await withWallet(browser, house, applicantKey("Eve")),
    ];
    try {
      await openIt(link, eve);
      await openIt(link, ben);
      await ben.page.getByText("Another account has opened this link").waitFor();
      const there = card(page, "Ben Bell");
      await there.getByText("opened twice").waitFor();
      expect(await there.getByRole("checkbox").count()).toBe(0);
      await there.getByRole("button", { name: "Make a new link" }).click();
      await there.getByText("link not opened").waitFor();
      expect(await linkOf(page, "Ben Bell")).not.toBe(link);
      await eve.page.reload();
      await eve.page.getByText("There is a newer link for you").waitFor();
    } finally {
      await Promise.all([ben.context.close(), eve.context.close()]);
    }
  });

  it("refuses with a reason that only the link opens", async () => {
    const { page } = desk;
    const reason = "We could not see that you studied there.";
    await addOne(page, "Cleo Chan", "1972-03-04");
    const link = await linkOf(page, "Cleo Chan");
    const there = card(page, "Cleo Chan");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.postData() ?? ""));
    await there.getByRole("button", { name: "Refuse…" }).click();
    await there.getByLabel("Reason").fill(reason);
    await there.getByRole("button", { name: "Refuse", exact: true }).click();
    await there.getByText(reason).waitFor();
    // With it in a motion, the members can admit her all the same, and once.
    await there.getByText("Check code of the person").click();
    expect(await there.locator("code").textContent()).toMatch(/^0x[0-9a-f]{64}$/);
    const cleo = await withWallet(browser, house, applicantKey("Cleo"));
    try {
      await cleo.page.goto(link);
      await cleo.page.getByText(reason).waitFor();
      expect(await cleo.page.getByRole("button", { name: "Come with this account" }).count()).toBe(0);
    } finally {
      await cleo.context.close();
    }
    // Neither names nor reasons leave the browser.
    expect(asked.some((body) => body.includes("0x"))).toBe(true);
    expect(asked.filter((body) => /Cleo|studied/.test(body))).toEqual([]);
  });

  it("hands nothing out that the register has no room for, says so, and opens all the same", async () => {
    const { page } = desk;
    const [name, born] = ["Dora Diaz", "1973-04-05"];
    let handedOut = 0;
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/invitations")) handedOut += 1;
    });
    await page.evaluate(fill, "files");
    await page.getByLabel("Name at birth").fill(name);
    await page.getByLabel("Date of birth").fill(born);
    const make = page.getByRole("button", { name: "Make a link" });
    await make.click();
    await page.getByText("This browser could not save it").first().waitFor();
    // The same button takes the same touch again.
    await make.click();
    await expect.poll(() => make.isEnabled()).toBe(true);
    expect(handedOut).toBe(0);
    await page.evaluate(makeRoom);
    await make.click();
    await page.getByLabel("Find a name").fill(name);
    await card(page, name).waitFor();
    expect(handedOut).toBe(1);
    expect(await page.getByText("This browser could not save it").count()).toBe(0);

    await page.reload();
    await page.evaluate(fill, "files");
    await page.getByLabel("Passphrase").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByLabel("Find a name").fill(name);
    await card(page, name).waitFor();
    await page.evaluate(makeRoom);
  });

  it("takes ten thousand people from a list, and names the lines that it cannot use", async () => {
    const { page, wallet } = desk;
    const people = Array.from({ length: 9_997 }, (_, i) => `"Person, ${i}",1970-01-01,"no ""phone"""`);
    const list = [
      "\ufeffName,Born,Phone",
      ...people,
      "Ada Lovelace,31.1.1970,",
      '"Person, 0",1970-01-01,',
      "Nobody,soon,",
    ];
    await page.getByText("A whole list").click();
    await page.getByLabel("List as a CSV file").setInputFiles({
      name: "people.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(list.join("\r\n")),
    });
    await page.getByText("9,997 lines can be used, 3 cannot:").waitFor();
    await page.getByText(/Ada Lovelace.*is in the register already/).waitFor();
    await page.getByText(/Person, 0.*is in the list already/).waitFor();
    await page.getByText(/Nobody.*not clear/).waitFor();
    const before = wallet.signed;
    await page.getByRole("button", { name: "Make 9,997 links" }).click();
    await page.getByText("Link not opened (9999)").waitFor({ state: "attached" });
    expect(wallet.signed - before).toBe(2);

    // It is all there after a reload, behind the passphrase alone.
    await page.reload();
    await page.getByLabel("Passphrase").fill("not this one, surely");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByText("The passphrase does not fit").waitFor();
    await page.getByLabel("Passphrase").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByText("Link not opened (9999)").waitFor({ state: "attached" });
  });

  it("shows nobody in the register before the browser keeps them, so that a reload loses nobody who was shown", async () => {
    const { page } = desk;
    await page.evaluate(() => {
      const seal = crypto.subtle.encrypt.bind(crypto.subtle);
      crypto.subtle.encrypt = async (...given) => {
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        return seal(...given);
      };
    });
    const name = "Kept Before Seen";
    await page.getByLabel("Find a name").fill(name);
    await page.getByLabel("Name at birth").fill(name);
    await page.getByLabel("Date of birth").fill("1970-02-03");
    const handedOut = page.waitForResponse((answer) => answer.url().includes("/invitations") && answer.ok());
    await page.getByRole("button", { name: "Make a link" }).click();
    await handedOut;
    await page.waitForTimeout(500);
    expect(await card(page, name).count()).toBe(0);
    await card(page, name).waitFor();
    await page.reload();
    await page.getByLabel("Passphrase").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByLabel("Find a name").fill(name);
    await card(page, name).waitFor();
  });
});

describe("somebody else at the registrar's desk", () => {
  it("reads whose it is, and sees no register", async () => {
    const other = await withWallet(browser, house, applicantKey("Zoe"));
    try {
      await open(other.page, "/desk/registrar");
      await signInWith(other.page, other.wallet);
      await other.page.getByText("Only the admissions desk works here").waitFor();
      expect(await other.page.getByLabel("A passphrase of your own").count()).toBe(0);
    } finally {
      await other.context.close();
    }
  });
});
