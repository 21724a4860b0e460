import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { tokenAbi } from "#protocol/abi/token.ts";
import { practiceAddress } from "#protocol/house/practice.ts";
import { pages } from "../../frontend/src/app/pages.ts";
import { describeOwn } from "../fixtures/ownClub.ts";
import {
  clear,
  dismiss,
  hasLookedAtPockets,
  keyIn,
  openTill,
  pasteDigits,
  resultOf,
  settledAtTill,
  shownDigits,
} from "./counter.ts";
import { exampleOf } from "./examples.ts";
import { fill, makeRoom } from "./fullStorage.ts";
import { answersGetLost } from "./lostAnswers.ts";
import { openRound, roundAddress, TestHouse } from "./TestHouse.ts";
import { divert, open, openBrowser, type Visit, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;
/** Before an amount, in English. */
const sign = () => house.deployment.club.currency.symbol;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

const RELAY = "**/relay/**";
const RPC = "**/rpc";
/** Seconds: longer than a code is good for, and a whole number of hours so that the till's clock shows it. */
const LATER = 3_600;
const shownTime = async (till: Page) => (await till.locator("header time").textContent())?.slice(0, 2);
/** Until what it gives back is called. */
const cut = (context: BrowserContext, what: string) => divert(context, what, (route) => route.abort());

/** Runs in a page before anything else: a new version of the counter waits to be asked for. */
function newVersion(): void {
  const waiting = { postMessage: () => undefined };
  const registration = { waiting, installing: null, addEventListener: () => undefined };
  Object.defineProperty(navigator.serviceWorker, "controller", { value: {} });
  Object.defineProperty(navigator.serviceWorker, "register", { value: async () => registration });
}

/** A phone whose storage is full at first: it says so, signs nothing, and takes the same touch when there is room. */
async function setUpWithoutRoom(phone: Page): Promise<void> {
  await phone.goto("/code");
  const button = phone.getByRole("button", { name: "Set up this phone" });
  await button.waitFor();
  await phone.evaluate(fill, "keys");
  await button.click();
  await phone.getByText("This browser could not save it").waitFor();
  await phone.evaluate(makeRoom);
  await button.click();
  await phone.locator("[data-digits]").waitFor();
}

describe("a counter in bad times", () => {
  let member: Visit;
  let counter: BrowserContext;
  let till: Page;

  beforeAll(async () => {
    const people = await house.people();
    // Who came last by a round: who took a seat over holds no vouchers.
    const members = people.filter(({ label, seat }) => label.startsWith("person:") && seat !== null);
    const person = members.toSorted((one, other) => Number(other.seat) - Number(one.seat))[0];
    if (person === undefined) throw new Error("The story has no member");
    member = await visit(browser, house, { as: person });
    ({ context: counter } = await visit(browser, house, { width: 1280 }));
    await setUpWithoutRoom(member.page);
    till = await openTill(counter);
  });
  afterAll(async () => {
    await member.context.close();
    await counter.close();
  });

  it("lets a code wait for its amount, and lets go of it when none comes", async () => {
    const owed = await house.owed();
    await pasteDigits(till, await shownDigits(member.page));
    await till.getByText("Code seen. Now the amount").waitFor();
    await till.getByText("Code seen. Now the amount").waitFor({ state: "detached" });
    await keyIn(till, "28.00");
    await till.waitForTimeout(2_000);
    expect(await till.locator("[data-result]").count()).toBe(0);
    await clear(till);
    expect(await house.owed()).toBe(owed);
  });

  it("keeps what it accepted while the messenger is away, says so, and sends it afterwards", async () => {
    const owed = await house.owed();
    const mend = await cut(counter, RELAY);
    await keyIn(till, "28.00");
    await pasteDigits(till, await shownDigits(member.page));
    // Nobody says whether another till has just taken this code: that is amber, within its bounds.
    expect(await resultOf(till)).toBe("noted");
    await till.getByText("1 payment is saved here and not recorded yet").waitFor();
    await till.getByText("Recording service not reached").waitFor();
    expect(await house.owed()).toBe(owed);

    // A reload in the middle loses nothing: it lies in the tablet's journal.
    await till.reload();
    await till.getByText("1 payment is saved here and not recorded yet").waitFor();

    mend();
    await settledAtTill(till);
    expect(await house.owed()).toBe(owed - 28_000_000n);
    await member.page.locator("[data-paid]").waitFor();
    expect(await member.page.locator("[data-paid]").getAttribute("data-paid")).toBe("28000000");
    await member.page.getByRole("button", { name: "Show a new code" }).click();
  });

  it("keeps what it accepted while the tablet's storage is full, says so, and hands it in when there is room", async () => {
    const owed = await house.owed();
    // Room for what is green, and none for the batch that hands it in.
    await till.evaluate(fill, "batches");
    await keyIn(till, "28.00");
    await pasteDigits(till, await shownDigits(member.page));
    expect(await resultOf(till)).toBe("accepted");
    await dismiss(till);
    await till.getByText("This tablet’s storage is full").waitFor();
    expect(await till.getByText("No connection").count()).toBe(0);
    expect(await house.owed()).toBe(owed);

    // No room for the next green either: that is red, and the code is still good.
    await till.evaluate(fill, "items");
    await member.page.getByRole("button", { name: "Paid – next code" }).click();
    await keyIn(till, "1.00");
    await pasteDigits(till, await shownDigits(member.page));
    expect(await resultOf(till)).toBe("notKept");
    await till.getByText("This tablet could not save it.").waitFor();
    await dismiss(till);
    await clear(till);

    await till.evaluate(makeRoom);
    await settledAtTill(till);
    await till.getByText("This tablet’s storage is full").waitFor({ state: "detached" });
    expect(await house.owed()).toBe(owed - 28_000_000n);
  });

  it("puts nobody on its list and lets nobody in while it can write nothing down, says so, and loses nobody", async () => {
    const dialog = till.getByRole("dialog");
    const says = () => dialog.getByText("This tablet could not save it.").waitFor();
    await till.evaluate(fill, "people");
    await till.getByRole("button", { name: "Who is at the counter?" }).click();
    await dialog.getByLabel("Name").fill("Mia");
    await dialog.getByLabel("PIN, 4 to 8 digits").fill("2468");
    await dialog.getByRole("button", { name: "Put on the list" }).click();
    await says();
    await till.evaluate(makeRoom);
    await dialog.getByRole("button", { name: "Put on the list" }).click();
    await dialog.getByRole("button", { name: "Mia" }).click();
    await till.evaluate(fill, "people");
    for (const pin of ["2468", "1111", "1112", "1113", "1114", "1115"]) {
      await dialog.getByLabel("PIN of Mia").fill(pin);
      await dialog.getByRole("button", { name: "This is me" }).click();
      await says();
    }
    await till.evaluate(makeRoom);
    await dialog.getByLabel("PIN of Mia").fill("2468");
    await dialog.getByRole("button", { name: "This is me" }).click();
    await till.getByRole("button", { name: "Mia" }).click();
    await dialog.getByRole("button", { name: /Mia/ }).last().click();
    await till.getByRole("button", { name: "Who is at the counter?" }).click();

    // What cannot be read may be there: nobody begins the list anew.
    await dialog.getByRole("button", { name: "Close", exact: true }).click();
    await till.evaluate(() => {
      const { open: before } = IDBFactory.prototype;
      Object.assign(globalThis, { opening: before });
      Object.assign(IDBFactory.prototype, {
        open() {
          throw new DOMException("The disk is broken", "UnknownError");
        },
      });
    });
    await till.getByRole("button", { name: "Who is at the counter?" }).click();
    await dialog.getByText("This tablet’s own records cannot be read right now").waitFor();
    expect(await dialog.getByLabel("Name").count()).toBe(0);
    await dialog.getByRole("button", { name: "Close", exact: true }).click();
    await till.evaluate(() => {
      const { opening } = globalThis as unknown as { opening: IDBFactory["open"] };
      Object.assign(IDBFactory.prototype, { open: opening });
    });
    await till.getByRole("button", { name: "Who is at the counter?" }).click();
    await dialog.getByRole("button", { name: "Mia" }).waitFor();
    await dialog.getByRole("button", { name: "Close", exact: true }).click();
  });

  it("takes a code once, whoever shows it again", async () => {
    const owed = await house.owed();
    const digits = await shownDigits(member.page);
    await keyIn(till, "9.00");
    await pasteDigits(till, digits);
    expect(await resultOf(till)).toBe("accepted");
    await settledAtTill(till);
    await keyIn(till, "9.00");
    await pasteDigits(till, digits);
    expect(await resultOf(till)).toBe("alreadyUsed");
    await dismiss(till);
    await clear(till);
    expect(await house.owed()).toBe(owed - 9_000_000n);
    await member.page.getByRole("button", { name: "Show a new code" }).click();
  });

  it("refuses a code that was good until a while ago, and one over the phone's limit", async () => {
    const old = await shownDigits(member.page);
    await keyIn(till, "400.00");
    await pasteDigits(till, old);
    // The code says so too, but the limit itself says why.
    expect(await resultOf(till)).toBe("overPayment");
    await till.getByText(`This phone pays at most ${sign()}300.00 at a time; ${sign()}400.00 is due.`).waitFor();
    await till.getByText(`Take ${sign()}300.00 and the rest in cash?`).waitFor();
    await dismiss(till);
    await clear(till);

    const before = await shownTime(till);
    await house.node("evm_increaseTime", [LATER]);
    await house.node("evm_mine");
    await expect.poll(() => shownTime(till)).not.toBe(before);
    await keyIn(till, "9.00");
    await pasteDigits(till, old);
    expect(await resultOf(till)).toBe("expired");
    await dismiss(till);
    await clear(till);
    // The phone saw the same clock and shows a fresh one.
    await expect.poll(() => shownDigits(member.page)).not.toBe(old);
  });

  it("notes within its limits what it cannot check, and records it when the network is back", async () => {
    const owed = await house.owed();
    await hasLookedAtPockets(till, house.deployment.houseId, (await house.clock()).now);
    const mend = await cut(counter, RPC);
    await till.getByText("No connection", { exact: true }).first().waitFor();
    await keyIn(till, "9.00");
    await pasteDigits(till, await shownDigits(member.page));
    expect(await resultOf(till)).toBe("noted");
    await till.locator('[data-at-risk="900"]').waitFor();
    await dismiss(till);
    expect(await house.owed()).toBe(owed);
    mend();
    await till.getByText("Connected", { exact: true }).waitFor();
    await settledAtTill(till);
    expect(await house.owed()).toBe(owed - 9_000_000n);
    await member.page.getByRole("button", { name: "Show a new code" }).click();
  });

  it("loads a new version when nothing is keyed in, also where somebody began after asking for it", async () => {
    const { context } = await visit(browser, house, { width: 1280 });
    await context.addInitScript(newVersion);
    const page = await openTill(context);
    const offered = page.getByRole("button", { name: "Load it" });
    await offered.waitFor();
    await keyIn(page, "28.00");
    await offered.waitFor({ state: "detached" });
    await clear(page);
    await offered.click();
    await keyIn(page, "28.00");
    await page.evaluate(() => navigator.serviceWorker.dispatchEvent(new Event("controllerchange")));
    // As long as a page takes that loads at once.
    await page.waitForTimeout(1_000);
    expect(await page.locator("output").first().textContent()).toContain("28.00");
    const loaded = page.waitForEvent("load");
    await clear(page);
    await loaded;
    await context.close();
  });

  it("lets go of a code that it had claimed when its tab was killed: another till takes it", async () => {
    const owed = await house.owed();
    let arrive = () => {};
    const claimed = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    // The relay has the claim, and the tab never hears of it.
    const mend = await divert(counter, "**/relay/claims", async (route) => {
      await route.fetch();
      arrive();
    });
    await keyIn(till, "9.00");
    await pasteDigits(till, await shownDigits(member.page));
    await claimed;
    await till.close();
    const { context } = await visit(browser, house, { width: 1280 });
    const other = await openTill(context);
    const tryThere = async () => {
      await keyIn(other, "9.00");
      await pasteDigits(other, await shownDigits(member.page));
      const said = await resultOf(other);
      if (said !== "accepted") {
        await dismiss(other);
        await clear(other);
      }
      return said;
    };
    expect(await tryThere()).toBe("alreadyUsed");
    mend();
    till = await openTill(counter);
    await expect.poll(tryThere).toBe("accepted");
    await settledAtTill(other);
    expect(await house.owed()).toBe(owed - 9_000_000n);
    await member.page.getByRole("button", { name: "Show a new code" }).click();
    await context.close();
  });

  it("is one tab, and the second takes over when the first is closed", async () => {
    const second = await counter.newPage();
    await second.goto("/terminal/");
    await second.getByText("The counter is open in another tab").waitFor();
    await till.close();
    // What the first one accepted lies in the tablet's journal.
    await second.getByRole("button", { name: /Show today.*4 codes/ }).waitFor();
    till = second;
  });
});

describe("a page whose house does not answer", () => {
  it("shows the last figures and says from when they are, then goes on by itself", async () => {
    const { context, page } = await visit(browser, house);
    try {
      await open(page, "/donations");
      const total = await page.locator("main").textContent();
      const mend = await cut(context, RPC);
      await page.getByText("We cannot reach the network right now").first().waitFor();
      expect(total).toContain(`${sign()}`);
      mend();
      await page.getByText("We cannot reach the network right now").first().waitFor({ state: "detached" });
    } finally {
      await context.close();
    }
  });

  it("waits where it has nothing to show, and begins when somebody tries again", async () => {
    const { context, page } = await visit(browser, house);
    try {
      const mend = await cut(context, RPC);
      // One's own page: no server draws it.
      await page.goto("/me");
      await page.getByText("This could not be loaded").waitFor();
      mend();
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("heading", { level: 1 }).waitFor();
    } finally {
      await context.close();
    }
  });

  it("shows nothing rather than something wrong when another chain answers", async () => {
    const { context, page } = await visit(browser, house);
    try {
      await turnToAnotherChain(context);
      // Also where the server has drawn the page, with figures in it.
      for (const address of pages.map(({ path }) => exampleOf(path)).filter((path) => path !== "/kit")) {
        await page.goto(address);
        await page.getByText("This page and the network do not belong together").waitFor();
        expect(await page.locator("main").textContent(), address).not.toContain(sign());
      }
    } finally {
      await context.close();
    }
  });

  it("keeps the last figures when its node turns to another chain meanwhile, and says from when they are", async () => {
    const { context, page } = await visit(browser, house);
    try {
      await open(page, "/donations");
      const figures = async () => ((await page.locator("main").textContent()) ?? "").match(/[\d.,]*\d/g);
      const before = await figures();
      const mend = await turnToAnotherChain(context);
      await page.getByText("We cannot reach the network right now").first().waitFor();
      expect(await figures()).toEqual(expect.arrayContaining(before!));
      mend();
      await page.getByText("We cannot reach the network right now").first().waitFor({ state: "detached" });
    } finally {
      await context.close();
    }
  });
});

/** The node answers as before, but as if it belonged to chain 5; until what it gives back is called. */
function turnToAnotherChain(context: BrowserContext): Promise<() => void> {
  return divert(context, RPC, async (route) => {
    const asked = [route.request().postDataJSON()].flat() as { id: number; method: string }[];
    const answers = [await (await route.fetch()).json()].flat() as { id: number; result: unknown }[];
    const isChain = ({ id }: { id: number }) => asked.some((one) => one.id === id && one.method === "eth_chainId");
    const json = answers.map((one) => (isChain(one) ? { ...one, result: "0x5" } : one));
    await route.fulfill({ json: asked.length === 1 ? json[0] : json });
  });
}

describe("a newcomer in bad times", () => {
  const newcomer = { label: "newcomer:5", name: "A newcomer" };

  it("is told that nothing was recorded while the messenger is away", async () => {
    const round = await openRound(house);
    const { context, page } = await visit(browser, house, { as: newcomer });
    try {
      await open(page, await roundAddress(house, round));
      await page.getByLabel("I accept the rules").check();
      await cut(context, RELAY);
      await page.getByRole("button", { name: /^Join for/ }).click();
      await page.getByText("Not recorded").waitFor();
      expect(await page.locator("aside").textContent()).not.toContain("being recorded");
    } finally {
      await context.close();
    }
  });

  it("has one place after a reload in the middle of joining, and can step back from it", async () => {
    const round = await openRound(house);
    const account = practiceAddress(house.deployment.chainId, newcomer.label);
    const before = await house.read("Rounds", roundsAbi, "round", [round]);
    const { context, page } = await visit(browser, house, { as: newcomer });
    try {
      await open(page, await roundAddress(house, round));
      await page.getByLabel("I accept the rules").check();
      // The house gets it, and its answer does not come back before the page is loaded again.
      const { arrived, end } = await answersGetLost(page);
      await page.getByRole("button", { name: /^Join for/ }).click();
      await page.getByText("Being recorded").first().waitFor();
      await arrived;
      await page.reload();
      end();
      await page.getByRole("heading", { name: "Your place" }).waitFor();
      await expect.poll(() => page.locator("aside").textContent()).not.toContain("being recorded");
      const sold = async () => (await house.read("Rounds", roundsAbi, "round", [round])).sold;
      await expect.poll(sold).toBe(before.sold + 1);

      await page.getByRole("button", { name: "Give my place back…" }).click();
      await page.getByRole("button", { name: /^Step back and get/ }).click();
      await page.getByText("paid back").waitFor();
      await expect.poll(sold).toBe(before.sold);
      const place = await house.read("Rounds", roundsAbi, "purchaseOf", [round, account]);
      expect(place.refunded || BigInt(place.payer) === 0n).toBe(true);
    } finally {
      await context.close();
    }
  });
});

describeOwn("its founding succeeds at once", "somebody whose round missed its goal", () => {
  const FOUNDING = 1;

  it("gets all the money back by one confirmation, once", async () => {
    const places = await house.read("Rounds", roundsAbi, "purchases", [FOUNDING, 0, 200]);
    const waiting = places.find(({ refunded }) => !refunded);
    const person = (await house.people()).find(({ account }) => account === waiting?.recipient);
    if (waiting === undefined || person === undefined) throw new Error("The story left no refund open");
    const owns = () => house.read("Token", tokenAbi, "balanceOf", [person.account]);
    const before = await owns();
    const { context, page } = await visit(browser, house, { as: person });
    try {
      await open(page, await roundAddress(house, FOUNDING));
      await page.getByRole("heading", { name: "Your money is waiting" }).waitFor();
      await page.getByRole("button", { name: /^Get my money back: .30,000/ }).click();
      await page.getByText(`${sign()}30,000 paid back`).waitFor();
      expect(await owns()).toBe(before + waiting.paid);
      await page.reload();
      await page.getByText(`${sign()}30,000 paid back`).waitFor();
      expect(await page.getByRole("button", { name: /^Get my money back/ }).count()).toBe(0);
    } finally {
      await context.close();
    }
  });
});
