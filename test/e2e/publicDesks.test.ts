import type { Browser } from "playwright-core";
import { type Address, createWalletClient, http, keccak256, publicActions, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { RequestState } from "#protocol/abi/enums.ts";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { reportsAbi } from "#protocol/abi/reports.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { tokenAbi } from "#protocol/abi/token.ts";
import { treasuryAbi } from "#protocol/abi/treasury.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { PublicHouse } from "./PublicHouse.ts";
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
import { addOne, admit, applicantKey, beginRegister, card, linkOf, openIt, registrarKey } from "./registrarSteps.ts";
import { openRound, roundAddress, TestHouse } from "./TestHouse.ts";
import { openBrowser, settled, type VisitOptions } from "./visit.ts";
import { comeWith, type WalletVisit, withWallet } from "./withWallet.ts";

const UNIT = 1_000_000n;
/** Seconds that people's devices are wrong by, and nobody sets right. */
const [FAST, SLOW] = [300, -7_200];

let browser: Browser;
let house: PublicHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find().then(PublicHouse.open)]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** Somebody of the story with a wallet of their own, at a desk. */
const at = ({ label }: Pick<PracticePerson, "label">, path: string, options?: VisitOptions): Promise<WalletVisit> =>
  comeWith(browser, house, house.keyOf(label), path, options);

async function stateOf(request: bigint) {
  return (await house.read("Payments", paymentsAbi, "requests", [request, 1n]))[0]?.state;
}

/** Practice gives coin and money; here somebody has them already, from wherever they got them. */
const rich = privateKeyToAccount(keccak256(stringToHex("somebody who has plenty")));

async function give(to: Address, amount: bigint): Promise<void> {
  await house.node("anvil_setBalance", [rich.address, "0x8ac7230489e80000"]);
  await onTheRecord("faucet", [to, amount]);
}

/** A transaction of theirs, once it is in a block. */
async function onTheRecord(functionName: "faucet" | "transfer", args: [Address, bigint]): Promise<void> {
  const client = createWalletClient({ account: rich, transport: http(`${house.address}/rpc`) }).extend(publicActions);
  const { Token: address } = house.deployment.contracts;
  const hash = await client.writeContract({ address, abi: tokenAbi, functionName, args, chain: null });
  expect((await client.waitForTransactionReceipt({ hash })).status).toBe("success");
}

describe("the registrar on a network where nothing is practice", () => {
  let desk: WalletVisit;

  beforeAll(async () => {
    desk = await comeWith(browser, house, await registrarKey(house), "/desk/registrar", { clockWrongBy: SLOW });
    await beginRegister(desk.page);
  });
  afterAll(() => desk.context.close());

  /** Opens the link that the desk has made for them, with a wallet that the house has never seen. */
  async function comes(name: string, born: string): Promise<{ who: WalletVisit; digits: string }> {
    await addOne(desk.page, name, born);
    const who = await withWallet(browser, house, applicantKey(name));
    const digits = await openIt(await linkOf(desk.page, name), who);
    await card(desk.page, name).getByText(digits).first().waitFor();
    return { who, digits };
  }

  it("admits somebody, who takes a place in the open round with what they have", async () => {
    const { who, digits } = await comes("Ada Lovelace", "1970-01-31");
    const { page, wallet } = who;
    await admit(desk.page, "Ada Lovelace", digits);
    await page.getByText("You are admitted").waitFor();
    const { address } = wallet.account;
    const round = await openRound(house);
    const { terms } = await house.read("Rounds", roundsAbi, "round", [round]);
    await give(address, terms.price);
    await page.goto(await roundAddress(house, round));
    await page.getByText("Admission confirmed", { exact: true }).waitFor();
    await page.getByLabel("I accept the rules").check();
    await page.getByRole("button", { name: /^Join for/ }).click();
    await page.getByRole("heading", { name: "Your place" }).waitFor();
    expect(await house.read("Rounds", roundsAbi, "purchaseOf", [round, address])).toMatchObject({ payer: address });
    expect(wallet.sent).toBe(0);
    expect([...desk.faults, ...who.faults]).toEqual([]);
    await who.context.close();
  });

  it("takes an admission back that nobody has used, and refuses somebody else with a reason", async () => {
    const { page } = desk;
    const { who, digits } = await comes("Ben Bell", "1971-02-03");
    await admit(page, "Ben Bell", digits);
    const there = card(page, "Ben Bell");
    await there.getByRole("button", { name: "Withdraw the admission" }).click();
    await there.getByRole("button", { name: "Withdraw it", exact: true }).click();
    await there.getByText("withdrawn", { exact: true }).waitFor();
    expect(await house.read("Admission", admissionAbi, "isAdmitted", [who.wallet.account.address])).toBe(false);
    // At the round they are led to where they can ask once more.
    await who.page.goto(await roundAddress(house, await openRound(house)));
    await who.page.getByRole("link", { name: "How you are admitted" }).click();
    await who.page.getByText("This account is not admitted yet").waitFor();
    await who.context.close();

    const reason = "We could not see that you studied there.";
    const { who: cleo } = await comes("Cleo Chan", "1972-03-04");
    await card(page, "Cleo Chan").getByRole("button", { name: "Refuse…" }).click();
    await card(page, "Cleo Chan").getByLabel("Reason").fill(reason);
    await card(page, "Cleo Chan").getByRole("button", { name: "Refuse", exact: true }).click();
    await cleo.page.getByText(reason).waitFor();
    expect([...desk.faults, ...cleo.faults]).toEqual([]);
    await cleo.context.close();
  });
});

