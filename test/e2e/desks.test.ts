import type { Browser, Page } from "playwright-core";
import { createWalletClient, hexToString, http, keccak256, stringToHex, trim } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RequestState } from "#protocol/abi/enums.ts";
import { reportsAbi } from "#protocol/abi/reports.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { teamAbi } from "#protocol/abi/team.ts";
import { tokenAbi } from "#protocol/abi/token.ts";
import { treasuryAbi } from "#protocol/abi/treasury.ts";
import { practiceAddress } from "#protocol/house/practice.ts";
import { recordHash } from "#protocol/relay/records.ts";
import { formatsFor } from "../../frontend/src/i18n/formats.ts";
import {
  bringTakings,
  fillRequest,
  handInBill,
  newestRequest,
  paperOf,
  putOnList,
  requestCard,
  tableOf,
  theTen,
} from "./paymentSteps.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, settled, visit } from "./visit.ts";
import { openAlive, signInWith, type WalletVisit, withWallet } from "./withWallet.ts";

const UNIT = 1_000_000n;

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

const money: ReturnType<typeof formatsFor>["money"] = (amount, how) =>
  formatsFor("en", house.deployment.club.currency).money(amount, how);

describe("the operator, with a wallet of their own", () => {
  let desk: WalletVisit;
  let page: Page;
  const mill = practiceAddress(31337, "a mill that the house has never paid");

  beforeAll(async () => {
    desk = await withWallet(browser, house, house.keyOf("operator"));
    page = desk.page;
    await openAlive(page, "/desk/operator");
    await signInWith(page, desk.wallet);
    await page.getByRole("heading", { name: "Ask for a payment" }).waitFor();
  });
  afterAll(() => desk.context.close());

  it("names a payee, asks for a payment with the bill's reference, and sees it wait under that name", async () => {
    await putOnList(page, "Mill & Sons", mill);
    await page.getByLabel("Who is paid").selectOption({ label: "Mill & Sons" });
    await fillRequest(page, "123.45", "Flour for November");
    await page.getByLabel("Reference on the bill").fill("RE-2026/0117");
    const bill = Buffer.from("%PDF-1.7 flour for November, 123.45");
    await page
      .getByLabel("Bill or slip")
      .setInputFiles({ name: "a.exe", mimeType: "image/png", buffer: Buffer.from("MZ") });
    await page.getByText("This is neither a photo nor a PDF.").waitFor();
    await handInBill(page, bill);
    await page.getByRole("button", { name: "Ask for this payment" }).click();
    await page.getByText("Asked for.").waitFor();
    const request = await newestRequest(house);
    expect(request).toMatchObject({
      payee: mill,
      amount: 123_450_000n,
      proposer: desk.wallet.account.address,
      ref: recordHash("Flour for November"),
      state: RequestState.Open,
    });
    const [asked] = (await house
      .node("eth_getLogs", [{ address: house.deployment.contracts.Payments, fromBlock: "0x0", toBlock: "latest" }])
      .then((logs) => (logs as { data: `0x${string}` }[]).slice(-1))) as [{ data: `0x${string}` }];
    expect(hexToString(trim(`0x${asked.data.slice(-64)}`, { dir: "right" }))).toBe("RE-2026/0117");
    // Everybody reads the company's name where the money goes: as a name, in its own direction.
    const stranger = await visit(browser, house);
    await open(stranger.page, "/oversight");
    const card = requestCard(stranger.page, request.id);
    await card.locator("bdi").filter({ hasText: "Mill & Sons" }).waitFor();
    // And its papers' names, but not what is in them: that is for those in office.
    await card.getByRole("button", { name: "Reference and papers" }).click();
    await card.getByText("RE-2026/0117").waitFor();
    await card.getByRole("button", { name: /^Document/ }).click();
    await card.getByText("This paper is not for you.").waitFor();
    expect((await fetch(`${house.address}/papers/${keccak256(bill)}`)).status).toBe(403);
    const [one] = await theTen(house);
    const reader = await visit(browser, house, { as: one! });
    await open(reader.page, "/desk/table");
    expect(await paperOf(reader.page, request.id)).toEqual(bill);
    await reader.context.close();
    await stranger.context.close();
  });

  it("takes a request back", async () => {
    const { id } = await newestRequest(house);
    const card = requestCard(page, id);
    await card.getByRole("button", { name: "Take it back…" }).click();
    await card.getByRole("button", { name: "Take it back", exact: true }).click();
    await expect.poll(async () => (await newestRequest(house)).state).toBe(RequestState.Withdrawn);
  });

  it("is told before asking that so much takes a vote, and that a budget does not reach", async () => {
    await page.getByRole("button", { name: "Ask for another one" }).click();
    const threshold = BigInt(house.deployment.club.voteThreshold);
    await fillRequest(page, `${threshold}.01`, "An oven");
    await page.getByText(`More than ${money(threshold * UNIT)} takes a vote of the members.`).waitFor();
    expect(await page.getByRole("button", { name: "Ask for this payment" }).isDisabled()).toBe(true);
    await fillRequest(page, `${threshold - 1n}`, "An oven");
    await page.getByText("The category’s budget does not reach.").waitFor();
    await fillRequest(page, "12.50", "Milk");
    expect(await page.getByText("The category’s budget does not reach.").count()).toBe(0);
    await page.getByRole("button", { name: "Ask for this payment" }).click();
    await page.getByText("Asked for.").waitFor();
  });

  it("brings takings in by two transactions of their own", async () => {
    const { address } = desk.wallet.account;
    await house.node("anvil_setBalance", [address, "0x8ac7230489e80000"]);
    const account = privateKeyToAccount(house.keyOf("operator"));
    const client = createWalletClient({ account, transport: http(`${house.address}/rpc`) });
    const { Token: token } = house.deployment.contracts;
    const faucet = { address: token, abi: tokenAbi, functionName: "faucet", chain: null } as const;
    await client.writeContract({ ...faucet, args: [address, 500n * UNIT] });
    const before = await house.books();
    await page.reload();
    await settled(page);
    await bringTakings(page, "320.50");
    expect(await house.books()).toMatchObject({ cash: before.cash + 320_500_000n, owed: before.owed });
    expect(desk.wallet.sent).toBe(2);
    const { amount } = await house.entrySince(before.entries, "cash sales", "cash");
    expect(amount).toBe(320_500_000n);
  });

  it("names somebody of the team, and shuts them out", async () => {
    const helper = practiceAddress(31337, "a helper at the counter");
    const team = page.locator("section").filter({ has: page.getByRole("heading", { name: "Your people" }) });
    await team.getByLabel("Account", { exact: true }).fill(helper);
    await team.getByRole("button", { name: "Give these rights" }).click();
    const rights = () => house.read("Team", teamAbi, "may", [helper, 0]);
    await expect.poll(rights).toBe(true);
    await team.getByRole("button", { name: "Remove…" }).click();
    await team.getByRole("button", { name: "Remove", exact: true }).click();
    await expect.poll(rights).toBe(false);
    expect(desk.faults).toEqual([]);
  });
});

