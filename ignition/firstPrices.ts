import { z } from "zod";
import { type ClubLanguage, clubLanguages } from "#protocol/house/nouns.ts";
import { plainLine } from "#protocol/relay/plainText.ts";
import { type Names, PRICE_LIST, type PriceList } from "#protocol/voucher/priceList.ts";
import type { ClubWords } from "./clubWords.ts";

/** In every language of the club. */
const names = z.partialRecord(z.enum(clubLanguages), z.string());

/** What the counter sells until somebody who may has signed another list. */
export const firstPrices = z.strictObject({
  taxes: z.array(
    z.strictObject({
      label: z.string(),
      /** Percent: 19, or 5.5. */
      rate: z.number(),
    }),
  ),
  groups: z.array(
    z.strictObject({
      name: z.optional(names),
      items: z.array(
        z.strictObject({
          name: names,
          /** Whole units of the currency, tax contained: "28.00". */
          amount: z.string().regex(/^\d+(\.\d+)?$/, { error: "is no amount like 28.00", abort: true }),
          /** The label of its tax class, if the club says one. */
          tax: z.optional(z.string()),
        }),
      ),
    }),
  ),
});
export type FirstPrices = z.infer<typeof firstPrices>;

const languageNames: Record<ClubLanguage, string> = { en: "English", de: "German", zh: "Chinese" };

type Complaint = readonly [place: readonly (string | number)[], why: string];

/**
 * What cannot be in a first price list, each with its place.
 *
 * @param finest How many decimals the currency's prices may have, and what is said of more.
 */
export function priceComplaints(
  { taxes, groups }: FirstPrices,
  languages: readonly ClubLanguage[],
  finest: { digits: number; why: string },
): Complaint[] {
  const complaints: Complaint[] = [];
  const must = (holds: boolean, place: Complaint[0], why: string) => {
    if (!holds) complaints.push([place, why]);
  };
  const labels = taxes.map(({ label }) => label);
  const mustName = (all: Names, place: Complaint[0]) => {
    for (const language of languages) {
      const name = all[language];
      if (name === undefined) must(false, place, `has no name in ${languageNames[language]}: write ${language}`);
      else must(isLine(name, PRICE_LIST.name), [...place, language], mustBeLine(PRICE_LIST.name));
    }
    for (const language of clubLanguages) {
      const isSpoken = languages.includes(language) || all[language] === undefined;
      must(isSpoken, [...place, language], "is a language that the club does not speak");
    }
  };
  must(taxes.length <= PRICE_LIST.taxes, ["taxes"], `has more than ${PRICE_LIST.taxes} tax classes`);
  must(groups.length <= PRICE_LIST.groups, ["groups"], `has more than ${PRICE_LIST.groups} groups`);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  must(count <= PRICE_LIST.items, ["groups"], `has more than ${PRICE_LIST.items} items`);
  must(count > 0, ["groups"], "sells nothing: name one item, or leave prices out");
  for (const [i, { label, rate }] of taxes.entries()) {
    must(isLine(label, PRICE_LIST.label), ["taxes", i, "label"], mustBeLine(PRICE_LIST.label));
    must(labels.indexOf(label) === i, ["taxes", i, "label"], "names a tax class twice");
    const isRate = rate >= 0 && rate <= 100 && Math.abs(rate * 100 - inHundredths(rate)) < 1e-6;
    must(isRate, ["taxes", i, "rate"], "is no percentage between 0 and 100 with at most two decimals");
  }
  for (const [g, { name, items }] of groups.entries()) {
    if (name !== undefined) mustName(name, ["groups", g, "name"]);
    for (const [i, item] of items.entries()) {
      const place = ["groups", g, "items", i];
      mustName(item.name, [...place, "name"]);
      must(partOf(item.amount) <= finest.digits, [...place, "amount"], finest.why);
      must(Number(item.amount) > 0, [...place, "amount"], "is nothing");
      const most = PRICE_LIST.amount;
      must(inHundredths(Number(item.amount)) <= most, [...place, "amount"], `is more than ${most / 100}`);
      const known = item.tax === undefined || labels.includes(item.tax);
      must(
        known,
        [...place, "tax"],
        `is no tax class of this list${labels.length > 0 ? `: ${labels.join(", ")}` : ""}`,
      );
    }
  }
  return complaints;
}

/** The first list as everybody reads it; without one of the club's own what its vouchers are good for, at its price. */
export function firstPriceList(club: {
  prices?: FirstPrices;
  unitPrice: string;
  languages: readonly ClubLanguage[];
  words: Partial<Record<ClubLanguage, Pick<ClubWords, "nouns">>>;
}): PriceList {
  const { prices, unitPrice, languages, words } = club;
  if (prices === undefined) {
    const named = languages.map((language): [ClubLanguage, string] => [language, tileIn(words[language])]);
    return { taxes: [], groups: [{ items: [{ name: Object.fromEntries(named), amount: hundredthsOf(unitPrice) }] }] };
  }
  return {
    taxes: prices.taxes.map(({ label, rate }) => ({ label, rate: inHundredths(rate) })),
    groups: prices.groups.map(({ name, items }) => ({
      ...(name !== undefined && { name }),
      items: items.map(({ amount, ...item }) => ({ ...item, amount: hundredthsOf(amount) })),
    })),
  };
}

/** The counter's key for one of it, without the signs where a long word may break. */
function tileIn(words: Pick<ClubWords, "nouns"> | undefined): string {
  const tile = words?.nouns.tile;
  if (tile === undefined) return "";
  return plainLine("word" in tile ? tile.word : "nominative" in tile ? tile.nominative : tile.singular);
}

/** How many decimals an amount really has: 28.00 has none. */
export const partOf = (amount: string): number => (amount.split(".")[1] ?? "").replace(/0+$/, "").length;
const inHundredths = (figure: number): number => Math.round(figure * 100);
const hundredthsOf = (amount: string): number => inHundredths(Number(amount));
const isLine = (text: string, longest: number): boolean =>
  text !== "" && text.length <= longest && plainLine(text) === text;
const mustBeLine = (longest: number) =>
  `must be one line of at most ${longest} letters, without signs that nobody sees`;
