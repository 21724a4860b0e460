import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { describeOwn } from "../fixtures/ownClub.ts";
import { clear, dismiss, keyIn, openTill, resultOf, settledAtTill, setUpPhone, shownDigits } from "./counter.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, type Visit, visit } from "./visit.ts";

const COFFEE = 28_000_000n;

let browser: Browser;
let house: TestHouse;
/** Before an amount, in English. */
const sign = () => house.deployment.club.currency.symbol;
let me: Visit;
let phone: Page;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
  const person = (await house.people()).find(({ seat }) => seat !== null && seat > 60);
  if (person === undefined) throw new Error("The story has no such member");
  me = await visit(browser, house, { as: person });
  phone = me.page;
  await setUpPhone(phone);
});
afterAll(async () => {
  await browser.close();
});

const amountAt = (till: Page) => till.locator("main output").textContent();

describeOwn(
  "its members, seats and amounts are those of our story",
  "a phone in one tab, held to the counter in the next",
  () => {
    const hold = () => phone.getByRole("button", { name: "Show it at the counter" }).click();
    let till: Page;

    it.each([
      [320, 568],
      [360, 640],
      [375, 667],
      [390, 844],
    ])(
      "fills a screen of %d × %d with the code: white, nothing above it and nothing over it",
      async (width, height) => {
        const before = phone.viewportSize();
        await phone.setViewportSize({ width, height });
        await shownDigits(phone);
        expect(await phone.evaluate(lookAtCode)).toEqual({ above: true, inSight: true, covered: [], ground: "#fff" });
        await phone.setViewportSize(before!);
      },
    );

    it("says so when no counter is open in this browser", async () => {
      await hold();
      await phone.getByText("No counter is open in this browser").waitFor();
      expect(await phone.getByRole("link", { name: "Open the counter" }).getAttribute("href")).toBe("/terminal/");
    });

    it("waits there for its amount, which somebody says is whole: no pause while keying sells half of it", async () => {
      const before = await house.books();
      till = await openTill(me.context);
      await hold();
      await till.getByText("Code seen. Now the amount").waitFor();
      await keyIn(till, "28.00");
      const takeIt = till.getByRole("button", { name: "Take ¥28.00" });
      await takeIt.waitFor();
      // Longer than any pause after which a camera would have taken it.
      await till.waitForTimeout(2_500);
      expect(await till.locator("[data-result]").count()).toBe(0);
      await takeIt.click();
      expect(await resultOf(till)).toBe("accepted");
      await settledAtTill(till);
      expect(await house.books()).toMatchObject({ owed: before.owed - COFFEE });
      await phone.getByText("Paid ¥28.00").waitFor();
      await phone.getByRole("button", { name: "Show a new code" }).click();
      await till.locator("[data-result]").waitFor({ state: "detached" });
    });

    it("pays once, and both screens say how much", async () => {
      const before = await house.books();
      await keyIn(till, "28.00");
      await hold();
      expect(await resultOf(till)).toBe("accepted");
      await phone
        .getByText(`Accepted: ${sign()}28.00`)
        .or(phone.getByText(`Paid ${sign()}28.00`))
        .first()
        .waitFor();
      await settledAtTill(till);
      await phone.getByText(`Paid ${sign()}28.00`).waitFor();
      expect(await house.books()).toMatchObject({ cash: before.cash, owed: before.owed - COFFEE });
      await till.close();
      await phone.getByRole("button", { name: "Show a new code" }).click();
      expect(me.faults).toEqual([]);
    });
  },
);

