import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { priceListSchema } from "#protocol/voucher/priceList.ts";
import { firstPriceList } from "./firstPrices.ts";
import { readClub } from "./readClub.ts";

const clubs = ["club.config.ts", "examples/cinema", "test/fixtures/clubs/bakery.ts"];

describe("the counter's first price list", () => {
  it.each(clubs)("of %s is one that could be signed, with a name in each language", async (path) => {
    const club = await readClub(path);
    const list = firstPriceList(club);
    expect(v.parse(priceListSchema, list)).toEqual(list);
    const items = list.groups.flatMap((group) => group.items);
    expect(items.length).toBeGreaterThan(0);
    for (const { name } of items) expect(Object.keys(name).sort()).toEqual([...club.languages].sort());
  });

  it("counts money in hundredths and rates in hundredths of a percent, in whatever currency", async () => {
    const club = await readClub("club.config.ts");
    const name = { en: "Loaf", de: "Laib", zh: "面包" };
    const prices = {
      taxes: [{ label: "A", rate: 5.5 }],
      groups: [
        {
          name,
          items: [
            { name, amount: "19.99", tax: "A" },
            { name, amount: "0.1" },
          ],
        },
      ],
    };
    expect(firstPriceList({ ...club, prices })).toEqual({
      taxes: [{ label: "A", rate: 550 }],
      groups: [
        {
          name,
          items: [
            { name, amount: 1_999, tax: "A" },
            { name, amount: 10 },
          ],
        },
      ],
    });
  });

  it("of a club that names none sells what its vouchers are good for, at its price", async () => {
    const { prices: _, ...club } = await readClub("club.config.ts");
    expect(firstPriceList(club)).toEqual({
      taxes: [],
      groups: [{ items: [{ name: { en: "Coffee", de: "Kaffee", zh: "咖啡" }, amount: 2_800 }] }],
    });
  });
});
