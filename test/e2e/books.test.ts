import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeOwn } from "../fixtures/ownClub.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, visit } from "./visit.ts";

/** Elements of a page, so that an old phone scrolls it smoothly (loading.test.ts). */
const MOST_NODES = 1_500;
const command = fileURLToPath(import.meta.resolve("#scripts/commands/export.ts"));

let browser: Browser;
let house: TestHouse;
let folder: string;

beforeAll(async () => {
  [browser, house, folder] = await Promise.all([
    openBrowser(),
    TestHouse.find(),
    mkdtemp(join(tmpdir(), "runde-books-")),
  ]);
  await writeFile(join(folder, "deployment.json"), JSON.stringify(house.deployment));
});
afterAll(async () => {
  await Promise.all([browser.close(), rm(folder, { recursive: true })]);
});

interface Saved {
  name: string;
  bytes: string;
}

/** Saves the list that is shown, as somebody does who speaks another language. */
async function saved(page: Page, take: RegExp, format: RegExp, save: RegExp): Promise<Saved> {
  const main = page.locator("main");
  await main.getByRole("button", { name: take, expanded: false }).click();
  await main.getByRole("radio", { name: format }).check();
  const coming = page.waitForEvent("download");
  await main.getByRole("button", { name: save }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path(), "latin1") };
}

/** What the command writes on a machine in a third zone. */
async function written(format: string, block: string, ...more: string[]): Promise<string> {
  const out = join(folder, `command.${format}`);
  const at = [
    "--deployment",
    join(folder, "deployment.json"),
    "--rpc",
    `${house.address}/rpc`,
    "--relay",
    house.address,
  ];
  const args = [command, ...at, "--format", format, "--block", block, "--out", out, ...more];
  const env = { ...process.env, TZ: "Pacific/Kiritimati", LANG: "de_DE.UTF-8" };
  await promisify(execFile)(process.execPath, args, { env });
  return readFile(out, "latin1");
}

const blockOf = (name: string) => /^books-(\d+)\./.exec(name)?.[1] ?? "none";

describe("the books as a file", () => {
  it.each([
    { format: "csv", address: "/money?dir=in", more: ["--dir", "in"], words: [/CSV/, /CSV/] },
    { format: "ledger", address: "/money", more: [], words: [/hledger/, /hledger/] },
  ] as const)(
    "are the same bytes from two browsers and the command: $format",
    async ({ format, address, more, words }) => {
      const german = await visit(browser, house, { language: "de", timeZone: "America/New_York" });
      // A club without Chinese has English.
      const language = house.deployment.club.languages.includes("zh") ? "zh" : "en";
      const other = await visit(browser, house, { language, width: 1280 });
      try {
        await Promise.all([open(german.page, address), open(other.page, address)]);
        const one = await saved(german.page, /^Diese Liste als Datei sichern/, words[0], /^Datei sichern$/);
        const two = await saved(other.page, /^(将此列表存为文件|Save this list)/, words[1], /^(保存文件|Save file)$/);
        expect(one.bytes).toBe(await written(format, blockOf(one.name), ...more));
        // A block may have come between the two.
        if (two.name === one.name) expect(two.bytes).toBe(one.bytes);
        else expect(two.bytes).toBe(await written(format, blockOf(two.name), ...more));
        await german.page.getByText(`Gesichert: ${one.name}`).waitFor();
        expect(german.faults.filter((fault) => !fault.includes("/records/"))).toEqual([]);
      } finally {
        await Promise.all([german.context.close(), other.context.close()]);
      }
    },
  );

  it("hold what a search has found, by its numbers", async () => {
    const { page, context } = await visit(browser, house);
    try {
      await open(page, "/money?q=rent");
      const found = await saved(page, /^Save this list/, /JSON/, /^Save file$/);
      const { entries, only } = JSON.parse(Buffer.from(found.bytes, "latin1").toString("utf8"));
      expect(entries.length).toBeGreaterThan(0);
      const [, numbers] = /^--entries (\S+)$/.exec(only) ?? [];
      expect(found.bytes).toBe(await written("json", blockOf(found.name), "--entries", numbers ?? ""));
    } finally {
      await context.close();
    }
  });
});