describeOwn("its members, seats and amounts are those of our story", "a USB scanner at the till", () => {
  let counter: Visit;
  let till: Page;

  beforeAll(async () => {
    counter = await visit(browser, house, { width: 1280 });
    till = await openTill(counter.context);
  });
  beforeEach(() => open(phone, "/code"));

  /** A keyboard with a key every 5 ms by its own clock, however busy the page is; it ends with Enter. */
  async function scan(digits: string, signs: ArrayLike<string> = "0123456789", into = till): Promise<void> {
    // Nobody reaches for the scanner in less.
    await into.waitForTimeout(100);
    const keyboard = await into.context().newCDPSession(into);
    const strokes = [...digits].map((digit) => {
      const key = signs[Number(digit)] ?? "";
      // A key that an input method has taken writes nothing.
      return { key, code: `Digit${digit}`, ...(key === "Process" ? { windowsVirtualKeyCode: 229 } : { text: key }) };
    });
    const enter = { key: "Enter", code: "Enter", text: "\r", windowsVirtualKeyCode: 13 };
    const from = Date.now() / 1_000;
    const sent = [...strokes, enter].flatMap((stroke, i) => {
      const timestamp = from + i * 0.005;
      const events = (["keyDown", "keyUp"] as const).map((type) => ({ ...stroke, type, timestamp }));
      return events.map((event) => keyboard.send("Input.dispatchKeyEvent", event));
    });
    await Promise.all(sent);
    await keyboard.detach();
  }

  it("takes the code after the amount was tapped on the screen's own keys, which keep the focus", async () => {
    const before = await house.books();
    await keyIn(till, "28.00");
    expect(await amountAt(till)).toBe(`${sign()}28.00`);
    await scan(await shownDigits(phone));
    expect(await resultOf(till)).toBe("accepted");
    await till.locator("[data-result]").getByText(`${sign()}28.00`).waitFor();
    await settledAtTill(till);
    expect(await house.books()).toMatchObject({ owed: before.owed - COFFEE });
  });

  it("takes the code after the amount was typed on the same keyboard", async () => {
    const before = await house.books();
    await till.locator("[data-result]").waitFor({ state: "detached" });
    for (const key of "2800") await till.keyboard.press(key, { delay: 60 });
    expect(await amountAt(till)).toBe(`${sign()}28.00`);
    await scan(await shownDigits(phone));
    expect(await resultOf(till)).toBe("accepted");
    await settledAtTill(till);
    expect(await house.books()).toMatchObject({ owed: before.owed - COFFEE });
  });

  /** What stands on the digits of a French keyboard. */
  const azerty = "àç&é\"'(-è_";

  it.each<[string, () => Promise<unknown>]>([
    ["nothing", async () => undefined],
    ["the choice of languages", () => till.getByLabel("Language").focus()],
    ["the day's list, which is open", () => till.getByRole("button", { name: /Show today/ }).click()],
    ["a word about the tablet, which is open", () => till.getByRole("button", { name: "Set this tablet up" }).click()],
    ["the list of people, which is open", () => till.getByRole("button", { name: "Who is at the counter?" }).click()],
    [
      "a person's new PIN",
      async () => {
        await till.getByRole("button", { name: "Who is at the counter?" }).click();
        await till.getByLabel("PIN, 4 to 8 digits").focus();
      },
    ],
    ["an order to be paid from an account", () => till.getByRole("button", { name: "Pay from an account" }).click()],
  ])("takes the code under a French layout with the focus on %s", async (_where, go) => {
    await till.locator("[data-result]").waitFor({ state: "detached" });
    await keyIn(till, "9.00");
    await go();
    await scan(await shownDigits(phone), azerty);
    expect(await resultOf(till)).toBe("accepted");
    // Nothing lies over what the screen says.
    expect(await till.locator("dialog[open]").count()).toBe(0);
    await settledAtTill(till);
  });

  it("brings the counter to the front when a code comes before its amount, whatever lay over it", async () => {
    await till.locator("[data-result]").waitFor({ state: "detached" });
    await till.getByRole("button", { name: "Who is at the counter?" }).click();
    await till.getByLabel("Name").focus();
    await scan(await shownDigits(phone));
    await till.getByText("Code seen. Now the amount").waitFor();
    await expect.poll(() => till.locator("dialog[open]").count()).toBe(0);
    await keyIn(till, "1.00");
    await till.getByRole("button", { name: "Take ¥1.00" }).click();
    expect(await resultOf(till)).toBe("accepted");
    await settledAtTill(till);
  });

  it("takes the code though the guest's window has the keyboard", async () => {
    await till.locator("[data-result]").waitFor({ state: "detached" });
    await keyIn(till, "1.00");
    const [guest] = await Promise.all([
      counter.context.waitForEvent("page"),
      till.getByRole("button", { name: "Guest’s screen" }).click(),
    ]);
    await guest.getByText(`${sign()}1.00`).waitFor();
    await scan(await shownDigits(phone), azerty, guest);
    await guest.locator('[data-sign="good"]').waitFor();
    expect(await resultOf(till)).toBe("accepted");
    await guest.close();
    await settledAtTill(till);
  });

  it("types the digits into their own field under a French layout, and its Enter takes them", async () => {
    await till.locator("[data-result]").waitFor({ state: "detached" });
    await keyIn(till, "9.00");
    await till.getByLabel("Digits of the code").focus();
    await scan(await shownDigits(phone), azerty);
    expect(await resultOf(till)).toBe("accepted");
    await settledAtTill(till);
  });

  it.each(["Enter", "NumpadEnter"])(
    "takes what a hand has typed there with %s, which writes no sign of its own",
    async (key) => {
      await till.locator("[data-result]").waitFor({ state: "detached" });
      await keyIn(till, "1.00");
      const field = till.getByLabel("Digits of the code");
      await field.focus();
      for (const digit of "4711") await till.keyboard.press(digit, { delay: 60 });
      expect(await field.inputValue()).toBe("4711");
      await till.keyboard.press(key);
      expect(await resultOf(till)).toBe("length");
      expect(await field.inputValue()).toBe("");
      await dismiss(till);
      await clear(till);
      // Nothing to take: it stays as it is.
      await field.focus();
      await till.keyboard.press(key);
      expect([await field.inputValue(), await till.locator("[data-result]").count()]).toEqual(["", 0]);
      expect(await till.getByRole("button", { name: "Take these digits" }).textContent()).toBe("");
    },
  );

  /** What a Chinese or Japanese input method makes of a scanner's digits: wide ones, and none is settled before Enter. */
  async function scanThroughInputMethod(digits: string): Promise<void> {
    const keyboard = await till.context().newCDPSession(till);
    const press = (code: string) =>
      keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", code, windowsVirtualKeyCode: 229 });
    const wide = [...digits].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join("");
    for (const [i, digit] of [...digits].entries()) {
      await press(`Digit${digit}`);
      const text = wide.slice(0, i + 1);
      await keyboard.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await press("Enter");
    await keyboard.send("Input.insertText", { text: wide });
    await keyboard.detach();
  }

  it.each<[string, boolean]>([
    ["its keys", false],
    ["the text that it writes into the field", true],
  ])("takes the code while an input method is on, by %s", async (_what, isField) => {
    await till.locator("[data-result]").waitFor({ state: "detached" });
    await keyIn(till, "1.00");
    const digits = await shownDigits(phone);
    if (isField) {
      await till.getByLabel("Digits of the code").focus();
      await scanThroughInputMethod(digits);
    } else
      await scan(
        digits,
        Array.from({ length: 10 }, () => "Process"),
      );
    expect(await resultOf(till)).toBe("accepted");
    expect(await till.getByLabel("Digits of the code").inputValue()).toBe("");
    await settledAtTill(till);
  });

  it("leaves the amount as it was when what it read is no pay code", async () => {
    await till.locator("[data-result]").waitFor({ state: "detached" });
    await keyIn(till, "9.00");
    await scan("4006381333931".repeat(3));
    expect(await resultOf(till)).toBe("length");
    await dismiss(till);
    expect(await amountAt(till)).toBe(`${sign()}9.00`);
    await clear(till);
    expect(await amountAt(till)).toBe(`${sign()}0.00`);
    expect(counter.faults).toEqual([]);
  });
});

/** Runs in the page: whether the code is the first thing there, whole, and what lies over a corner or its middle. */
function lookAtCode() {
  const code = document.querySelector("[data-digits]")!;
  const { top, bottom, left, right } = code.getBoundingClientRect();
  const covered = [top + 2, (top + bottom) / 2, bottom - 2].flatMap((y) =>
    [left + 6, (left + right) / 2, right - 6].flatMap((x) => {
      const there = document.elementFromPoint(x, y);
      return there !== null && code.contains(there) ? [] : [there?.outerHTML.slice(0, 80) ?? "nothing"];
    }),
  );
  const ground = getComputedStyle(code.closest("dialog")!).backgroundColor === "rgb(255, 255, 255)" ? "#fff" : "other";
  return { above: top < 24, inSight: bottom <= innerHeight && right <= innerWidth, covered, ground };
}
