import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type PriceList, priceListSchema } from "#protocol/voucher/priceList.ts";
import {
  addGroup,
  addItem,
  addTax,
  changeGroup,
  changeItem,
  changeTax,
  countIn,
  draftOf,
  draftSchema,
  type Figures,
  isSame,
  move,
  moveTo,
  type PriceDraft,
  readDraft,
} from "./priceDraft.ts";

const list: PriceList = {
  taxes: [
    { label: "A", rate: 1_900 },
    { label: "B", rate: 700 },
  ],
  groups: [
    {
      name: { en: "Bread", de: "Brot" },
      items: [
        { name: { en: "Loaf", de: "Laib" }, amount: 420, tax: "B" },
        { name: { en: "Roll", de: "Semmel" }, amount: 60, tax: "B" },
      ],
    },
    { items: [{ name: { en: "Bag", de: "Tüte" }, amount: 20 }] },
  ],
};
const read = (typed: string) => (/^\d+(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : null);
const write = (hundredths: number) => (hundredths / 100).toFixed(2);
const figures: Figures = { languages: ["en", "de"], amountText: write, rateText: write, amount: read, rate: read };
const draft = draftOf(list, "first", figures);
const [[loaf, roll], bag] = [draft.groups[0]!.items as [Item, Item], draft.groups[1]!.items[0]!];
type Item = PriceDraft["groups"][number]["items"][number];
const faultsOf = (of: PriceDraft) => readDraft(of, figures).faults.map(({ key, what }) => [key, what]);
const listOf = (of: PriceDraft) => {
  const { list: said, faults } = readDraft(of, figures);
  expect(faults).toEqual([]);
  return v.parse(priceListSchema, said);
};

describe("a draft of the price list", () => {
  it("says what it was made of, also after it lay in the browser's store", () => {
    expect(listOf(draft)).toEqual(list);
    expect(listOf(v.parse(draftSchema, JSON.parse(JSON.stringify(draft))))).toEqual(list);
    expect(isSame(listOf(draft), list)).toBe(true);
    const turned = {
      ...list,
      groups: [{ name: { de: "Brot", en: "Bread" }, items: list.groups[0]!.items }, list.groups[1]!],
    };
    expect(isSame(turned, list)).toBe(true);
  });

  it("takes another price, name and class", () => {
    const changed = changeItem(draft, loaf.key, { amount: "4.50", name: { en: " Big  loaf ", de: "Laib" }, tax: null });
    expect(listOf(changed).groups[0]!.items[0]).toEqual({ name: { en: "Big loaf", de: "Laib" }, amount: 450 });
    expect(isSame(listOf(changed), list)).toBe(false);
  });

  it("keeps what was removed until it is signed, and puts it back where it was", () => {
    const without = changeItem(draft, loaf.key, { removed: true });
    expect(listOf(without).groups[0]!.items).toHaveLength(1);
    expect(countIn(without)).toEqual({ items: 2, groups: 2, taxes: 2 });
    expect(listOf(changeItem(without, loaf.key, { removed: false }))).toEqual(list);
    const noBread = changeGroup(draft, draft.groups[0]!.key, () => ({ removed: true }));
    expect(listOf(noBread).groups).toEqual([list.groups[1]]);
  });

  it("moves items and groups past those that stay", () => {
    expect(listOf(move(draft, roll.key, -1)).groups[0]!.items.map(({ amount }) => amount)).toEqual([60, 420]);
    expect(move(draft, roll.key, 1)).toEqual(draft);
    const three = changeItem(move(moveTo(draft, bag.key, draft.groups[0]!.key), bag.key, -1), bag.key, {
      removed: true,
    });
    expect(listOf(move(three, loaf.key, 1)).groups[0]!.items.map(({ amount }) => amount)).toEqual([60, 420]);
    expect(listOf(move(draft, draft.groups[1]!.key, -1)).groups[0]!.items[0]!.amount).toBe(20);
  });

  it("moves an item to another group", () => {
    const { groups } = listOf(moveTo(draft, loaf.key, draft.groups[1]!.key));
    expect(groups.map(({ items }) => items.map(({ amount }) => amount))).toEqual([[60], [20, 420]]);
  });

  it("names everything that is wrong, and keeps it as it was typed", () => {
    const half = changeItem(draft, loaf.key, { amount: "4,2", name: { en: "L".repeat(41), de: " " } });
    expect(faultsOf(half)).toEqual([
      [loaf.key, "amount"],
      [loaf.key, "longName"],
      [loaf.key, "noName"],
    ]);
    for (const amount of ["0", "", "100000", "-1"]) {
      expect(faultsOf(changeItem(draft, loaf.key, { amount }))).toEqual([[loaf.key, "amount"]]);
    }
    const [a, b] = draft.taxes;
    expect(faultsOf(changeTax(draft, b!.key, { label: "A" }))).toEqual([[b!.key, "labelTwice"]]);
    expect(faultsOf(changeTax(draft, a!.key, { label: "", rate: "101" }))).toEqual([
      [a!.key, "label"],
      [a!.key, "rate"],
    ]);
    expect(faultsOf(changeTax(draft, b!.key, { removed: true }))).toEqual([
      [loaf.key, "taxGone"],
      [roll.key, "taxGone"],
    ]);
  });

  it("carries a class's new label to its items", () => {
    const renamed = changeTax(draft, draft.taxes[1]!.key, { label: "R", rate: "7.50" });
    expect(listOf(renamed).groups[0]!.items.map(({ tax }) => tax)).toEqual(["R", "R"]);
    expect(listOf(renamed).taxes[1]).toEqual({ label: "R", rate: 750 });
  });

  it("begins what is new empty, under a key of its own", () => {
    const more = addItem(addTax(addGroup(draft)), draft.groups[0]!.key);
    const keys = [...more.taxes, ...more.groups, ...more.groups.flatMap(({ items }) => items)].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(more.groups[0]!.items.at(-1)).toMatchObject({ amount: "", tax: draft.taxes[1]!.key });
    // A group without a heading is none that is half named.
    expect(faultsOf(addGroup(draft))).toEqual([]);
    const half = changeGroup(draft, draft.groups[1]!.key, () => ({ name: { en: "Bags" } }));
    expect(faultsOf(half)).toEqual([[draft.groups[1]!.key, "noName"]]);
  });
});
