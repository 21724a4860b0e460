import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type CDPSession, chromium, type Page } from "playwright-core";
import { readTillCard, type TillCard } from "#protocol/voucher/tillPairing.ts";
import { findBrowser } from "#scripts/process/findBrowser.ts";

/** What a person behind the counter reads off the screen. */
export interface Screen {
  /** Green, then not paid. */
  unpaid: { count: number; hundredths: number };
  /** Saved here and not recorded yet. */
  waiting: boolean;
}

/** Milliseconds after which it does not open any more, on whatever machine. */
const PATIENCE = 120_000;

/** A tablet at the counter: a browser of its own with a profile on the disk, which can be killed like any process. */
export class Tablet {
  readonly #address: string;
  readonly #profile = mkdtempSync(join(tmpdir(), "a tablet "));
  #process: ChildProcess | undefined;
  #browser: Browser | undefined;
  #page: Page | undefined;
  #isFull = false;
  /** Says that the disk is full. */
  #filling: CDPSession | undefined;

  /** @param address Of the house. */
  constructor(address: string) {
    this.#address = address;
    // It would outlive a run that is broken off.
    process.once("exit", () => this.killBrowser());
  }

  /** Opens the counter, in a browser that is started if it has to be. */
  async open(): Promise<void> {
    if (this.#process === undefined) await this.#start();
    const [context] = this.#browser!.contexts();
    const before = this.#page;
    this.#page = await context!.newPage();
    if (this.#isFull) {
      // As long as this session lasts.
      this.#filling = await context!.newCDPSession(this.#page);
      await this.#filling.send("Storage.overrideQuotaForOrigin", { origin: this.#address, quotaSize: 1 });
    }
    await before?.close().catch(() => undefined);
    // A house that does not answer at the first time does later; the counter's own copy opens without it.
    while (!(await this.#goes())) {
      if (!this.#browser!.isConnected()) throw new Error("The browser is gone");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** What it shows to those who are to let it in. */
  async card(): Promise<TillCard> {
    const link = await this.page.locator("[data-link]").getAttribute("data-link");
    const card = readTillCard(link ?? "");
    if (card === undefined) throw new Error("The tablet shows no code");
    return card;
  }

  /** Waits until it is the counter, and can be opened without the house. */
  async isOpen(): Promise<void> {
    const today = this.page.getByRole("button", { name: /Show today/ });
    await today.waitFor({ timeout: PATIENCE }).catch(async () => {
      const text = await this.page.locator("body").textContent({ timeout: 1_000 }).catch(String);
      throw new Error(`The tablet is not the counter. It shows: ${text}`);
    });
    await this.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  }

  /**
   * Keys in an amount (hundredths, at most five digits) and scans a code, as a keyboard and a scanner do.
   *
   * @returns What filled the screen: "accepted", "noted", or why not. Throws where it is killed meanwhile.
   */
  async sell(digits: string, hundredths: number): Promise<string> {
    return this.page.evaluate(sellHere, { digits, amount: String(hundredths) });
  }

  async reads(): Promise<Screen> {
    const text = (await this.page.locator("body").textContent()) ?? "";
    const unpaid = /(\d+) payments? (?:was|were) accepted here and then not paid: ¥([\d,.]+)/.exec(text);
    const [, count = "0", yuan = "0"] = unpaid ?? [];
    const hundredths = Math.round(Number(yuan.replaceAll(",", "")) * 100);
    return { unpaid: { count: Number(count), hundredths }, waiting: /saved here and not recorded yet/.test(text) };
  }

  /** kill -9 of the tab: of the process that draws it, wherever it is. */
  async killTab(): Promise<void> {
    const session = await this.#browser!.newBrowserCDPSession();
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    for (const { type, id } of processInfo) if (type === "renderer") killed(id);
  }

  /** kill -9 of the whole browser, or the battery is empty. */
  killBrowser(): void {
    if (this.#process?.pid !== undefined) killed(-this.#process.pid);
    this.#process = undefined;
    this.#page = undefined;
  }

  /**
   * The battery goes, and when the browser is back its disk is full. Of one that is open Chromium believes for half a
   * minute that there is room.
   */
  fill(): void {
    this.#isFull = true;
    this.killBrowser();
  }

  /** There is room again. */
  async makeRoom(): Promise<void> {
    this.#isFull = false;
    await this.#filling?.detach();
    this.#filling = undefined;
  }

  end(): void {
    this.killBrowser();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 20 });
  }

  private get page(): Page {
    if (this.#page === undefined) throw new Error("The tablet is not open");
    return this.#page;
  }

  async #goes(): Promise<boolean> {
    return this.page.goto(`${this.#address}/terminal/`, { waitUntil: "domcontentloaded" }).then(
      () => true,
      () => false,
    );
  }

  async #start(): Promise<void> {
    const { executablePath, args, env } = await findBrowser();
    const own = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${this.#profile}`, "--lang=en-GB"];
    const child = spawn(executablePath, [...args, ...own, "--no-first-run", "about:blank"], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
      // A group of its own, to be killed with all its processes.
      detached: true,
    });
    this.#process = child;
    this.#browser = await chromium.connectOverCDP(await doorOf(child));
  }
}

/** Where it can be steered, as it says itself. */
function doorOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    browser.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      const door = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (door !== undefined) resolve(door);
    });
    browser.once("exit", () => reject(new Error(`The browser does not start: ${said}`)));
  });
}

function killed(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}

/** Runs in the page, so that a thousand sales cost no thousand steps of a steered browser. */
async function sellHere({ digits, amount }: { digits: string; amount: string }): Promise<string> {
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const press = (code: string) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { code, bubbles: true, cancelable: true }));
  const shown = () => document.querySelector('[data-result]:not([data-result="checking"])');
  for (const digit of amount) press(`Digit${digit}`);
  // Longer than a scanner pauses.
  await wait(60);
  for (const digit of digits) press(`Digit${digit}`);
  press("Enter");
  while (shown() === null) await wait(5);
  const word = shown()!.getAttribute("data-reason") ?? shown()!.getAttribute("data-result") ?? "";
  press("Enter");
  while (document.querySelector("[data-result]") !== null) await wait(5);
  // After a refusal the amount stays for the next try.
  press("Escape");
  press("Escape");
  return word;
}
