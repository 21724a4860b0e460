import type { Browser, Page } from "playwright-core";
import { type Hex, hexToBigInt, numberToHex, slice } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { donationsAbi } from "#protocol/abi/donations.ts";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { type PracticePerson, practiceKey } from "#protocol/house/practice.ts";
import { type Announcing, InjectedWallet } from "./InjectedWallet.ts";
import { TERM_IN_BALLOT, TestHouse } from "./TestHouse.ts";
import { open, openBrowser, settled, type Visit, visit } from "./visit.ts";

/** Wallets differ in how they appear, in what they give for a signature and in how they say no. */

let browser: Browser;
let house: TestHouse;
interface Member {
  label: string;
  seat: number;
  key: Hex;
}
let members: Member[];
const another = privateKeyToAccount(`0x${"0b".repeat(32)}`);

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
  members = (await house.people())
    .flatMap(({ label, seat }) => (seat === null ? [] : [{ label, seat }]))
    .slice(0, 2)
    .map((one) => ({ ...one, key: practiceKey(house.deployment.chainId, one.label) }));
});
afterAll(() => browser.close());

/** Somebody with a wallet of this kind, signed in on the house's network. */
async function signedIn(announcing: Announcing, as = members[0]!): Promise<Visit & { wallet: InjectedWallet }> {
  const wallet = new InjectedWallet(as.key, announcing);
  wallet.chainId = house.deployment.chainId;
  const me = await visit(browser, house);
  await wallet.injectInto(me.context);
  await open(me.page, "/me");
  await signIn(me.page, nameOf(announcing, wallet));
  await isMember(me.page, as.seat);
  return { ...me, wallet };
}

/** What the sheet calls it: `window.ethereum` says no name. */
function nameOf(announcing: Announcing, wallet: InjectedWallet): string {
  return announcing === "never" ? "Wallet of this browser" : wallet.name;
}

async function signIn(page: Page, wallet: string): Promise<void> {
  await page.locator("main").getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("dialog").getByRole("button", { name: wallet }).click();
}

function isMember(page: Page, seat: number): Promise<void> {
  return page.locator("main").getByText(`Member ${seat}`, { exact: true }).waitFor();
}

/** How many gifts the house has booked. */
const gifts = () => house.read("Donations", donationsAbi, "donationCount", []);

/** Opens the form for a gift, up to its last button. */
async function aGift(page: Page) {
  await open(page, "/donations");
  await page.getByRole("button", { name: "Donate", exact: true }).click();
  const confirm = page.getByRole("dialog").getByRole("button", { name: /^Donate \p{Sc}/u });
  await confirm.waitFor();
  return confirm;
}

/** Runs in the page. */
async function askDesk(account: string): Promise<boolean> {
  const headers = { "content-type": "application/json" };
  return (await fetch("/practice/desk", { method: "POST", headers, body: JSON.stringify({ account }) })).ok;
}

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const rs = (signature: Hex) => slice(signature, 0, 64);
const isOdd = (signature: Hex) => Number(slice(signature, 64)) === 28;
const word = (n: bigint) => numberToHex(n, { size: 32 }).slice(2);
const sOf = (signature: Hex) => hexToBigInt(slice(signature, 32, 64));
const forms: [string, (signature: Hex) => unknown][] = [
  ["v as 0 or 1", (one) => `${rs(one)}${isOdd(one) ? "01" : "00"}`],
  ["64 bytes", (one) => `${slice(one, 0, 32)}${word(sOf(one) | (isOdd(one) ? 1n << 255n : 0n))}`],
  ["the upper s", (one) => `${slice(one, 0, 32)}${word(ORDER - sOf(one))}${isOdd(one) ? "1b" : "1c"}`],
];

const refusals: [string, { code?: number; message: string; data?: unknown }][] = [
  ["4001", { code: 4001, message: "User rejected the request." }],
  ["-32603 with a device's number", { code: -32603, message: "Ledger device: Condition not satisfied (0x6985)" }],
  ["-32000 in words", { code: -32000, message: "User denied message signature" }],
  ["no code at all", { message: "Request cancelled" }],
  ["a reason inside another", { code: -32603, message: "Internal error", data: { originalError: { code: 4001 } } }],
];

