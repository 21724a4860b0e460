import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { accounts } from "./accounts.ts";
import { exportBooks, ledgerFileName } from "./exportBooks.ts";
import type { LedgerFormat } from "./ledgerFile.ts";
import type { LedgerFilter } from "./ledgerFilter.ts";
import { readPlainLedger } from "./plainLedger.fixture.ts";
import { paperHouse, ToldBooks } from "./toldBooks.fixture.ts";

async function file(told: ToldBooks, format: LedgerFormat, filter: LedgerFilter = {}, block = 120): Promise<string> {
  let text = "";
  for await (const piece of exportBooks(told.house, { format, filter, block })) text += piece;
  return text;
}

/** Cells of a table as RFC 4180 has it: quotes hold separators and breaks. */
function cells(csv: string): Record<string, string>[] {
  const rows = [...csv.slice(1).matchAll(/((?:"(?:[^"]|"")*"|[^",\r\n]*))(,|\r\n)/g)];
  const table: string[][] = [[]];
  for (const [, cell = "", end] of rows) {
    table.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\r\n") table.push([]);
  }
  const [head = [], ...lines] = table.slice(0, -1);
  return lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i] ?? ""])));
}

const micros = (decimal: string) => {
  const [whole = "", part = ""] = decimal.split(".");
  return BigInt(whole + part.padEnd(6, "0"));
};
const sumOf = (rows: readonly Record<string, string>[]) => rows.reduce((sum, { cash = "" }) => sum + micros(cash), 0n);

const told = new ToldBooks(150);

describe("the books as a table", () => {
  it("hold every entry up to the block, and their cash adds up to what is in the account then", async () => {
    const rows = cells(await file(told, "csv"));
    expect(rows.map(({ entry }) => Number(entry))).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
    expect(sumOf(rows)).toBe(told.balances(120).get(accounts.cash));
  });

  it("say each thing whole: accounts, texts, moments with their zone", async () => {
    const [, gift, rent, sales, redeemed] = cells(await file(told, "csv"));
    expect(gift).toMatchObject({ kind: "gift", cash: "12345.6789", project: "garden", account: "", actor: "" });
    expect(rent).toMatchObject({
      date: "2026-09-21T23:02:11+08:00",
      kind: "rent",
      cash: "-8000.00",
      amount: "8000.00",
      currency: "CNY",
      debit: "500 rent",
      credit: "100 cash",
      text: "Rent for November",
      request: "3",
      account: `0x${"58".padStart(40, "0")}`,
      block: "3",
      seal: told.entry(3).head,
    });
    expect(sales).toMatchObject({ kind: "sales", cash: "900.000001", text: "" });
    expect(redeemed).toMatchObject({ kind: "redeemed", cash: "0.00", amount: "84.00", till: "1", batch: "5" });
  });

  it("name a giver, and not one who wants no name", async () => {
    const gifts = cells(await file(told, "csv", { cat: "gift" }));
    const giver = `0x${"4d".padStart(40, "0")}`;
    expect(gifts.map(({ entry, account, actor }) => [entry, account, actor])).toEqual([
      ["2", "", ""],
      ["52", giver, giver],
      ["102", "", ""],
    ]);
  });

  it("hold no formula, whatever somebody wrote", async () => {
    const many = new ToldBooks(600);
    const rows = cells(await file(many, "csv", { cat: "gift" }, 600));
    expect(rows.length).toBe(12);
    const texts = rows.map(({ text = "" }) => text);
    expect(texts.filter((text) => /cmd|1\+1/.test(text)).every((text) => text.startsWith("'"))).toBe(true);
    expect(texts).toContain('"quoted", with; commas\r\nand lines');
  });

  it("hold exactly the entries that were chosen", async () => {
    const numbers = async (filter: LedgerFilter) => cells(await file(told, "csv", filter)).map(({ entry }) => entry);
    expect(await numbers({ dir: "out" })).toEqual(["3", "53", "103"]);
    expect(await numbers({ dir: "in", cat: "sales" })).toEqual(["4", "54", "104"]);
    expect(await numbers({ entries: [119, 3, 7, 140] })).toEqual(["3", "7", "119"]);
    expect(await numbers({ entries: [] })).toEqual([]);
  });
});

describe("the books for a program", () => {
  it("are JSON, a line an entry, with what they are of", async () => {
    const text = await file(told, "json", { dir: "out" });
    const books = JSON.parse(text);
    expect(books).toMatchObject({ format: "runde books 1", block: 120, booked: 120, only: "--dir out", count: 3 });
    expect(books.seal).toBe(told.entry(120).head);
    expect(books.cash).toBe("-24000.00");
    expect(books.entries.map(({ entry }: { entry: number }) => entry)).toEqual([3, 53, 103]);
    expect(text.split("\n").length).toBe(1 + 3 + 1 + 1);
    expect(JSON.parse(await file(told, "json", { entries: [] })).entries).toEqual([]);
  });
});