/** What the operator has asked for. */
const asked = { mill: 0n, milk: 0n, beans: 0n };

describe("the operator on a network where nothing is practice", () => {
  const bill = Buffer.from("%PDF-1.7 a new mill, 480.00");
  let desk: WalletVisit;

  beforeAll(async () => {
    desk = await at({ label: "operator" }, "/desk/operator", { clockWrongBy: FAST });
  });
  afterAll(() => desk.context.close());

  async function ask(amount: string, words: string, paper?: Buffer): Promise<bigint> {
    const { page } = desk;
    await fillRequest(page, amount, words);
    if (paper !== undefined) await handInBill(page, paper);
    await page.getByRole("button", { name: "Ask for this payment" }).click();
    await page.getByText("Asked for.").waitFor();
    await page.getByRole("button", { name: "Ask for another one" }).click();
    return (await newestRequest(house)).id;
  }

  it("asks for a payment with its paper, which one of those in office reads", async () => {
    const { page } = desk;
    await putOnList(page, "Mill & Sons", rich.address);
    await page.getByLabel("Who is paid").selectOption({ label: "Mill & Sons" });
    asked.mill = await ask("480.00", "A new mill", bill);
    expect(await newestRequest(house)).toMatchObject({
      payee: rich.address,
      amount: 480n * UNIT,
      state: RequestState.Open,
    });
    const [one] = await theTen(house);
    const reader = await at(one!, "/desk/table", { clockWrongBy: FAST });
    expect(await paperOf(reader.page, asked.mill)).toEqual(bill);
    expect([...desk.faults, ...reader.faults]).toEqual([]);
    await reader.context.close();
  });

  it("asks for two more, and takes one of them back", async () => {
    const { page } = desk;
    asked.milk = await ask("12.50", "Milk");
    asked.beans = await ask("3.00", "Beans");
    await requestCard(page, asked.milk).getByRole("button", { name: "Take it back…" }).click();
    await requestCard(page, asked.milk).getByRole("button", { name: "Take it back", exact: true }).click();
    await requestCard(page, asked.milk).waitFor({ state: "detached" });
    expect(await stateOf(asked.milk)).toBe(RequestState.Withdrawn);
    await requestCard(page, asked.beans).waitFor();
  });

  it("brings takings in by two transactions of their own, which wait for a block each", async () => {
    const { page, wallet } = desk;
    await house.node("anvil_setBalance", [wallet.account.address, "0x8ac7230489e80000"]);
    await give(wallet.account.address, 500n * UNIT);
    const before = await house.books();
    await page.reload();
    await settled(page);
    await bringTakings(page, "320.50");
    expect(wallet.sent).toBe(2);
    expect((await house.entrySince(before.entries, "cash sales", "cash")).amount).toBe(320_500_000n);
    expect(desk.faults).toEqual([]);
  });
});

