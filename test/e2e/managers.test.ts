import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closingsAbi } from "#protocol/abi/closings.ts";
import { correctionsAbi } from "#protocol/abi/corrections.ts";
import { exactPaymentsAbi } from "#protocol/abi/exactPayments.ts";
import { pocketsAbi } from "#protocol/abi/pockets.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { terminalsAbi } from "#protocol/abi/terminals.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { describeOwn } from "../fixtures/ownClub.ts";
import {
  clear,
  dismiss,
  keyIn,
  openTill,
  pasteDigits,
  resultOf,
  settledAtTill,
  setUpPhone,
  shownDigits,
  shownPath,
} from "./counter.ts";
import { fill, makeRoom } from "./fullStorage.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, type Visit, visit } from "./visit.ts";

const UNIT = 10_000n;

let browser: Browser;
let house: TestHouse;
let person: PracticePerson;
let phone: Visit;
let counter: Visit;
let till: Page;
/** The tablet's number. */
let id: number;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
  const found = (await house.people()).filter(({ seat }) => seat !== null && seat > 60)[1];
  if (found === undefined) throw new Error("The story has no such member");
  person = found;
  phone = await visit(browser, house, { as: person });
  await setUpPhone(phone.page);
  counter = await visit(browser, house, { width: 1024 });
  till = await openTill(counter.context);
  id = await house.read("Terminals", terminalsAbi, "terminalCount", []);
});
afterAll(() => browser.close());

const inPocket = async () => {
  const pocket = await house.read("Pockets", pocketsAbi, "pocketOf", [person.account]);
  return (await house.read("Pockets", pocketsAbi, "pocket", [pocket])).balance;
};

async function pay(amount: string, digits?: string): Promise<void> {
  await till.locator("[data-result]").waitFor({ state: "detached" });
  await keyIn(till, amount);
  await pasteDigits(till, digits ?? (await shownDigits(phone.page)));
  expect(await resultOf(till)).toBe("accepted");
  await dismiss(till);
  await settledAtTill(till);
  if (digits === undefined) await phone.page.getByRole("button", { name: "Show a new code" }).click();
}

const dialog = () => till.getByRole("dialog");
const list = () => till.getByRole("button", { name: /Show today/ }).click();

/** Opens the newest payment in the day's list, and what the tablet's code says to a manager's phone. */
async function askAbout(): Promise<string> {
  await list();
  await dialog()
    .getByRole("button", { name: /^Open the payment of/ })
    .first()
    .click();
  await dialog().getByRole("button", { name: "Ask a manager" }).click();
  return codeOnScreen();
}

const codeOnScreen = () => shownPath(till, house.address);

/** Somebody opens the tablet's code, signed in. */
async function manager(path: string, as: { label: string; name: string }): Promise<Visit> {
  const visitor = await visit(browser, house, { as });
  await open(visitor.page, path);
  return visitor;
}
const operator = { label: "operator", name: "operator" };