describe("the books in plain-text accounting", () => {
  it("balance, a transaction an entry, and assert what the accounts hold", async () => {
    const { transactions, balances } = readPlainLedger(await file(told, "ledger"));
    expect(transactions.slice(0, -1).map(({ code }) => Number(code))).toEqual(
      Array.from({ length: 120 }, (_, i) => i + 1),
    );
    const last = transactions.at(-1);
    const cash = (told.balances(120).get(accounts.cash) ?? 0n) * 10n ** 12n;
    expect(balances.get("assets:cash")).toBe(cash);
    expect(last?.postings[0]).toEqual({ account: "assets:cash", amount: 0n, commodity: "CNY", asserted: cash });
    expect(last?.postings.length).toBe(8);
  });

  it("keep a stranger's words from becoming commands", async () => {
    const { transactions } = readPlainLedger(await file(new ToldBooks(600), "ledger", {}, 600));
    const gifts = transactions.filter(({ description }) => description.startsWith("gift"));
    expect(gifts.map(({ description }) => description)).toContain("gift | , date:2020-01-01 [2020-01-01] a:: b :tag:");
    expect(gifts.every(({ postings }) => postings.length === 2)).toBe(true);
  });

  it("assert nothing where they are a part only", async () => {
    const text = await file(told, "ledger", { cat: "rent" });
    const { transactions } = readPlainLedger(text);
    expect(transactions.map(({ code }) => code)).toEqual(["3", "53", "103"]);
    expect(text).toContain("; Only a part of them, so that no balances are checked at the end (--cat rent)\n");
  });

  it("write a currency as it must be written, with as many digits as it has", async () => {
    const { transactions } = readPlainLedger(
      await file(new ToldBooks(5, paperHouse({ code: "X 1", decimals: 0 })), "ledger"),
    );
    expect(transactions[0]?.postings[0]).toMatchObject({ commodity: '"X 1"', amount: 30_000_000_000n * 10n ** 18n });
  });
});

/** What reads plain-text accounting, if it is on this machine: `.ci/run` brings both. */
const programs = ["hledger", "ledger"];
const installed = programs.filter((program) => spawnSync(program, ["--version"]).status === 0);
for (const program of programs.filter((one) => !installed.includes(one))) {
  console.warn(`Not run: ${program} is not installed, so it did not read the books`);
}

describe.each(installed)("%s", (program) => {
  const read = (input: string) => {
    const options = { input, encoding: "utf8", env: { ...process.env, LANG: "C.UTF-8" } } as const;
    return spawnSync(program, ["balance", "-f", "-", "--flat", "--no-total"], options);
  };

  it("reads the books, whatever strangers wrote in them, and finds what the accounts hold", async () => {
    const told = new ToldBooks(600);
    const { status, stdout, stderr } = read(await file(told, "ledger", {}, 600));
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const cash = /^\s*([\d.]+) CNY\s+assets:cash$/m.exec(stdout)?.[1];
    expect(micros(cash ?? "nothing")).toBe(told.balances(600).get(accounts.cash));
  });

  it("reads a part of them, and refuses books that somebody changed", async () => {
    expect(read(await file(told, "ledger", { cat: "rent" }))).toMatchObject({ status: 0, stderr: "" });
    const changed = (await file(told, "ledger")).replace("-8000.00", "-7000.00").replace(" 8000.00", " 7000.00");
    expect(read(changed).status).not.toBe(0);
  });
});

it("how far they are is said by the texts too: not all is read while one is on its way", async () => {
  const said: [read: number, all: number][] = [];
  const whileAsked: number[] = [];
  const many = new ToldBooks(600);
  const textOf = (hash: `0x${string}`) => {
    whileAsked.push(said.at(-1)?.[0] ?? -1);
    return many.house.textOf(hash);
  };
  const wish = {
    format: "csv",
    filter: {},
    block: 600,
    progress: (...now: [number, number]) => said.push(now),
  } as const;
  for await (const _ of exportBooks({ ...many.house, textOf }, wish));
  expect(whileAsked.length).toBeGreaterThan(8);
  expect(Math.min(...whileAsked)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...whileAsked)).toBeLessThan(600);
  expect(said.map(([read]) => read)).toEqual(said.map(([read]) => read).toSorted((one, other) => one - other));
  expect(said.at(-1)).toEqual([600, 600]);
});

describe("a node that does not tell the truth", () => {
  it.each(["csv", "json", "ledger"] as const)(
    "ends a %s with no file, but with the first entry that differs",
    async (format) => {
      const lying = new ToldBooks(60);
      lying.lie = (logs) => logs.filter(({ topics }) => topics[1] !== `0x${(41).toString(16).padStart(64, "0")}`);
      await expect(file(lying, format, {}, 60)).rejects.toThrow("Incomplete: entry 41 is missing");
      lying.lie = (logs) => logs.filter(({ blockNumber }) => Number(blockNumber) < 50);
      await expect(file(lying, format, {}, 60)).rejects.toThrow("Incomplete: entry 50 is missing");
    },
  );

  it("ends it as well where a text is not to be had, and nobody knows whether it is kept", async () => {
    const house = { ...told.house, textOf: () => Promise.reject(new Error("Nobody answers")) };
    const all = async () => {
      for await (const _ of exportBooks(house, { format: "csv", filter: {}, block: 60 }));
    };
    await expect(all()).rejects.toThrow("Nobody answers");
  });
});

it("a file is named by its block", () => {
  expect(ledgerFileName("ledger", 120)).toBe("books-120.ledger");
});