describe("those in office on a network where nothing is practice", () => {
  async function approve({ page }: WalletVisit, request: bigint): Promise<void> {
    await requestCard(page, request).getByLabel("I have looked at it and approve it").check();
    await page.getByRole("button", { name: "Approve this payment" }).click();
  }

  it("approve what they have looked at, one changes their mind, and the last yes that is needed pays", async () => {
    const before = await house.books();
    const { approvalsNeeded } = house.deployment.club;
    const [fickle, ...others] = (await theTen(house)).slice(0, approvalsNeeded + 1);
    const first = await at(fickle!, "/desk/table", { clockWrongBy: SLOW });
    await approve(first, asked.mill);
    const theirs = requestCard(first.page, asked.mill);
    await theirs.getByRole("button", { name: "Change my mind…" }).click();
    await theirs.getByRole("button", { name: "Withdraw my approval" }).click();
    await theirs.getByText("You have withdrawn your approval of this payment.").waitFor();
    // In one visit, one payment after the other.
    await approve(first, asked.beans);
    await requestCard(first.page, asked.beans).getByText("You have approved this payment.").waitFor();
    for (const other of others) {
      const visitor = await at(other, "/desk/table");
      const card = requestCard(visitor.page, asked.mill);
      await approve(visitor, asked.mill);
      if (other === others.at(-1)) await card.waitFor({ state: "detached" });
      else await card.getByText("You have approved this payment.").waitFor();
      expect(visitor.faults).toEqual([]);
      await visitor.context.close();
    }
    expect(await stateOf(asked.mill)).toBe(RequestState.Paid);
    expect(await house.books()).toMatchObject({ cash: before.cash - 480n * UNIT });
    // The others' yes has taken the card away under their eyes.
    await theirs.waitFor({ state: "detached" });
    expect(first.faults).toEqual([]);
    await first.context.close();
  });

  it("close together what nobody should pay, also who had approved it", async () => {
    const closers = () => house.read("Payments", paymentsAbi, "closersOf", [asked.beans]);
    for (const one of (await theTen(house)).slice(0, house.deployment.club.approvalsNeeded)) {
      const visitor = await at(one, "/desk/table");
      const card = requestCard(visitor.page, asked.beans);
      const close = card.getByRole("button", { name: "Close this request" });
      await close.click();
      // The last one who is needed closes it, and then nobody is listed any more.
      await expect
        .poll(
          async () =>
            (await closers()).includes(Number(one.seat)) || (await stateOf(asked.beans)) === RequestState.Closed,
        )
        .toBe(true);
      expect(visitor.faults).toEqual([]);
      await visitor.context.close();
    }
    await expect.poll(() => stateOf(asked.beans)).toBe(RequestState.Closed);
  });

  it("correct the report of their term, and one does not agree", async () => {
    const count = await house.read("Reports", reportsAbi, "reportCount", []);
    const [last] = await house.read("Reports", reportsAbi, "reports", [count, 1]);
    const seats = await house.read("Roster", rosterAbi, "tableOf", [last!.term]);
    const [author, other] = await tableOf(house, seats.slice(-2));
    const { context, page, faults } = await at(author!, "/desk/table");
    await page.getByText(`Correct the report of term ${last!.term}`).click();
    await page.getByText("In the account at the beginning").last().waitFor();
    for (const label of ["Cash sales of the", "Wages paid by the", "Goods in store", "bank account"]) {
      await page.getByLabel(label).last().fill("100");
    }
    await page.getByLabel("The report’s text").fill("We counted again.");
    await page.getByRole("button", { name: "File the report" }).click();
    await page.getByRole("button", { name: "I agree with the report" }).first().click();
    const words = () => house.read("Reports", reportsAbi, "signaturesOf", [count + 1]);
    await expect.poll(async () => (await words()).map(({ seat }) => seat)).toContain(author!.seat);
    const objector = await at(other!, "/desk/table");
    await objector.page.getByRole("button", { name: "I do not agree…" }).first().click();
    await objector.page.getByLabel("What is not right?").fill("The bill is there twice.");
    await objector.page.getByRole("button", { name: "Object", exact: true }).click();
    await expect
      .poll(async () => (await words()).find(({ seat }) => seat === other!.seat))
      .toMatchObject({ agrees: false });
    expect([...faults, ...objector.faults]).toEqual([]);
    await Promise.all([context.close(), objector.context.close()]);
  });

  it("have money booked that nobody announced", async () => {
    await give(rich.address, 9n * UNIT);
    await onTheRecord("transfer", [house.deployment.contracts.Treasury, 7n * UNIT]);
    const [one] = await theTen(house);
    const { context, page, faults } = await at(one!, "/desk/table");
    await page.getByText(/came in that nobody announced/).waitFor();
    await page.getByRole("button", { name: "Book it as a donation" }).click();
    await expect.poll(() => house.read("Treasury", treasuryAbi, "unbooked", [])).toBe(0n);
    expect(faults).toEqual([]);
    await context.close();
  });
});