describeOwn("its members, seats and amounts are those of our story", "a payment that a manager takes back", () => {
  it("goes back whole on its day, from the manager's own app, and the till says so", async () => {
    const before = await inPocket();
    await pay("28.00");
    expect(await inPocket()).toBe(before - 2_800n * UNIT);
    const desk = await manager(await askAbout(), operator);
    const card = desk.page.locator("article").first();
    await card.getByRole("button", { name: "Cancel it…" }).click();
    await card.getByRole("button", { name: "Cancel ¥28.00" }).click();
    await dialog().locator('[data-state="voided"]').waitFor();
    expect(await inPocket()).toBe(before);
    expect(desk.faults).toEqual([]);
    await desk.context.close();
    await dialog().getByRole("button", { name: "Close", exact: true }).click();
  });

  it("goes back in part, no more than it was, and the day's sums count it", async () => {
    const before = await inPocket();
    await pay("28.00");
    const desk = await manager(await askAbout(), operator);
    const card = desk.page.locator("article").first();
    await card.getByRole("button", { name: "Refund part of it…" }).click();
    await card.getByLabel("Amount").fill("28.01");
    await card.getByText("Of this payment ¥28.00 is left.").waitFor();
    await card.getByLabel("Amount").fill("3.50");
    await card.getByRole("button", { name: "Refund ¥3.50" }).click();
    await dialog().locator('[data-state="refunded"]').waitFor();
    expect(await inPocket()).toBe(before - 2_450n * UNIT);
    await dialog().getByRole("button", { name: "Back to the list" }).click();
    await dialog().locator("dl").getByText("¥3.50").waitFor();
    await dialog().getByRole("button", { name: "Close", exact: true }).click();
    await desk.context.close();
    await phone.page.getByRole("button", { name: "What came back from the counter" }).click();
    await phone.page.getByRole("link", { name: /¥3\.50 refunded/ }).waitFor();
    await phone.page.getByRole("link", { name: /¥28\.00, payment canceled/ }).waitFor();
  });

  it("is nobody else's to take back", async () => {
    const stranger = await manager(await askAbout(), person);
    await stranger.page.getByText("Only managers of the counter work here").waitFor();
    expect(await stranger.page.getByRole("button", { name: /Cancel it|Refund/ }).count()).toBe(0);
    await stranger.context.close();
    await dialog().getByRole("button", { name: "Close", exact: true }).click();
  });
});

describeOwn("its members, seats and amounts are those of our story", "the counter itself", () => {
  it("shows the guest the amount and what became of it, in a window of their own", async () => {
    const [guest] = await Promise.all([
      counter.context.waitForEvent("page"),
      till.getByRole("button", { name: "Guest’s screen" }).click(),
    ]);
    await guest.getByText("¥0.00").waitFor();
    await keyIn(till, "9.00");
    await guest.getByText("¥9.00").waitFor();
    await pasteDigits(till, await shownDigits(phone.page));
    await guest.locator('[data-sign="good"]').waitFor();
    await guest.close();
    await dismiss(till);
    await settledAtTill(till);
    await phone.page.getByRole("button", { name: "Show a new code" }).click();
  });

  it("prints the payment's receipt and nothing else", async () => {
    await till.emulateMedia({ media: "print" });
    await till.getByText("Voucher redeemed, not a tax invoice.").waitFor();
    expect(await till.locator("main").isVisible()).toBe(false);
    await till.emulateMedia({ media: "screen" });
  });

  it("locks a person's PIN after the fifth wrong one", async () => {
    await till.getByRole("button", { name: "Who is at the counter?" }).click();
    await dialog().getByLabel("Name").fill("Mia");
    await dialog().getByLabel("PIN, 4 to 8 digits").fill("2468");
    await dialog().getByRole("button", { name: "Put on the list" }).click();
    await dialog().getByRole("button", { name: "Mia" }).click();
    for (const left of [4, 3, 2, 1, 0]) {
      await dialog().getByLabel("PIN of Mia").fill("1111");
      await dialog().getByRole("button", { name: "This is me" }).click();
      await dialog()
        .getByText(left > 0 ? `${left} ${left === 1 ? "try" : "tries"} left` : "Locked until")
        .waitFor();
    }
    await dialog().getByLabel("PIN of Mia").fill("2468");
    await dialog().getByRole("button", { name: "This is me" }).click();
    await dialog().getByText("Locked until").waitFor();
    await dialog().getByRole("button", { name: "Close", exact: true }).click();
  });

  it("takes a round that somebody has for a friend without an account, once", async () => {
    const { page, context } = phone;
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, "/code/sheet");
    await page.getByRole("button", { name: "Make the codes" }).click();
    await page.locator("[data-paper]").first().getByRole("button", { name: "Copy" }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const friend = await visit(browser, house);
    await friend.page.goto(link);
    await pay("28.00", await shownDigits(friend.page));
    await friend.page.getByText("This code has been used.").waitFor();
    expect(friend.faults).toEqual([]);
    await friend.context.close();
  });
});

