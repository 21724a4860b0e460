import * as v from "valibot";
import { type ClubLanguage, clubLanguages } from "#protocol/house/nouns.ts";
import { whole } from "#protocol/house/shapes.ts";
import { plainLine } from "#protocol/relay/plainText.ts";
import { type Names, PRICE_LIST, type PriceList } from "#protocol/voucher/priceList.ts";

/** A list on its way, as it was typed: half words and wrong amounts stay until they are put right. */
const removable = { key: whole, removed: v.optional(v.boolean()) };
const typedNames = v.record(v.picklist(clubLanguages), v.string());
const draftTax = v.object({ ...removable, label: v.string(), rate: v.string() });
const draftItem = v.object({
  ...removable,
  name: typedNames,
  amount: v.string(),
  /** The key of a class; null: none. */
  tax: v.nullable(whole),
});
const draftGroup = v.object({ ...removable, name: typedNames, items: v.array(draftItem) });
export const draftSchema = v.object({
  /** The version it began from. */
  base: v.string(),
  taxes: v.array(draftTax),
  groups: v.array(draftGroup),
});
export type DraftTax = v.InferOutput<typeof draftTax>;
export type DraftItem = v.InferOutput<typeof draftItem>;
export type DraftGroup = v.InferOutput<typeof draftGroup>;
export type PriceDraft = v.InferOutput<typeof draftSchema>;

/** How figures are written and read: hundredths of the currency, hundredths of a percent; null: it is none. */
export interface Figures {
  languages: readonly ClubLanguage[];
  amountText(hundredths: number): string;
  rateText(rate: number): string;
  amount(typed: string): number | null;
  rate(typed: string): number | null;
}

/** What is wrong with one part of a draft, named by its key. */
export type Fault =
  | { key: number; what: "noName" | "longName"; language: ClubLanguage }
  | { key: number; what: "amount" | "rate" | "label" | "labelTwice" | "taxGone" };

export function draftOf(list: PriceList, base: string, { amountText, rateText }: Figures): PriceDraft {
  let last = 0;
  const key = () => ++last;
  const taxes = list.taxes.map(({ label, rate }) => ({ key: key(), label, rate: rateText(rate) }));
  const keyOf = (label: string | undefined) => taxes.find((tax) => tax.label === label)?.key ?? null;
  const groups = list.groups.map(({ name = {}, items }) => ({
    key: key(),
    name,
    items: items.map((item) => ({
      key: key(),
      name: item.name,
      amount: amountText(item.amount),
      tax: keyOf(item.tax),
    })),
  }));
  return { base, taxes, groups };
}

/** The list that a draft says, and everything that keeps it from being one. */
export function readDraft(draft: PriceDraft, figures: Figures): { list: PriceList; faults: readonly Fault[] } {
  const { languages } = figures;
  const faults: Fault[] = [];
  const here = <T extends { removed?: boolean | undefined }>(all: readonly T[]) =>
    all.filter(({ removed }) => !removed);
  const readNames = (key: number, typed: Names): Names => {
    const names: Names = {};
    for (const language of languages) {
      const name = plainLine(typed[language] ?? "");
      if (name === "") faults.push({ key, what: "noName", language });
      else if (name.length > PRICE_LIST.name) faults.push({ key, what: "longName", language });
      names[language] = name;
    }
    return names;
  };
  const taxes = here(draft.taxes).map(({ key, label: typed, rate: typedRate }, i, all) => {
    const label = plainLine(typed);
    const rate = figures.rate(typedRate);
    if (label === "" || label.length > PRICE_LIST.label) faults.push({ key, what: "label" });
    else if (all.slice(0, i).some((other) => plainLine(other.label) === label)) {
      faults.push({ key, what: "labelTwice" });
    }
    if (rate === null || rate > PRICE_LIST.rate) faults.push({ key, what: "rate" });
    return { key, label, rate: rate ?? 0 };
  });
  const groups = here(draft.groups).map(({ key, name, items }) => ({
    ...(isNamed(name, languages) && { name: readNames(key, name) }),
    items: here(items).map((item) => {
      const amount = figures.amount(item.amount);
      const tax = taxes.find((one) => one.key === item.tax);
      if (amount === null || amount < 1 || amount > PRICE_LIST.amount) faults.push({ key: item.key, what: "amount" });
      if (item.tax !== null && tax === undefined) faults.push({ key: item.key, what: "taxGone" });
      const names = readNames(item.key, item.name);
      return { name: names, amount: amount ?? 0, ...(tax !== undefined && { tax: tax.label }) };
    }),
  }));
  const list = { taxes: taxes.map(({ label, rate }) => ({ label, rate })), groups };
  return { list, faults };
}