describe("whoever stops a file on its way", () => {
  it("gets none of it, can go on at once, and gets the whole of the next one", async () => {
    const { page, context, faults } = await visit(browser, house);
    const files: string[] = [];
    page.on("download", (file) => files.push(file.suggestedFilename()));
    try {
      await open(page, "/money");
      const main = page.locator("main");
      const { promise: released, resolve: release } = Promise.withResolvers<void>();
      let held = 0;
      // The texts of its rows: it stands half-way.
      await context.route("**/records/**", async (route) => {
        held += 1;
        await released;
        await route.continue().catch(() => undefined);
      });
      await main.getByRole("button", { name: /^Save this list/ }).click();
      await main.getByRole("button", { name: "Save file" }).click();
      await expect.poll(() => held).toBeGreaterThan(0);
      await main.getByRole("button", { name: "Stop" }).click();
      const save = main.getByRole("button", { name: "Save file" });
      await save.waitFor();
      expect(await main.getByRole("progressbar").count()).toBe(0);
      release();
      await page.waitForTimeout(1_000);
      expect(files).toEqual([]);
      const coming = page.waitForEvent("download");
      await save.click();
      await main.getByText(/^\d[\d,]* entries were read/).waitFor();
      expect(files).toEqual([(await coming).suggestedFilename()]);
      expect(faults.filter((fault) => !fault.includes("/records/"))).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("the books checked by a browser", () => {
  it("match, with the money and the vouchers of which they speak, and what was not checked is said", async () => {
    const { page, context, faults } = await visit(browser, house, { width: 320 });
    try {
      await open(page, "/money");
      await page.getByRole("button", { name: "Check all entries" }).click();
      const found = page.getByRole("status").filter({ hasText: "Everything matches" });
      await found.waitFor();
      const { entries } = await house.books();
      expect(await found.textContent()).toContain(`${Number(entries).toLocaleString("en")} entries were recomputed`);
      expect(await found.locator('dd svg[class*="good"]').count()).toBe(4);
      await found.getByText(/^Not checked here/).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("what this browser has checked", () => {
  it("says so on the first page, the account and every entry, remembers it, and knows nothing of what came later", async () => {
    const { page, context, faults } = await visit(browser, house);
    const [recorded, checked] = ["on the record", "checked by this browser"].map((words) =>
      page.locator("main").getByText(words, { exact: true }),
    );
    const shows = async (address: string, isChecked: boolean) => {
      await open(page, address);
      await (isChecked ? checked : recorded)!.first().waitFor();
      if (address.startsWith("/money/")) expect(await (isChecked ? recorded : checked)!.count()).toBe(0);
    };
    try {
      for (const address of ["/", "/money", "/money/3"]) await shows(address, false);
      await open(page, "/money");
      expect(await checked!.count()).toBe(0);
      await page.getByRole("button", { name: "Check all entries" }).click();
      await page.getByRole("status").filter({ hasText: "Everything matches" }).waitFor();
      // In the account, and owed: what the check has counted, and nothing else.
      await expect.poll(() => checked!.count()).toBe(2);
      for (const address of ["/", "/money", "/money/3"]) await shows(address, true);
      const { entries } = await house.books();
      await shows(`/money/${entries}`, true);
      // Whoever checked a part of them, and comes back.
      const key = `runde.${house.deployment.houseId.slice(2, 14)}.checked`;
      await page.evaluate(([name, n]) => localStorage.setItem(name, n), [key, String(entries - 1n)] as const);
      await shows(`/money/${entries}`, false);
      await shows(`/money/${entries - 1n}`, true);
      await shows("/", false);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("what money came from and went for", () => {
  it("leads to its entries in the list, from the bars and from the first page", async () => {
    const { page, context, faults } = await visit(browser, house);
    const list = page.getByRole("heading", { name: "All entries" });
    const isAtList = async (kind: RegExp) => {
      await expect.poll(() => list.evaluate((it) => it === document.activeElement)).toBe(true);
      expect(new URL(page.url()).search).toMatch(kind);
      const { y = -1 } = (await list.boundingBox()) ?? {};
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(400);
    };
    try {
      await open(page, "/money");
      const flow = page.locator("section").filter({ has: page.getByRole("heading", { name: "In and out" }) });
      await flow.getByRole("radio", { name: "All" }).check();
      await flow.getByRole("link", { name: "From membership rounds" }).click();
      await isAtList(/^\?cat=roundMoney$/);
      await page
        .getByRole("table", { name: "All entries" })
        .getByText("The money of", { exact: false })
        .first()
        .waitFor();
      const plan = page.locator("section").filter({ has: page.getByRole("heading", { name: /^Budget of term/ }) });
      const budget = plan.getByRole("link").first();
      const href = (await budget.getAttribute("href")) ?? "";
      await budget.click();
      await isAtList(new RegExp(`^\\${href.slice("/money".length, href.indexOf("#"))}$`));
      // By an address that somebody was sent.
      await open(page, "/money?cat=gift#entries");
      await isAtList(/^\?cat=gift$/);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describeOwn("it has few entries", "a list of more entries than a page can hold", () => {
  it("stays as light however far back somebody goes, and leads to the newest again", async () => {
    const { page, context, faults } = await visit(browser, house, { width: 1_280 });
    try {
      await open(page, "/money?cat=placeTaken");
      const table = page.getByRole("table", { name: "All entries" });
      const links = table.getByRole("link");
      const first = () => links.first().getAttribute("href");
      const last = () => links.last().getAttribute("href");
      const newest = await first();
      const older = page.locator("main").getByRole("button", { name: "Show more" });
      const newer = page.locator("main").getByRole("button", { name: "Show newer" });
      expect(await newer.count()).toBe(0);
      let steps = 0;
      for (; await older.isVisible(); steps++) {
        const before = await last();
        await older.click();
        await expect.poll(last).not.toBe(before);
        expect(await page.locator("*").count()).toBeLessThanOrEqual(MOST_NODES);
      }
      expect(steps).toBeGreaterThan(3);
      expect(await first()).not.toBe(newest);
      while (await newer.isVisible()) {
        const before = await first();
        await newer.click();
        await expect.poll(first).not.toBe(before);
        expect(
          await page.getByRole("heading", { name: "All entries" }).evaluate((it) => it === document.activeElement),
        ).toBe(true);
      }
      expect(await first()).toBe(newest);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describeOwn("nothing happens often on one day", "what happens many times on one day", () => {
  it("is one row, which a key opens to its entries and closes again; whoever looks for a kind finds the entries", async () => {
    const { page, context, faults } = await visit(browser, house);
    try {
      await open(page, "/money?dir=aside");
      const table = page.getByRole("table", { name: "All entries" });
      const many = table.getByRole("button", { expanded: false }).first();
      // Whoever came before may have lived through quiet months.
      const older = page.locator("main").getByRole("button", { name: "Show more" });
      while ((await many.count()) === 0) {
        const last = () => table.getByRole("row").last().textContent();
        const before = await last();
        await older.click();
        await expect.poll(last).not.toBe(before);
      }
      const words = (await many.textContent()) ?? "";
      const count = Number(/: (\d+) entries$/.exec(words)?.[1]);
      expect(count).toBeGreaterThanOrEqual(3);
      const [rows, links] = [table.getByRole("row"), table.getByRole("link")];
      const [rowsBefore, linksBefore] = [await rows.count(), await links.count()];
      await many.press("Enter");
      await expect.poll(() => links.count()).toBe(linksBefore + count);
      expect(await rows.count()).toBe(rowsBefore + count);
      await table.getByRole("button", { expanded: true }).press("Enter");
      expect(await rows.count()).toBe(rowsBefore);
      await page.getByLabel("What for").selectOption("Place taken");
      await expect.poll(() => table.getByRole("button").count()).toBe(0);
      expect(await links.count()).toBeGreaterThan(count);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