describeOwn(
  "its members, seats and amounts are those of our story",
  "an order that is paid exactly, from the account itself",
  () => {
    it("is shown by the till, signed once in the member's own app, and stands in the day's list", async () => {
      await till.locator("[data-result]").waitFor({ state: "detached" });
      await keyIn(till, "120.00");
      await till.getByRole("button", { name: "Pay from an account" }).click();
      const payer = await manager(await codeOnScreen(), person);
      await payer.page.getByRole("button", { name: "Pay ¥120.00" }).click();
      expect(await resultOf(till)).toBe("accepted");
      await dismiss(till);
      expect(await house.read("ExactPayments", exactPaymentsAbi, "exactPayments", [id, 1, 9])).toMatchObject([
        { account: person.account, amount: 12_000 },
      ]);
      await list();
      await dialog().locator("[data-exact]").getByText("¥120.00").waitFor();
      await dialog().getByRole("button", { name: "Close", exact: true }).click();
      expect(payer.faults).toEqual([]);
      await payer.context.close();
    });
  },
);

/** The operator gives a member the right to close the day, or takes every right away. */
async function nameManager(rights: "given" | "taken"): Promise<void> {
  const desk = await manager("/desk/operator", operator);
  const team = desk.page.locator("section").filter({ has: desk.page.getByRole("heading", { name: "Your people" }) });
  const seat = team.locator("article", { hasText: `member ${person.seat}` });
  if (rights === "given") {
    await team.getByLabel("Account", { exact: true }).fill(person.account);
    await team.getByLabel("May ask for payments").uncheck();
    await team.getByLabel(/^May run the counter/).check();
    await team.getByRole("button", { name: "Give these rights" }).click();
    await seat.waitFor();
  } else {
    await seat.getByRole("button", { name: "Remove…" }).click();
    await seat.getByRole("button", { name: "Remove", exact: true }).click();
    await seat.waitFor({ state: "detached" });
  }
  expect(desk.faults).toEqual([]);
  await desk.context.close();
}

describeOwn("its members, seats and amounts are those of our story", "the end of the day", () => {
  it("is asked of any manager, whom the tablet names", async () => {
    await nameManager("given");
    await list();
    await dialog().getByRole("button", { name: "Close the day" }).click();
    const who = dialog().getByLabel("Who signs");
    await expect.poll(() => who.locator("option").allTextContents()).toHaveLength(2);
    expect((await who.locator("option").allTextContents())[1]).toMatch(new RegExp(`member ${person.seat}$`));
    await dialog().getByRole("button", { name: "Close", exact: true }).click();
    await nameManager("taken");
  });

  it("is closed by the till and a manager together, numbered, and anybody can add it up", async () => {
    await list();
    await dialog().getByRole("button", { name: "Close the day" }).click();
    await dialog().getByText("Closing no. 1").waitFor();
    await dialog().getByText("¥213.00").waitFor();
    // Nothing of it is kept here, so that a tablet whose storage is full closes its day like any other.
    await till.evaluate(fill, undefined);
    await dialog().getByRole("button", { name: "Ask for the signature" }).click();
    const desk = await manager(await codeOnScreen(), operator);
    await desk.page.getByRole("button", { name: "Sign closing no. 1" }).click();
    await dialog().locator('[data-closing="1"]').getByText("¥213.00").waitFor();
    await till.evaluate(makeRoom);
    const [record] = await house.read("Closings", closingsAbi, "closings", [id, 1, 1]);
    expect(record).toMatchObject({ payments: 5, total: 21_300n, byTill: true, unpaid: 0n });
    expect(record).toMatchObject({ voidedSoFar: 2_800n, refundedSoFar: 350n });
    const sums = await house.read("Corrections", correctionsAbi, "takenBackAt", [id]);
    expect(sums).toMatchObject({ voids: 1, refunds: 1 });
    await till.emulateMedia({ media: "print" });
    await till.getByText("Anybody can add it up again there.").last().waitFor();
    expect(await till.locator("dialog[open]").isVisible()).toBe(false);
    await till.emulateMedia({ media: "screen" });
    await open(desk.page, `/counters/${id}`);
    await desk.page.getByText("Your browser adds up the same").waitFor();
    expect([...desk.faults, ...counter.faults, ...phone.faults]).toEqual([]);
    await desk.context.close();
  });

  it("holds each payment once: what comes after it waits for the next one", async () => {
    await dialog().getByRole("button", { name: "Back to the list" }).click();
    await dialog().getByRole("button", { name: "Close the day" }).click();
    await dialog().getByText("Nothing has been taken since the last closing.").waitFor();
    await dialog().getByRole("button", { name: "Show closing no. 1" }).click();
    await dialog().locator('[data-closing="1"]').getByText("¥213.00").waitFor();
  });
});

