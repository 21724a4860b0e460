import type { Browser, Page } from "playwright-core";
import type { Hex } from "viem";
import { InjectedWallet } from "./InjectedWallet.ts";
import type { TestHouse } from "./TestHouse.ts";
import { type Visit, type VisitOptions, visit } from "./visit.ts";

export type WalletVisit = Visit & { wallet: InjectedWallet };

/** A visitor with a wallet that looks at the house's chain: how everybody comes on a public network. */
export async function withWallet(
  browser: Browser,
  house: TestHouse,
  key: Hex,
  options: VisitOptions = {},
): Promise<WalletVisit> {
  const wallet = new InjectedWallet(key);
  wallet.chainId = house.deployment.chainId;
  wallet.known.set(wallet.chainId, `${house.address}/rpc`);
  const seen = await visit(browser, house, options);
  await wallet.injectInto(seen.context);
  return { ...seen, wallet };
}

/** Opens a page and waits until it does something: for what comes before the first test. */
export async function openAlive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("html[data-alive]").waitFor({ state: "attached" });
}

/** Signs in with the wallet, from the page that asks for it. */
export async function signInWith(page: Page, wallet: InjectedWallet): Promise<void> {
  await page.getByRole("button", { name: "Sign in" }).last().click();
  await choose(page, wallet);
}

async function choose(page: Page, wallet: InjectedWallet): Promise<void> {
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: wallet.name }).click();
  await sheet.waitFor({ state: "detached" });
}

/** Somebody who opens a page and signs in with a wallet of their own, by the page's head. */
export async function comeWith(
  browser: Browser,
  house: TestHouse,
  key: Hex,
  path: string,
  options: VisitOptions = {},
): Promise<WalletVisit> {
  const visitor = await withWallet(browser, house, key, options);
  const { page, wallet } = visitor;
  await openAlive(page, path);
  await page.locator("header").getByRole("button", { name: "Sign in" }).click();
  await choose(page, wallet);
  return visitor;
}