describe("those in office at their desk", () => {
  it("tick what they have looked at and confirm it once; the sixth yes pays", async () => {
    const request = await newestRequest(house);
    expect(request.state).toBe(RequestState.Open);
    const ten = await theTen(house);
    const { approvalsNeeded } = house.deployment.club;
    const before = await house.books();
    for (const person of ten.slice(0, approvalsNeeded)) {
      const { context, page, faults } = await visit(browser, house, { as: person });
      await open(page, "/me");
      // One's duties name it, with a button that leads there.
      await page.getByText(/waits? for your approval/).waitFor();
      await page.getByRole("link", { name: "Look at it" }).click();
      const card = requestCard(page, request.id);
      await card.getByText(/^After it /).waitFor();
      await card.getByLabel("I have looked at it and approve it").check();
      const { approvals } = await newestRequest(house);
      await page.getByRole("button", { name: "Approve this payment" }).click();
      await expect.poll(async () => (await newestRequest(house)).approvals).not.toBe(approvals);
      expect(faults).toEqual([]);
      await context.close();
    }
    await expect.poll(async () => (await newestRequest(house)).state).toBe(RequestState.Paid);
    expect(await house.books()).toMatchObject({ cash: before.cash - request.amount });
  });

  it("correct the report of their term, and sign or object to it", async () => {
    const count = await house.read("Reports", reportsAbi, "reportCount", []);
    const [last] = await house.read("Reports", reportsAbi, "reports", [count, 1]);
    const seats = await house.read("Roster", rosterAbi, "tableOf", [last!.term]);
    const [author, other] = await tableOf(house, seats.slice(-2));
    const { context, page, faults } = await visit(browser, house, { as: author! });
    try {
      await open(page, "/desk/table");
      await page.getByText(`Correct the report of term ${last!.term}`).click();
      const file = page.getByRole("button", { name: "File the report" });
      expect(await file.isDisabled()).toBe(true);
      await page.getByText("In the account at the beginning").last().waitFor();
      for (const [label, amount] of [
        ["Cash sales of the", "8,400"],
        ["Wages paid by the", "5,000"],
        ["Goods in store", "0"],
        ["bank account", "120.50"],
      ] as const) {
        await page.getByLabel(label).last().fill(amount);
      }
      await page.getByLabel("The report’s text").fill("We counted again.\n\nOne bill had been left out.");
      await file.click();
      const id = count + 1;
      await expect.poll(() => house.read("Reports", reportsAbi, "reportCount", [])).toBe(id);
      const [filed] = await house.read("Reports", reportsAbi, "reports", [id, 1]);
      expect(filed).toMatchObject({
        term: last!.term,
        author: author!.seat,
        attested: { cashSales: 8_400n * UNIT, payroll: 5_000n * UNIT, goods: 0n, bankBalance: 120_500_000n },
        text: recordHash("We counted again.\n\nOne bill had been left out."),
      });
      await page.getByRole("button", { name: "I agree with the report" }).first().click();
      const words = () => house.read("Reports", reportsAbi, "signaturesOf", [id]);
      await expect
        .poll(async () => (await words()).map(({ seat, agrees }) => [seat, agrees]))
        .toContainEqual([author!.seat, true]);

      const objector = await visit(browser, house, { as: other! });
      await open(objector.page, "/me");
      await objector.page.getByText(`The report of term ${last!.term} waits for your word`).waitFor();
      await objector.page.getByRole("link", { name: "Read and sign" }).click();
      await objector.page.getByRole("button", { name: "I do not agree…" }).first().click();
      await objector.page.getByLabel("What is not right?").fill("The bill is there twice.");
      await objector.page.getByRole("button", { name: "Object", exact: true }).click();
      await expect
        .poll(async () => (await words()).find(({ seat }) => seat === other!.seat))
        .toMatchObject({
          agrees: false,
          reason: recordHash("The bill is there twice."),
        });
      expect([...faults, ...objector.faults]).toEqual([]);
      await objector.context.close();
    } finally {
      await context.close();
    }
  });

  it("see money that nobody announced, and anybody has it booked", async () => {
    const giver = privateKeyToAccount(keccak256(stringToHex("somebody who says nothing")));
    await house.node("anvil_setBalance", [giver.address, "0x8ac7230489e80000"]);
    const client = createWalletClient({ account: giver, transport: http(`${house.address}/rpc`) });
    const { Token: token, Treasury: treasury } = house.deployment.contracts;
    const at = { address: token, abi: tokenAbi, chain: null } as const;
    await client.writeContract({ ...at, functionName: "faucet", args: [giver.address, 9n * UNIT] });
    const before = await house.books();
    const { context, page } = await visit(browser, house);
    try {
      await open(page, "/oversight");
      // The same words once more, while the page stays open, mean another entry.
      for (const amount of [7n * UNIT, 2n * UNIT]) {
        await client.writeContract({ ...at, functionName: "transfer", args: [treasury, amount] });
        await page.getByText(`${money(amount, { cents: "always" })} came in that nobody announced`).waitFor();
        await page.getByRole("button", { name: "Book it as a donation" }).click();
        await expect.poll(() => house.read("Treasury", treasuryAbi, "unbooked", [])).toBe(0n);
      }
      expect((await house.books()).cash).toBe(before.cash + 9n * UNIT);
    } finally {
      await context.close();
    }
  });
});