describe("a wallet that appears", () => {
  it.each<Announcing>(["at once", "late", "never"])(
    "%s signs in and is still there after a reload",
    async (announcing) => {
      const { context, page, wallet, faults } = await signedIn(announcing);
      try {
        await page.reload();
        await isMember(page, members[0]!.seat);
        // Chosen once more it does not stumble over itself.
        await page.locator("header [aria-haspopup=dialog]").click();
        await page.getByRole("dialog").getByRole("button", { name: "Switch person" }).click();
        await page
          .getByRole("dialog")
          .getByRole("button", { name: nameOf(announcing, wallet) })
          .click();
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await isMember(page, members[0]!.seat);
        expect(wallet.signed).toBe(0);
        expect(faults).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );

  it("locked, waits for its owner and goes on where they were", async () => {
    const { context, page, wallet, faults } = await signedIn("at once");
    try {
      await wallet.show(page, undefined);
      await page.locator("main").getByRole("button", { name: "Sign in" }).waitFor();
      await page.reload();
      await page.locator("main").getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("dialog").getByText("Your wallet shows no account at the moment").waitFor();
      await wallet.show(page, wallet.account);
      await isMember(page, members[0]!.seat);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it("with another account, says who one is now: at once, and when it changed between two visits", async () => {
    const { context, page, wallet, faults } = await signedIn("at once");
    const [first, second] = members;
    try {
      await wallet.show(page, privateKeyToAccount(second!.key));
      await page.getByText("Your wallet now shows another account").waitFor();
      await page.getByText(`You are here as member ${second!.seat} now`).waitFor();
      // It sticks to nothing above it.
      const [bar, notice] = await Promise.all(
        [page.locator("aside"), page.getByRole("status").filter({ hasText: "Your wallet now shows" })].map((one) =>
          one.last().boundingBox(),
        ),
      );
      expect(notice!.y - (bar!.y + bar!.height)).toBeGreaterThanOrEqual(8);
      await page.getByRole("button", { name: "All right" }).click();
      await page.getByText("Your wallet now shows another account").waitFor({ state: "detached" });
      await page.goto("about:blank");
      wallet.account = privateKeyToAccount(first!.key);
      await open(page, "/me");
      await page.getByText(`You are here as member ${first!.seat} now`).waitFor();
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("what somebody has begun to write", () => {
  const title = (page: Page) => page.getByLabel("Title", { exact: true });

  it("stays when their wallet is locked and shows them again, and is nobody else's", async () => {
    const { context, page, wallet, faults } = await signedIn("at once");
    const [first, second] = members;
    try {
      await open(page, "/votes/new?kind=question");
      await title(page).fill("Words of the first");
      await wallet.show(page, undefined);
      await page.locator("header").getByRole("button", { name: "Sign in" }).waitFor();
      await wallet.show(page, privateKeyToAccount(first!.key));
      await page.locator("header").getByRole("button", { name: "Sign in" }).waitFor({ state: "detached" });
      expect(await title(page).inputValue()).toBe("Words of the first");

      await wallet.show(page, privateKeyToAccount(second!.key));
      await page.getByText(`You are here as member ${second!.seat} now`).waitFor();
      await expect.poll(() => title(page).inputValue()).toBe("");
      expect(await page.getByText("Words of the first").count()).toBe(0);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("a wallet that changes its account in the middle of a ballot", () => {
  const paper = `/votes/ballot/${TERM_IN_BALLOT}`;
  const names = (page: Page) => page.getByRole("group", { name: /candidate/ }).getByRole("checkbox");
  /** Whom a paper has ticked, by name: each voter has an order of their own. */
  const ticked = (page: Page) =>
    names(page).evaluateAll((all) =>
      all.flatMap((one) => ((one as HTMLInputElement).checked ? [one.closest("label")?.textContent ?? ""] : [])),
    );
  const confirm = (page: Page) => page.locator("main").getByRole("button", { name: "Confirm", exact: true });
  const isHere = (page: Page, { seat }: Member) => page.getByText(`You are here as member ${seat} now`).waitFor();
  let me: Visit & { wallet: InjectedWallet };
  let first: Member;
  let second: Member;
  /** Which names are ticked: two that do not stand side by side, or as many as there are. */
  let choice: number[];
  /** What the page hands in, from the beginning. */
  let handedIn: string[];

  beforeAll(async () => {
    const free: Member[] = [];
    for (const { label, seat } of await house.people()) {
      if (seat === null || free.length === 2) continue;
      const [voted] = await house.read("Elections", electionsAbi, "ballotOf", [TERM_IN_BALLOT, seat]);
      if (!voted) free.push({ label, seat, key: practiceKey(house.deployment.chainId, label) });
    }
    [first, second] = free as [Member, Member];
    const candidates = await house.read("Elections", electionsAbi, "candidates", [TERM_IN_BALLOT]);
    choice = [...new Set([0, Math.min(2, candidates.length - 1)])];
  });
  beforeEach(async () => {
    me = await signedIn("at once", first);
    handedIn = [];
    me.page.on("request", (request) => {
      if (request.method() === "POST" && /\/relay\//.test(request.url())) handedIn.push(request.url());
    });
    await open(me.page, paper);
    for (const one of choice) await names(me.page).nth(one).check();
  });
  afterEach(() => me.context.close());

  /** Another account is shown, and nothing of the first one's is its own; the first finds theirs again. */
  async function isNobodyElses(theirs: readonly string[]): Promise<void> {
    const { page, wallet, faults } = me;
    await isHere(page, second);
    await names(page).first().waitFor();
    expect(await ticked(page)).toEqual([]);
    expect(await confirm(page).count()).toBe(0);
    expect(await page.getByText(/Not recorded|not accepted|another account, 0x/i).count()).toBe(0);
    await wallet.show(page, privateKeyToAccount(first.key));
    await isHere(page, first);
    await open(page, paper);
    expect(await ticked(page)).toEqual(theirs);
    for (const { seat } of [first, second]) {
      const [voted] = await house.read("Elections", electionsAbi, "ballotOf", [TERM_IN_BALLOT, seat]);
      expect(voted).toBe(false);
    }
    expect(handedIn).toEqual([]);
    expect(faults).toEqual([]);
  }

  it("while names are ticked: the paper is the other's, and empty", async () => {
    const theirs = await ticked(me.page);
    expect(theirs.length).toBe(choice.length);
    await me.wallet.show(me.page, privateKeyToAccount(second.key));
    await isNobodyElses(theirs);
    expect(me.wallet.asked).toBe(0);
  });

  it.each([
    ["a choice", "Check"],
    ["an abstention", "Abstain"],
  ])("while %s is read once more: the other is asked to confirm nothing", async (_, word) => {
    const theirs = await ticked(me.page);
    await me.page.getByRole("button", { name: word, exact: true }).click();
    await confirm(me.page).waitFor();
    await me.wallet.show(me.page, privateKeyToAccount(second.key));
    await names(me.page).first().waitFor();
    // A reload keeps to that.
    await me.page.reload();
    await me.page.locator("main h1").waitFor();
    await names(me.page).first().waitFor();
    expect(await confirm(me.page).count()).toBe(0);
    await me.wallet.show(me.page, privateKeyToAccount(first.key));
    await isHere(me.page, first);
    await me.wallet.show(me.page, privateKeyToAccount(second.key));
    await isNobodyElses(theirs);
    expect(me.wallet.asked).toBe(0);
  });

  it("while the house is asked whether it would take it: the other is not asked to sign it", async () => {
    const { page, wallet, context } = me;
    const theirs = await ticked(page);
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await confirm(page).waitFor();
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    let isHeld = false;
    await context.route("**/rpc", async (route) => {
      isHeld = true;
      await held;
      await route.continue().catch(() => undefined);
    });
    await confirm(page).click();
    await expect.poll(() => isHeld).toBe(true);
    await wallet.show(page, privateKeyToAccount(second.key));
    go();
    await isNobodyElses(theirs);
    expect(wallet.signed).toBe(0);
  });

  it("while it is asked to sign: what the other signs is not handed in", async () => {
    const { page, wallet } = me;
    const theirs = await ticked(page);
    await page.getByRole("button", { name: "Check", exact: true }).click();
    let decide: () => void = () => undefined;
    wallet.decided = new Promise<void>((resolve) => {
      decide = resolve;
    });
    await confirm(page).click();
    await expect.poll(() => wallet.asked).toBe(1);
    await wallet.show(page, privateKeyToAccount(second.key));
    await isHere(page, second);
    decide();
    await expect.poll(() => wallet.signed).toBe(1);
    await isNobodyElses(theirs);
  });
});

describe("what a demo person has begun to write", () => {
  it("is neither the next one's, whom somebody chooses instead, nor there after they signed out", async () => {
    const people = (await house.people()).filter(({ seat, name }) => seat !== null && name !== "");
    const [first, second] = people as [PracticePerson, PracticePerson];
    const { context, page, faults } = await visit(browser, house, { as: first });
    const title = page.getByLabel("Title", { exact: true });
    const sheet = page.getByRole("dialog");
    const isHere = (name: string) => page.locator("header").getByRole("button", { name }).waitFor();
    try {
      await open(page, "/votes/new?kind=question");
      await title.fill("Words of the first");
      await page.locator("header").getByRole("button", { name: first.name }).click();
      await sheet.getByRole("button", { name: "Switch person" }).click();
      await sheet.getByLabel("Name or member number").fill(second.name);
      await sheet.getByRole("button", { name: second.name }).first().click();
      await isHere(second.name);
      await expect.poll(() => title.inputValue()).toBe("");
      await title.fill("Words of the second");
      await page.locator("header").getByRole("button", { name: second.name }).click();
      await sheet.getByRole("button", { name: "Sign out" }).click();
      await isHere("Sign in");
      await expect.poll(() => title.inputValue()).toBe("");
      await page.reload();
      await settled(page);
      expect(await title.inputValue()).toBe("");
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("a wallet asked to confirm", () => {
  let me: Visit & { wallet: InjectedWallet };
  beforeAll(async () => {
    me = await signedIn("at once");
    // Whoever paid for a seat with all they had is given something to give by the practice desk.
    const given = await me.page.evaluate(askDesk, me.wallet.account.address);
    expect(given).toBe(true);
  });
  afterAll(() => me.context.close());

  it.each(forms)("may give %s", async (_, form) => {
    const before = await gifts();
    me.wallet.form = form;
    await (await aGift(me.page)).click();
    await me.page.getByText(/^Thank you for/).waitFor();
    expect(await gifts()).toBe(before + 1n);
    me.wallet.form = (signature) => signature;
  });

  it.each(refusals)("may say no by %s, and nobody is told of a fault", async (_, refusal) => {
    const before = await gifts();
    me.wallet.refusal = refusal;
    await (await aGift(me.page)).click();
    await me.page.getByText("Nothing was sent").waitFor();
    expect(await me.page.getByText("Not recorded").count()).toBe(0);
    me.wallet.refusal = undefined;
    expect(await gifts()).toBe(before);
  });

  it("may sign as another account: nothing is sent, and the words say which one to choose", async () => {
    const before = await gifts();
    me.wallet.signsAs = another;
    await (await aGift(me.page)).click();
    await me.page.getByText("The wallet confirmed as another account").waitFor();
    me.wallet.signsAs = undefined;
    expect(await gifts()).toBe(before);
  });

  it("may never answer: one stops waiting, and what it signs later is not sent", async () => {
    const before = await gifts();
    me.wallet.isSilent = true;
    await (await aGift(me.page)).click();
    await me.page.getByRole("button", { name: "Stop waiting" }).click();
    await me.page.getByText("Nothing was sent").waitFor();
    me.wallet.isSilent = false;
    expect(await gifts()).toBe(before);
    expect(me.faults).toEqual([]);
  });
});