/** A heading may be left out, in all languages together. */
function isNamed(name: Names, languages: readonly ClubLanguage[]): boolean {
  return languages.some((language) => plainLine(name[language] ?? "") !== "");
}

/** Whether two lists say the same, in whatever order their names are kept. */
export function isSame(one: PriceList, other: PriceList): boolean {
  return plain(one) === plain(other);
}

function plain({ taxes, groups }: PriceList): string {
  const inAll = (names: Names | undefined) => clubLanguages.map((language) => names?.[language] ?? null);
  return JSON.stringify([
    taxes.map(({ label, rate }) => [label, rate]),
    groups.map(({ name, items }) => [inAll(name), items.map((item) => [inAll(item.name), item.amount, item.tax])]),
  ]);
}

/** How many are in the draft and stay. */
export function countIn({ groups, taxes }: PriceDraft): { items: number; groups: number; taxes: number } {
  const staying = groups.filter(({ removed }) => !removed);
  const items = staying.flatMap((group) => group.items).filter(({ removed }) => !removed);
  return { items: items.length, groups: staying.length, taxes: taxes.filter(({ removed }) => !removed).length };
}

function newKey({ taxes, groups }: PriceDraft): number {
  const all = [...taxes, ...groups, ...groups.flatMap(({ items }) => items)];
  return Math.max(0, ...all.map(({ key }) => key)) + 1;
}

export function addTax(draft: PriceDraft): PriceDraft {
  return { ...draft, taxes: [...draft.taxes, { key: newKey(draft), label: "", rate: "" }] };
}

export function addGroup(draft: PriceDraft): PriceDraft {
  return { ...draft, groups: [...draft.groups, { key: newKey(draft), name: {}, items: [] }] };
}

/** A new item is of the class of the one before it: mostly it is. */
export function addItem(draft: PriceDraft, group: number): PriceDraft {
  return changeGroup(draft, group, ({ items }) => ({
    items: [
      ...items,
      { key: newKey(draft), name: {}, amount: "", tax: items.at(-1)?.tax ?? draft.taxes[0]?.key ?? null },
    ],
  }));
}

export function changeTax(draft: PriceDraft, key: number, change: Partial<DraftTax>): PriceDraft {
  return { ...draft, taxes: draft.taxes.map((tax) => (tax.key === key ? { ...tax, ...change } : tax)) };
}

export function changeGroup(
  draft: PriceDraft,
  key: number,
  change: (group: DraftGroup) => Partial<DraftGroup>,
): PriceDraft {
  return {
    ...draft,
    groups: draft.groups.map((group) => (group.key === key ? { ...group, ...change(group) } : group)),
  };
}

export function changeItem(draft: PriceDraft, key: number, change: Partial<DraftItem>): PriceDraft {
  const groups = draft.groups.map((group) => ({
    ...group,
    items: group.items.map((item) => (item.key === key ? { ...item, ...change } : item)),
  }));
  return { ...draft, groups };
}

/** Moves an item or a group past the next one that stays, up (-1) or down (1); at the end it stays where it is. */
export function move(draft: PriceDraft, key: number, by: -1 | 1): PriceDraft {
  const groups = moved(draft.groups, key, by);
  return { ...draft, groups: groups.map((group) => ({ ...group, items: moved(group.items, key, by) })) };
}

function moved<T extends { key: number; removed?: boolean | undefined }>(all: T[], key: number, by: -1 | 1): T[] {
  const from = all.findIndex((one) => one.key === key);
  const one = all[from];
  if (one === undefined) return all;
  let to = from + by;
  while (all[to]?.removed) to += by;
  if (all[to] === undefined) return all;
  const rest = all.toSpliced(from, 1);
  return rest.toSpliced(to, 0, one);
}

/** Puts an item at the end of another group. */
export function moveTo(draft: PriceDraft, key: number, group: number): PriceDraft {
  const item = draft.groups.flatMap(({ items }) => items).find((one) => one.key === key);
  if (item === undefined) return draft;
  const groups = draft.groups.map((one) => {
    const items = one.items.filter((other) => other.key !== key);
    return { ...one, items: one.key === group ? [...items, item] : items };
  });
  return { ...draft, groups };
}
