import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { houseGovernorAbi } from "#protocol/abi/houseGovernor.ts";
import { personsAbi } from "#protocol/abi/persons.ts";
import { pocketsAbi } from "#protocol/abi/pockets.ts";
import { proposalsAbi } from "#protocol/abi/proposals.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { practiceKey } from "#protocol/house/practice.ts";
import { shownDigits } from "./counter.ts";
import { InjectedWallet } from "./InjectedWallet.ts";
import { openRound, roundAddress, TERM_IN_BALLOT, TestHouse } from "./TestHouse.ts";
import { open, openBrowser, settled, type Visit, visit } from "./visit.ts";

let browser: Browser;
let house: TestHouse;
/** Before an amount, in English. */
const sign = () => house.deployment.club.currency.symbol;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

const SWITCH = "Switch to practice network";
const COFFEE = "28";

/** What an account has set aside, smallest units. */
async function pocketOf(account: `0x${string}`): Promise<bigint> {
  const id = await house.read("Pockets", pocketsAbi, "pocketOf", [account]);
  return (await house.read("Pockets", pocketsAbi, "pocket", [id])).balance;
}

/** One of the ten who has voted neither on the newest motion nor in the ballot: there is a form of every kind for them. */
async function oneOfTheTen() {
  const motion = await house.read("Proposals", proposalsAbi, "proposalCount", []);
  const [page] = await house.read("Proposals", proposalsAbi, "proposalsPage", [motion, 1]);
  const { now } = await house.clock();
  const [seats] = await house.read("Roster", rosterAbi, "tableAt", [now]);
  for (const { seat, account, label } of await house.people()) {
    if (seat === null || !seats.includes(seat)) continue;
    const [onMotion, [inBallot]] = await Promise.all([
      house.read("HouseGovernor", houseGovernorAbi, "hasVoted", [page?.id ?? 0n, account]),
      house.read("Elections", electionsAbi, "ballotOf", [TERM_IN_BALLOT, seat]),
    ]);
    if (!onMotion && !inBallot) return { label, seat, account, motion };
  }
  throw new Error("All of the ten have voted in the story");
}

