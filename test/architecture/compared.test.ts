import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pageAt } from "../../frontend/src/app/pages.ts";
import { root } from "./repository.ts";

const text = readFileSync(join(root, "docs/compared.md"), "utf8");
const rows = text.split("\n").flatMap((line) => {
  const [, number, what = "", who = "", here = ""] = /^\| (\d+) \| (.+?) \| (.+?) \| (.+) \|$/.exec(line) ?? [];
  return number === undefined ? [] : [{ number: Number(number), what, who, here }];
});

/** Addresses of pages, where a word in capitals stands for a number or a code. */
const addressesIn = (words: string) => [...words.matchAll(/`(\/[^`]*)`/g)].map(([, address = ""]) => address);
const leadsNowhere = (address: string) => pageAt(address) === undefined;

describe("what others show, beside what stands here", () => {
  it("are twelve things, each with who shows it and a page of ours", () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    const peers = ["Open Collective", "Snapshot", "Decidim", "Juicebox", "Giveth"];
    const named = rows.map(({ who }) => who.split(", "));
    expect(named.flat().filter((one) => !peers.includes(one))).toEqual([]);
    expect(peers.filter((one) => !named.flat().includes(one))).toEqual([]);
    expect(rows.filter(({ here }) => addressesIn(here).length === 0)).toEqual([]);
  });

  it("name pages that are there, and would be told if they named another", () => {
    expect(addressesIn(text).length).toBeGreaterThan(12);
    expect(addressesIn(text).filter(leadsNowhere)).toEqual([]);
    expect(["/wall", "/votes/NUMBER/choices"].filter(leadsNowhere)).toHaveLength(2);
  });
});
