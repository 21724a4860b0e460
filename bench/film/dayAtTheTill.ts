import type { Page } from "playwright-core";
import {
  dismiss,
  keyIn,
  pasteDigits,
  resultOf,
  settledAtTill,
  setUpPhone,
  shownDigits,
  shownPath,
  tillIsOpen,
} from "../../test/e2e/counter.ts";
import { open, visit } from "../../test/e2e/visit.ts";
import type { Film } from "./Film.ts";
import { oneInOffice } from "./oneInOffice.ts";

const tablet = { width: 1_024, height: 768 };
const phone = { width: 375, height: 667 };
const [TILL, PHONE] = [0, 1];

/** Open, let in, sell, offline, undo, refund, closing, shut out: the till, and beside it the phone of whom it concerns. */
export const dayAtTheTill: Film = {
  places: [tablet, phone],
  async play(browser, house, camera) {
    const someone = house.people.findLast(({ seat }) => seat !== null && seat > 60 && seat < 90);
    if (someone === undefined) throw new Error("The story has no such member");
    const member = await visit(browser, house, { as: someone });
    await member.page.setViewportSize(phone);
    const counter = await visit(browser, house);
    await counter.page.setViewportSize(tablet);
    /** Somebody's own phone, at a page. */
    const take = async (as: { label: string; name: string }, path: string) => {
      const { page } = await visit(browser, house, { as });
      await page.setViewportSize(phone);
      await open(page, path);
      await camera.show(PHONE, page);
      return page;
    };
    const operator = { label: "operator", name: "operator" };

    await open(member.page, "/code");
    await counter.page.goto("about:blank");
    await camera.show(TILL, counter.page);
    await camera.show(PHONE, member.page);
    await camera.say("A member sets up their phone: one confirmation.");
    await setUpPhone(member.page);
    await camera.say("It shows a code now, a new one for every payment; the key never leaves it.");
    const till = counter.page;
    await till.goto("/terminal/");
    await camera.show(TILL, till);
    await camera.say(
      "Morning. A tablet becomes a counter: two of those in office let it in; here people of practice do.",
    );
    await tillIsOpen(till);
    await camera.say("It is open.");

    const tiles = till.getByRole("region", { name: "Price list" }).getByRole("button");
    await sell(till, member.page, async () => {
      await tiles.first().click();
      await camera.say("Tiles from the signed price list.", 1_200);
    });
    await camera.say("Green: checked, claimed and written down before it is shown.");
    await dismiss(till);
    await settledAtTill(till);
    await camera.say("Recorded on the chain; the phone says so too.");
    await next(member.page);

    await camera.say("The network is gone.", 1_000);
    const lines = ["**/rpc", "**/relay/**", "**/price-list", "**/deployment.json"];
    for (const line of lines) await till.route(line, (route) => route.abort());
    await till.getByText("No connection").first().waitFor();
    await sell(till, member.page, () => keyIn(till, "6.00"));
    await camera.say("Amber: taken without the house’s answer, within limits that are shown.");
    await dismiss(till);
    await camera.say("What is at risk stands there until the network is back.", 2_200);
    for (const line of lines) await till.unroute(line);
    await settledAtTill(till);
    await camera.say("It is back: handed in by itself.");
    await next(member.page);

    await sell(till, member.page, () => keyIn(till, "28.00"));
    await dismiss(till);
    await settledAtTill(till);
    await camera.say("That was the wrong amount.", 1_000);
    await till.getByRole("button", { name: "Undo" }).click();
    await camera.say("It moves money, so it asks once.", 1_400);
    await till.getByRole("button", { name: /^Cancel ¥/ }).click();
    await till.locator("footer").getByText("canceled").first().waitFor();
    await camera.say("Undone, on the chain.");
    await next(member.page);

    await sell(till, member.page, () => keyIn(till, "12.00"));
    await dismiss(till);
    await settledAtTill(till);
    const dialog = till.getByRole("dialog");
    await till.getByRole("button", { name: /Show today/ }).click();
    await camera.say("The day’s list. A manager gives part of a payment back, in their own app.");
    const newest = dialog.getByRole("button", { name: /^Open the payment of/ }).first();
    await newest.click();
    await dialog.getByRole("button", { name: "Ask a manager" }).click();
    const refund = await take(operator, await shownPath(till, house.address));
    await camera.say("They scan the tablet’s code.");
    const card = refund.locator("article").first();
    await card.getByRole("button", { name: "Refund part of it…" }).click();
    await card.getByLabel("Amount").fill("3.50");
    await card.getByRole("button", { name: "Refund ¥3.50" }).click();
    await dialog.locator('[data-state="refunded"]').waitFor();
    await camera.say("Back in the member’s pocket.");

    await dialog.getByRole("button", { name: "Back to the list" }).click();
    await dialog.getByRole("button", { name: "Close the day" }).click();
    await dialog.getByText("Closing no. 1").waitFor();
    await camera.say("Evening. The till counts its day: number 1, without a gap.");
    await dialog.getByRole("button", { name: "Ask for the signature" }).click();
    const close = await take(operator, await shownPath(till, house.address));
    await close.getByRole("button", { name: "Sign closing no. 1" }).click();
    await dialog.locator('[data-closing="1"]').waitFor();
    await camera.say("Signed by the till and a manager. Anybody can add it up again.", 2_400);
    await dialog.getByRole("button", { name: "Close", exact: true }).click();

    const inOffice = await oneInOffice(house);
    const table = await take(inOffice, "/oversight/tills");
    await camera.say("The tablet was lost. One of those in office blocks it.");
    const cards = table.locator("article");
    const lost = cards.nth((await cards.allTextContents()).findIndex((text) => text.includes("Block…")));
    await lost.getByRole("button", { name: "Block…" }).click();
    await lost.getByRole("button", { name: /now$/ }).click();
    await till
      .getByText(/blocked/)
      .first()
      .waitFor();
    await camera.say("The next scan is refused; what it holds stays in sight.", 2_400);
  },
};

/** An amount, and the member's code before the till: here as a scanner types it. */
async function sell(till: Page, member: Page, key: () => Promise<void>): Promise<void> {
  await key();
  await pasteDigits(till, await shownDigits(member));
  await resultOf(till);
}

/** The phone goes on: by itself it hears only of what is on the record. */
const next = (member: Page) => member.getByRole("button", { name: /^(Show a new code|Paid – next code)$/ }).click();