describeOwn("its members, seats and amounts are those of our story", "a member who bounds their phone", () => {
  const opened = async (summary: string) => {
    await open(phone.page, "/code");
    await phone.page.getByText(summary, { exact: true }).first().click();
  };

  it("pays no more at a time than they have said a moment ago", async () => {
    await dialog().getByRole("button", { name: "Close", exact: true }).click();
    await opened("Change the limits");
    await phone.page.getByLabel("At most at a time").fill("8");
    await phone.page.getByRole("button", { name: "Change the limits" }).click();
    await phone.page
      .getByText(/up to ¥8/)
      .first()
      .waitFor();
    await keyIn(till, "9.00");
    await pasteDigits(till, await shownDigits(phone.page));
    expect(await resultOf(till)).toBe("overPayment");
    await till.getByRole("button", { name: "Take ¥8.00, ¥1.00 in cash" }).click();
    expect(await resultOf(till)).toBe("accepted");
    await dismiss(till);
    // Until then the phone shows the code that was taken.
    await settledAtTill(till);
  });

  it("shuts the phone out, and the code that it still shows is taken by no till", async () => {
    await open(phone.page, "/code");
    const digits = await shownDigits(phone.page);
    await opened("Block this phone");
    await phone.page.getByRole("button", { name: "Block it now" }).click();
    await phone.page.getByRole("button", { name: "Set up this phone" }).waitFor();
    // What a till takes in the second of the end still counts, and its clock may be seconds behind the newest block.
    const { now: end } = await house.clock();
    await expect.poll(async () => (await house.clock()).now).toBeGreaterThan(end + 6);
    await clear(till);
    await keyIn(till, "1.00");
    await pasteDigits(till, digits);
    // On a busy machine the code's own minute may be over as well.
    expect(["keyOver", "expired"]).toContain(await resultOf(till));
  });
});

describeOwn("its members, seats and amounts are those of our story", "a tablet that will never come back", () => {
  it("is blocked by one of those in office, and a manager signs for its day alone", async () => {
    await counter.context.close();
    const [seats] = await house.read("Roster", rosterAbi, "tableAt", [(await house.clock()).now]);
    const inOffice = (await house.people()).find(({ seat }) => seat !== null && seats.includes(seat));
    const table = await manager("/oversight/tills", inOffice!);
    const card = table.page.locator("article", { hasText: new RegExp(`tablet ${id}(?!\\d)`) });
    await card.getByRole("button", { name: "Block…" }).click();
    await card.getByRole("button", { name: /now$/ }).click();
    await card.getByText(/blocked on/).waitFor();

    const desk = await manager("/desk/counter", operator);
    const closing = desk.page.locator("article", { hasText: `Closing no. 2 of tablet ${id}` });
    await closing.getByLabel("Accepted, not paid").fill("5.00");
    await closing.getByRole("button", { name: "Sign closing no. 2 alone" }).click();
    await expect
      .poll(() => house.read("Closings", closingsAbi, "closings", [id, 2, 1]))
      .toMatchObject([{ payments: 1, total: 800n, unpaid: 500n, byTill: false }]);
    await open(desk.page, `/counters/${id}`);
    await desk.page.getByText("Your browser adds up the same").waitFor();
    expect([...table.faults, ...desk.faults]).toEqual([]);
    await Promise.all([table.context.close(), desk.context.close()]);
  });
});
