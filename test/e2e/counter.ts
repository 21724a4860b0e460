import type { BrowserContext, Page } from "playwright-core";

/** The counter, paired by real enrolment: it is open when it counts today's codes. */
export async function openTill(context: BrowserContext): Promise<Page> {
  const till = await context.newPage();
  await till.goto("/terminal/");
  await tillIsOpen(till);
  return till;
}

export async function tillIsOpen(till: Page): Promise<void> {
  await till.getByRole("button", { name: /Show today/ }).waitFor();
}

/** Keys in an amount as the barista does, on the tablet's own keys. "28.00" */
export async function keyIn(till: Page, amount: string): Promise<void> {
  for (const digit of amount.replace(".", "")) {
    await till.locator("main").getByRole("button", { name: digit, exact: true }).click();
  }
}

/** After a refusal the amount stays, for the next try: this takes it away. */
export async function clear(till: Page): Promise<void> {
  await till.keyboard.press("Escape");
  await till.keyboard.press("Escape");
}

/** Pastes digits at the till; a scanner's input takes the same way. */
export async function pasteDigits(till: Page, digits: string): Promise<void> {
  await till.getByLabel("Digits of the code").fill(digits);
  await till.getByRole("button", { name: "Take these digits" }).click();
}

/** What fills the counter's screen: accepted, refused with its reason. */
export async function resultOf(till: Page): Promise<string> {
  const screen = till.locator('[data-result]:not([data-result="checking"])');
  await screen.waitFor();
  return (await screen.getAttribute("data-reason")) ?? (await screen.getAttribute("data-result")) ?? "";
}

export async function dismiss(till: Page): Promise<void> {
  await till.getByRole("button", { name: /^(Back to the counter|Next)$/ }).click();
  await till.locator("[data-result]").waitFor({ state: "detached" });
}

/** One confirmation: the phone's key, its limits and the first vouchers. */
export async function setUpPhone(phone: Page): Promise<void> {
  await phone.goto("/code");
  await phone.getByRole("button", { name: "Set up this phone" }).click();
  await phone.locator("[data-digits]").waitFor();
}

/** The code on the phone's screen, as digits. */
export async function shownDigits(phone: Page): Promise<string> {
  const code = phone.locator('[data-digits]:not([data-digits=""])');
  await code.waitFor();
  const digits = await code.getAttribute("data-digits");
  if (digits === null) throw new Error("The phone shows no code");
  return digits;
}

/** Where the code leads that the tablet shows in its sheet, from the root of the house's address. */
export async function shownPath(till: Page, address: string): Promise<string> {
  const link = await till.getByRole("dialog").locator("[data-link]").getAttribute("data-link");
  if (link === null) throw new Error("The tablet shows no code");
  return link.slice(address.length);
}

/** Waits until the last item at the till stands on the record. */
export async function settledAtTill(till: Page): Promise<void> {
  await till.locator("footer").getByText("recorded", { exact: true }).waitFor();
}

/** Waits until the till remembers all pockets as they were at a second of the house, for when nobody answers. */
export async function hasLookedAtPockets(till: Page, houseId: string, since: number): Promise<void> {
  // Asked from here: to a page's own waiting a promise is an answer already.
  while (!(await till.evaluate(hasLookedSince, { name: `runde-till-${houseId}`, since })))
    await till.waitForTimeout(200);
}

/** Runs in the page: what the till remembers is in its own journal. */
function hasLookedSince({ name, since }: { name: string; since: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => {
      const read = asked.result.transaction("memory").objectStore("memory").get("pockets");
      read.onsuccess = () => {
        asked.result.close();
        resolve(((read.result as { asOf: number } | undefined)?.asOf ?? 0) >= since);
      };
    };
    asked.onerror = () => resolve(false);
  });
}
