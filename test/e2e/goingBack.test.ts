import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { type PracticePerson, practiceAddress } from "#protocol/house/practice.ts";
import { handInBill, putOnList, theTen } from "./paymentSteps.ts";
import { openRound, roundAddress, someoneWhoHasNotVoted, TERM_IN_BALLOT, TestHouse } from "./TestHouse.ts";
import { divert, goBy, open, openBrowser, settled, type Visit, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;
let people: PracticePerson[];

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
  people = await house.people();
});
afterAll(() => browser.close());

const aMember = () => people.findLast(({ seat }) => seat !== null)!;

describe("somebody who goes back", () => {
  let me: Visit;
  const begin = async (as: PracticePerson, address: string) => {
    me = await visit(browser, house, { as });
    await open(me.page, address);
    return me.page;
  };
  /** Another page, and back to this one. */
  const thereAndBack = async () => {
    await goBy(me.page, "/money");
    await me.page.goBack();
    await settled(me.page);
  };

  /** A relay that takes a call and says only later that it is recorded: nothing of it reaches the chain. */
  const takeOnly = async () => {
    let isRecorded = false;
    let told = false;
    await me.context.route("**/relay/calls**", (route) => {
      const sent = { id: `0x${"2".repeat(64)}`, txHash: `0x${"1".repeat(64)}` };
      told = isRecorded;
      return route.fulfill({
        json: { ...sent, ...(isRecorded ? { state: "included", blockNumber: 1 } : { state: "sent" }) },
      });
    });
    return {
      record: () => {
        isRecorded = true;
      },
      hasTold: () => told,
    };
  };

  it("from checking a ballot finds the paper as they left it, and nothing was sent", async () => {
    const page = await begin(await someoneWhoHasNotVoted(house), "/votes");
    const paper = `/votes/ballot/${TERM_IN_BALLOT}`;
    await page.locator(`main a[href="${paper}"]`).first().click();
    await settled(page);
    const box = page
      .getByRole("group", { name: /candidate/ })
      .getByRole("checkbox")
      .last();
    await box.check();
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("Is this your vote?").waitFor();
    await page.goBack();
    await box.waitFor();
    expect(await box.isChecked()).toBe(true);
    await page.goForward();
    await page.getByText("Is this your vote?").waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Votes" }).waitFor();
    // The next page begins at its top again.
    await page.locator(`main a[href="${paper}"]`).first().click();
    await settled(page);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    expect(me.faults).toEqual([]);
    await me.context.close();
  });

  it("or on, while their ballot is being recorded, is not fetched back when it is", async () => {
    const page = await begin(await someoneWhoHasNotVoted(house), `/votes/ballot/${TERM_IN_BALLOT}`);
    const relay = await takeOnly();
    await page.getByRole("button", { name: "Abstain" }).click();
    await page.getByRole("button", { name: "Confirm", exact: true }).click();
    await page
      .getByText(/being recorded/i)
      .first()
      .waitFor();
    await goBy(page, "/money");
    relay.record();
    await expect.poll(relay.hasTold).toBe(true);
    await page.waitForTimeout(1_000);
    expect(new URL(page.url()).pathname).toBe("/money");
    await me.context.close();
  });

  it("or on, while their motion is being kept, is not fetched to it when it is", async () => {
    const page = await begin(aMember(), "/votes");
    await goBy(page, "/votes/new?kind=question");
    await page.getByLabel("Title").fill("A lamp at the door");
    await page.getByLabel("Why?").fill("It is dark in winter.");
    await page.getByLabel("The question").fill("Shall there be a lamp at the door?");
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await me.context.route("**/records?as=*", async (route) => {
      await released;
      await route.continue();
    });
    const asked = page.waitForRequest("**/records?as=*");
    await page.getByRole("button", { name: "Look for supporters" }).click();
    await asked;
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Votes" }).waitFor();
    const kept = page.waitForResponse("**/records?as=*");
    release();
    await kept;
    await page.waitForTimeout(1_500);
    expect(new URL(page.url()).pathname).toBe("/votes");
    await me.context.close();
  });

  it("from a motion that is half written finds its words again, as from a round's rules", async () => {
    const page = await begin(aMember(), "/votes");
    await goBy(page, "/votes/new?kind=question");
    await page.getByLabel("Title").fill("Half a motion");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Votes" }).waitFor();
    await page.goForward();
    await settled(page);
    expect(await page.getByLabel("Title").inputValue()).toBe("Half a motion");
    await page.getByLabel("Title").fill("");
    await goBy(page, await roundAddress(house, await openRound(house)));
    await page.goBack();
    await settled(page);
    expect(me.faults).toEqual([]);
    await me.context.close();
  });

  it("while the sheet for a donation is open leaves the sheet with its page", async () => {
    const page = await begin(aMember(), "/");
    await goBy(page, "/donations");
    await page.getByRole("button", { name: "Donate", exact: true }).click();
    await page.getByRole("dialog").waitFor();
    await page.goBack();
    await settled(page);
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.locator("main p[class*=sentence]").isVisible()).toBe(true);
    expect(me.faults).toEqual([]);
    await me.context.close();
  });

  it("from joining has agreed to nothing, and cannot join twice while it is being recorded", async () => {
    const newcomer = people.find(({ label }) => label === "newcomer:4")!;
    const page = await begin(newcomer, await roundAddress(house, await openRound(house)));
    const agree = page.getByLabel("I accept the rules");
    await agree.check();
    await thereAndBack();
    expect(await agree.isChecked()).toBe(false);
    await takeOnly();
    await agree.check();
    await page.getByRole("button", { name: /^Join for/ }).click();
    const onItsWay = page.locator("main").getByText(/being recorded/i);
    await onItsWay.first().waitFor();
    await thereAndBack();
    await onItsWay.first().waitFor();
    expect(await page.getByRole("button", { name: /^Join for/ }).count()).toBe(0);
    expect(me.faults).toEqual([]);
    await me.context.close();
  });

  it("from asking for a payment finds whom, how much, what kind and what for, and nothing was asked", async () => {
    const page = await begin(people.find(({ role }) => role === "operator")!, "/desk/operator");
    const before = await house.read("Payments", paymentsAbi, "requestCount", []);
    const form = page.locator("section").filter({ has: page.getByRole("heading", { name: "Ask for a payment" }) });
    const payees = ["Bench & Co", "Lamp & Co"] as const;
    for (const name of payees) await putOnList(page, name, practiceAddress(house.deployment.chainId, name));
    const whom = form.getByLabel("Who is paid");
    const kind = form.getByLabel("What for", { exact: true });
    const words = form.getByLabel("What it is for");
    const chosen = () => whom.locator("option:checked").textContent();
    // Not those that are chosen anyway.
    await whom.selectOption({ label: payees[1] });
    await kind.selectOption({ index: 3 });
    await form.getByLabel("Amount").fill("12.50");
    await words.fill("A bench");
    await handInBill(page, Buffer.from("%PDF-1.7 a bench, 12.50"));
    const asLeft = async () => [await chosen(), await kind.inputValue(), await words.inputValue()];
    const left = await asLeft();
    expect(left[0]).toBe(payees[1]);
    await thereAndBack();
    await words.waitFor();
    await expect.poll(asLeft).toEqual(left);
    expect(await form.getByLabel("Amount").inputValue()).toBe("12.50");
    expect(await form.getByText(/Document [0-9a-f]{8} \(PDF\) ·/).count()).toBe(1);
    // Who was taken off the list is paid no more, and nobody else in their place.
    for (const name of payees.toReversed()) {
      const row = page.locator("dl > div").filter({ hasText: name });
      await row.getByRole("button", { name: "Remove" }).click();
      await row.waitFor({ state: "detached" });
      await thereAndBack();
      await words.waitFor();
      await expect.poll(chosen).toBe("Another account");
      expect(await form.getByLabel("Account", { exact: true }).inputValue()).toBe("");
    }
    expect(await house.read("Payments", paymentsAbi, "requestCount", [])).toBe(before);
    expect(me.faults).toEqual([]);
    await me.context.close();
  });

  it("from handing a share over finds the account, then the link they have signed, until they make another", async () => {
    const from = aMember();
    const page = await begin(from, `/seats/${from.seat}`);
    const unfold = () => page.locator("summary").filter({ hasText: "Hand over my share" }).click();
    const to = page.getByLabel("The account of the person who takes it over");
    const link = page.getByRole("img", { name: "The link as a QR code" });
    const { account } = people.find(({ label }) => label === "newcomer:1")!;
    await unfold();
    await to.fill(account);
    await thereAndBack();
    await unfold();
    expect(await to.inputValue()).toBe(account);
    await page.getByRole("radio", { name: "Nothing" }).check();
    await thereAndBack();
    await unfold();
    expect(await page.getByRole("radio", { name: "Nothing" }).isChecked()).toBe(true);
    const sign = page.getByRole("button", { name: "Sign and make the link" });
    const mend = await divert(me.context, "**/rpc", (route) => route.abort());
    await sign.click();
    // Nobody was asked to sign, and it can be tried again.
    await page.locator("main").getByText("No connection right now. Nothing was recorded.").waitFor();
    mend();
    await sign.click();
    await link.waitFor();
    const signed = await link.innerHTML();
    await thereAndBack();
    await unfold();
    await link.waitFor();
    expect(await link.innerHTML()).toBe(signed);
    await page.getByRole("button", { name: "Make another link" }).click();
    await to.waitFor();
    expect(await link.count()).toBe(0);
    expect(me.faults.filter((fault) => !fault.includes("/rpc"))).toEqual([]);
    await me.context.close();
  });

  const called = (wanted: string) => Promise.resolve(people.find(({ role }) => role === wanted));
  it.each<[string, () => Promise<PracticePerson | undefined>]>([
    ["/desk/registrar", () => called("registrar")],
    ["/desk/counter", () => called("operator")],
    ["/oversight/tills", async () => (await theTen(house))[0]],
  ])("from %s, half-way, finds the page at its beginning, and nothing was done", async (address, who) => {
    const page = await begin((await who())!, address);
    const handedIn: string[] = [];
    me.context.on("request", (request) => {
      if (request.method() !== "GET" && !request.url().endsWith("/rpc")) handedIn.push(request.url());
    });
    const field = page.locator("main input:not([type=radio], [type=checkbox], [type=file])").first();
    const unfold = async () => {
      if (address === "/desk/counter") await page.getByRole("button", { name: "Refund part of it…" }).first().click();
    };
    await unfold();
    const untouched = await field.inputValue();
    await field.fill("1.50");
    await thereAndBack();
    await unfold();
    // A passphrase, a tablet's key and a sum to give back are kept nowhere.
    expect(await field.inputValue()).toBe(untouched);
    expect(handedIn).toEqual([]);
    expect(me.faults).toEqual([]);
    await me.context.close();
  });
});