describe("somebody with a wallet of their own", () => {
  it("is let in by the desk, switches the network when there is something to confirm, and takes a place", async () => {
    const wallet = new InjectedWallet();
    const { address } = wallet.account;
    const round = await openRound(house);
    const { context, page, faults } = await visit(browser, house);
    await wallet.injectInto(context);
    try {
      await open(page, await roundAddress(house, round));
      await page.getByRole("button", { name: "Take a place" }).click();
      await page.getByRole("dialog").getByRole("button", { name: wallet.name }).click();

      // On another network one reads everything, and is asked to switch only where something is confirmed.
      const switching = page.getByRole("button", { name: SWITCH });
      await switching.waitFor();
      await page.getByText("Admission not confirmed yet").waitFor();

      expect(await house.read("Admission", admissionAbi, "isAdmitted", [address])).toBe(false);
      await page.getByRole("button", { name: "Ask the practice desk" }).click();
      await page.getByText("Admission confirmed", { exact: true }).waitFor();
      expect(await house.read("Admission", admissionAbi, "isAdmitted", [address])).toBe(true);

      await page.getByLabel("I accept the rules").check();
      await switching.click();
      const join = page.getByRole("button", { name: /^Join for/ });
      await join.waitFor();
      expect(wallet.chainId).toBe(house.deployment.chainId);
      expect(wallet.known.get(house.deployment.chainId)).toBe(`${house.address}/rpc`);

      wallet.ownerSaysNo = true;
      await join.click();
      await page.getByText("Nothing was sent").waitFor();
      expect(wallet.signed).toBe(0);

      wallet.ownerSaysNo = false;
      await join.click();
      await page.getByRole("heading", { name: "Your place" }).waitFor();
      expect(wallet.signed).toBe(1);
      expect(await house.read("Rounds", roundsAbi, "purchaseOf", [round, address])).toMatchObject({ payer: address });

      // The wallet is remembered without asking it again.
      await page.reload();
      await page.getByRole("heading", { name: "Your place" }).waitFor();

      // Whoever looks elsewhere afterwards is shown the way back before they step back.
      await page.getByRole("button", { name: "Give my place back…" }).click();
      const stepBack = page.getByRole("button", { name: /^Step back and get/ });
      await stepBack.waitFor();
      await wallet.lookAt(page, 1);
      await switching.waitFor();
      expect(await stepBack.count()).toBe(0);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("one of the ten whose own wallet looks at another network", () => {
  let me: Visit;
  let wallet: InjectedWallet;
  let person: Awaited<ReturnType<typeof oneOfTheTen>>;

  beforeAll(async () => {
    person = await oneOfTheTen();
    wallet = new InjectedWallet(practiceKey(house.deployment.chainId, person.label));
    me = await visit(browser, house);
    await wallet.injectInto(me.context);
    await open(me.page, "/me");
    await me.page.locator("main").getByRole("button", { name: "Sign in" }).click();
    await me.page.getByRole("dialog").getByRole("button", { name: wallet.name }).click();
    await me.page.locator("main").getByText(`Member ${person.seat}`, { exact: true }).waitFor();
  });
  afterAll(() => me.context.close());

  /** Every form of a member: where it is, how it is opened, and the button that confirms it on the house's network. */
  const forms: [form: string, path: () => string, confirm: RegExp, prepare?: (page: Page) => Promise<void>][] = [
    ["a phone's set-up", () => "/code", /^Set up this phone/],
    ["a line in the directory", () => "/me", /^Put it in the directory/],
    [
      "a gift",
      () => "/donations",
      /^Donate \p{Sc}/u,
      (page) => page.getByRole("button", { name: "Donate", exact: true }).click(),
    ],
    ["a ballot", () => `/votes/ballot/${TERM_IN_BALLOT}?step=abstain&seat=${person.seat}`, /^Confirm/],
    ["a vote", () => `/votes/${person.motion}`, /^Confirm/],
    ["a payment's approval", () => "/oversight", /^Approve/],
  ];

  it.each(forms)("is shown the way back in place of confirming %s", async (_, path, confirm, prepare) => {
    const { page } = me;
    await open(page, path());
    await prepare?.(page);
    await page.getByRole("button", { name: SWITCH }).first().waitFor();
    expect(await page.getByRole("button", { name: confirm }).count()).toBe(0);
    await wallet.lookAt(page, house.deployment.chainId);
    await page.getByRole("button", { name: confirm }).first().waitFor();
    expect(await page.getByRole("button", { name: SWITCH }).count()).toBe(0);
    await wallet.lookAt(page, 1);
    await page.getByRole("button", { name: SWITCH }).first().waitFor();
    expect(wallet.signed).toBe(0);
  });

  it("sets up the phone and fills it, one switch and one signature each", async () => {
    const { page } = me;
    const switching = page.getByRole("button", { name: SWITCH });
    await open(page, "/code");
    await switching.click();
    await page.getByRole("button", { name: "Set up this phone" }).click();
    await shownDigits(page);
    expect(wallet.signed).toBe(1);
    const before = await pocketOf(person.account);

    await wallet.lookAt(page, 1);
    await page.getByText("Top up the pay balance").click();
    await page.getByLabel("Amount").fill(COFFEE);
    await switching.click();
    await page.getByRole("button", { name: "Top up", exact: true }).click();
    await page.getByText(`${sign()}${COFFEE} topped up`).waitFor();
    expect(wallet.signed).toBe(2);
    expect(await pocketOf(person.account)).toBe(before + 28_000_000n);
    expect(me.faults).toEqual([]);
  });

  it("asks for the pay balance back, and keeps it after all", async () => {
    const { page } = me;
    const id = await house.read("Pockets", pocketsAbi, "pocketOf", [person.account]);
    const asked = async () => (await house.read("Pockets", pocketsAbi, "pocket", [id])).exitAt > 0;
    await open(page, "/code");
    for (const [button, isAsked] of [
      ["Ask for all of it", true],
      ["Keep it as pay balance", false],
    ] as const) {
      await page.getByText("Get the pay balance back").click();
      await page.getByRole("button", { name: button }).click();
      await expect.poll(asked).toBe(isAsked);
      await page.reload();
      await settled(page);
    }
    expect(me.faults).toEqual([]);
  });

  it("makes void what was signed and has not arrived, by one confirmation", async () => {
    const { page } = me;
    const epoch = () => house.read("Persons", personsAbi, "epochOf", [BigInt(person.account)]);
    const before = await epoch();
    await open(page, "/me");
    await page.getByText("I signed something I did not want").click();
    await page.getByRole("button", { name: "Make it void" }).click();
    // Gaining a seat raises it by one, and losing one by another: a raise is both.
    await expect.poll(epoch).toBe(before + 2);
    expect(me.faults).toEqual([]);
  });
});
