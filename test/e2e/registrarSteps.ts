import type { Page } from "playwright-core";
import { type Hex, keccak256, stringToHex } from "viem";
import type { TestHouse } from "./TestHouse.ts";
import { settled } from "./visit.ts";
import { signInWith, type WalletVisit } from "./withWallet.ts";

/** What opens the register of every test. */
export const PASSPHRASE = "four words and a cup";

/** The key of somebody whom no house has seen before. */
export const applicantKey = (name: string): Hex => keccak256(stringToHex(`an applicant ${name} ${Date.now()}`));

/** The key of whoever the story has left as its registrar. */
export async function registrarKey(house: TestHouse): Promise<Hex> {
  const registrar = (await house.people()).find(({ role }) => role === "registrar");
  if (registrar === undefined) throw new Error("The story has no registrar");
  return house.keyOf(registrar.label);
}

/** What the registrar's desk shows of somebody. */
export const card = (page: Page, name: string) => page.getByRole("article").filter({ hasText: name });

/** From the desk's first page, signed in. */
export async function beginRegister(page: Page): Promise<void> {
  await page.getByLabel("A passphrase of your own").fill(PASSPHRASE);
  await page.getByLabel("Once more").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Begin the register" }).click();
  await page.getByText("Nobody is in the register yet").waitFor();
}

export async function addOne(page: Page, name: string, born: string): Promise<void> {
  await page.getByLabel("Name at birth").fill(name);
  await page.getByLabel("Date of birth").fill(born);
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByLabel("Find a name").fill(name);
  await card(page, name).waitFor();
}

/** The link of somebody whom the desk shows. */
export async function linkOf(page: Page, name: string): Promise<string> {
  await page.getByLabel("Find a name").fill(name);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await card(page, name).getByRole("button", { name: "Copy" }).click();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Opens a link with a wallet of one's own; the digits that one reads out. */
export async function openIt(link: string, who: WalletVisit): Promise<string> {
  const { page, wallet } = who;
  await page.goto(link);
  await settled(page);
  await signInWith(page, wallet);
  await page.getByRole("button", { name: "Come with this account" }).click();
  const words = await page.getByText(/^Your four digits: \d{4}$/).textContent();
  return words?.slice(-4) ?? "";
}

/** Somebody has read these digits out, and they are the same. */
export async function admit(page: Page, name: string, digits: string): Promise<void> {
  const there = card(page, name);
  await there.getByLabel(`They read out ${digits}`).click();
  await page.getByRole("button", { name: "Admit this person" }).click();
  await there.getByText(/^Admitted until/).waitFor();
}
