import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { type Address, keccak256 } from "viem";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import type { TestHouse } from "./TestHouse.ts";

/** The newest request. */
export async function newestRequest(house: TestHouse) {
  const count = await house.read("Payments", paymentsAbi, "requestCount", []);
  const [request] = await house.read("Payments", paymentsAbi, "requests", [count, 1n]);
  if (request === undefined) throw new Error("Nothing was asked for");
  return request;
}

/** The people on these seats, in their order. */
export async function tableOf(house: TestHouse, seats: readonly number[]): Promise<PracticePerson[]> {
  const people = await house.people();
  return seats.map((seat) => {
    const found = people.find((person) => person.seat === seat);
    if (found === undefined) throw new Error(`Nobody on seat ${seat}`);
    return found;
  });
}

/** Those in office now. */
export async function theTen(house: TestHouse): Promise<PracticePerson[]> {
  const [seats] = await house.read("Roster", rosterAbi, "tableAt", [await house.now()]);
  return tableOf(house, seats);
}

/** A request as the pages show it that list requests. */
export const requestCard = (page: Page, id: bigint | number) =>
  page.getByRole("article").filter({ hasText: `${id} · ` });

const sectionOf = (page: Page, heading: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: heading }) });

/** At the operator's desk: a name for an account that is paid. */
export async function putOnList(page: Page, name: string, account: Address): Promise<void> {
  const payees = sectionOf(page, "Whom the house pays");
  await payees.getByLabel("Name", { exact: true }).fill(name);
  await payees.getByLabel("Account", { exact: true }).fill(account);
  await payees.getByRole("button", { name: "Put it on the list" }).click();
  await payees.getByText(name).waitFor();
}

/** At the operator's desk: what is asked for, up to the button. */
export async function fillRequest(page: Page, amount: string, words: string): Promise<void> {
  const form = sectionOf(page, "Ask for a payment");
  await form.getByLabel("Amount").fill(amount);
  await form.getByLabel("What it is for").fill(words);
}

/** At the operator's desk: a PDF beside the request. */
export async function handInBill(page: Page, bill: Buffer): Promise<void> {
  await page.getByLabel("Bill or slip").setInputFiles({ name: "bill.pdf", mimeType: "application/pdf", buffer: bill });
  await page.getByRole("button", { name: "Hand the paper in" }).click();
  // With who may read it: beside the form, and not in the list of what was asked for before.
  await page.getByText(new RegExp(`Document ${keccak256(bill).slice(2, 10)} \\(PDF\\) ·`)).waitFor();
}

/** The bytes of a request's one paper, for somebody who may read it. */
export async function paperOf(page: Page, request: bigint | number): Promise<Buffer> {
  const card = requestCard(page, request);
  await card.getByRole("button", { name: "Reference and papers" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    card.getByRole("button", { name: /^Document/ }).click(),
  ]);
  return readFileSync(await file.path());
}

/** At the operator's desk: takings, by the two transactions of one's own. */
export async function bringTakings(page: Page, amount: string): Promise<void> {
  const takings = sectionOf(page, "Bring takings in");
  await takings.getByLabel("Amount").fill(amount);
  await takings.getByRole("button", { name: /^Step 1 of 2/ }).click();
  await takings.getByRole("button", { name: /^Step 2 of 2/ }).click();
  await takings.getByText("It is in the books.").waitFor();
}