describe("somebody who works at no desk", () => {
  it("reads whose each is, and is offered none on their own page", async () => {
    const { now } = await house.clock();
    const [seats] = await house.read("Roster", rosterAbi, "tableAt", [now]);
    const people = await house.people();
    const newcomer = people.find(({ label }) => label.startsWith("newcomer:"));
    expect(seats.length).toBeGreaterThan(0);
    const { context, page } = await visit(browser, house, { as: newcomer! });
    try {
      await open(page, "/desk/operator");
      await page.getByText("works here").waitFor();
      await open(page, "/desk/table");
      await page.getByText("Only those in office work here").waitFor();
      await open(page, "/me");
      expect(await page.locator('main a[href^="/desk/"]').count()).toBe(0);
    } finally {
      await context.close();
    }
  });
});

describe("a head on a phone", () => {
  it("says in words who is here, or that one can sign in, and what is to do first", async () => {
    const person = (await theTen(house)).find(({ name }) => name !== "");
    const signedOut = await visit(browser, house, { width: 320 });
    const signedIn = await visit(browser, house, { width: 320, as: person! });
    try {
      await open(signedOut.page, "/");
      const button = signedOut.page.locator("header").getByRole("button", { name: "Sign in" });
      expect(await button.locator("bdi").isVisible()).toBe(true);
      await open(signedIn.page, "/money");
      expect(await signedIn.page.locator("header").getByText(person!.name).isVisible()).toBe(true);
      const line = signedIn.page.locator('[class*="line"]').first();
      await expect.poll(() => line.textContent()).not.toBe("");
      for (const { page } of [signedOut, signedIn]) {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      }
    } finally {
      await Promise.all([signedOut.context.close(), signedIn.context.close()]);
    }
  });
});
