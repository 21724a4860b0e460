import * as v from "valibot";
import { type ClubLanguage, clubLanguages } from "../house/nouns.ts";
import { address, bytesOf, whole } from "../house/shapes.ts";
import { type Signable, type SigningHouse, signable } from "../house/typedData.ts";
import { plainLine } from "../relay/plainText.ts";
import { recordHash } from "../relay/records.ts";

/** Bounds of a list: what fits on a tablet and is read with a queue waiting. */
export const PRICE_LIST = {
  items: 120,
  groups: 12,
  taxes: 8,
  /** Letters of a name. */
  name: 40,
  /** Letters of a tax class's label. */
  label: 12,
  /** Hundredths of the currency: what a till can key in. */
  amount: 9_999_999,
  /** Hundredths of a percent. */
  rate: 10_000,
} as const;

/** Bytes of a list with its signature, as it is sent: the largest one fits. */
export const MAX_PRICE_LIST_BYTES = 65_536;

const line = (longest: number) =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(longest),
    v.check((text) => plainLine(text) === text, "holds signs that nobody sees"),
  );

const names = v.pipe(
  v.record(v.picklist(clubLanguages), line(PRICE_LIST.name)),
  v.check((all) => Object.keys(all).length > 0, "has no name"),
);
/** One thing in the club's languages. */
export type Names = v.InferOutput<typeof names>;

const taxClass = v.object({
  label: line(PRICE_LIST.label),
  /** Hundredths of a percent: 1900 = 19 %. */
  rate: v.pipe(whole, v.minValue(0), v.maxValue(PRICE_LIST.rate)),
});
export type TaxClass = v.InferOutput<typeof taxClass>;

const item = v.object({
  name: names,
  /** Hundredths of the currency, tax contained. */
  amount: v.pipe(whole, v.minValue(1), v.maxValue(PRICE_LIST.amount)),
  /** A tax class's label; none: the club says nothing about it. */
  tax: v.optional(v.string()),
});
export type PriceItem = v.InferOutput<typeof item>;

const group = v.object({ name: v.optional(names), items: v.array(item) });
export type PriceGroup = v.InferOutput<typeof group>;

/** What the counter sells, in the order in which it is shown. */
export const priceListSchema = v.pipe(
  v.object({
    taxes: v.pipe(v.array(taxClass), v.maxLength(PRICE_LIST.taxes)),
    groups: v.pipe(v.array(group), v.maxLength(PRICE_LIST.groups)),
  }),
  v.check(({ groups }) => itemsOf({ groups }).length <= PRICE_LIST.items, "has too many items"),
  v.check(({ taxes }) => new Set(taxes.map(({ label }) => label)).size === taxes.length, "names a tax class twice"),
  v.check(
    ({ taxes, groups }) =>
      itemsOf({ groups }).every(({ tax }) => tax === undefined || taxes.some(({ label }) => label === tax)),
    "has an item of a tax class that is not there",
  ),
);
export type PriceList = v.InferOutput<typeof priceListSchema>;

/** `GET` and `POST /price-list`: the list and whose word it is; a later one replaces an earlier one. */
export const signedPriceListSchema = v.object({
  list: priceListSchema,
  /** The operator, or somebody of the team who may set prices. */
  by: address,
  /** The second it was signed in (UTC), and more than the one before it. Decimal. */
  version: v.pipe(v.string(), v.regex(/^\d{1,19}$/)),
  signature: bytesOf(1, 1_024),
});
export type SignedPriceList = v.InferOutput<typeof signedPriceListSchema>;

function itemsOf({ groups }: { groups: readonly PriceGroup[] }): PriceItem[] {
  return groups.flatMap(({ items }) => items);
}

/** What somebody signs for a list: every name, amount, class and place in it is in its hash. */
export function priceListMessage(
  house: SigningHouse,
  { list, by, version }: Omit<SignedPriceList, "signature">,
): Signable {
  const inAll = (all: Names | undefined) => clubLanguages.map((language) => all?.[language] ?? null);
  const plain = [
    list.taxes.map(({ label, rate }) => [label, rate]),
    list.groups.map(({ name, items }) => [
      inAll(name),
      items.map((one) => [inAll(one.name), one.amount, one.tax ?? null]),
    ]),
  ];
  return signable(house, "PriceList", {
    by,
    list: recordHash(JSON.stringify(plain)),
    items: itemsOf(list).length,
    version: BigInt(version),
  });
}

/** What a thing is called in a language, or in the first of the club's that has a name for it. */
export function nameIn(all: Names, language: ClubLanguage): string {
  return all[language] ?? Object.values(all)[0] ?? "";
}

/** The class that an item belongs to. */
export function taxOf({ taxes }: Pick<PriceList, "taxes">, { tax }: PriceItem): TaxClass | undefined {
  return taxes.find(({ label }) => label === tax);
}

/** @param known The newest version there is, as far as is known. */
export function nextVersion(known: bigint, now: number): string {
  return String(known >= BigInt(now) ? known + 1n : now);
}

/**
 * The list that counts from now on, of those that relays gave; undefined: the known one goes on. A list counts when its
 * signer may set prices at the moment it is first seen; it then stays until a later one counts. Only when its signer may
 * no longer does an earlier number replace it: whoever left cannot block the list with a number that nobody reaches.
 *
 * @param counts Whether its signer may set prices now and has signed exactly this; throws when nobody answers.
 */
export async function nextPriceList(
  found: readonly SignedPriceList[],
  known: SignedPriceList | undefined,
  counts: (list: SignedPriceList) => Promise<boolean>,
): Promise<SignedPriceList | undefined> {
  const byVersion = (one: SignedPriceList, other: SignedPriceList) =>
    BigInt(one.version) > BigInt(other.version) ? -1 : 1;
  for (const one of found.toSorted(byVersion)) {
    if (one.signature === known?.signature) continue;
    if (known !== undefined && BigInt(one.version) <= BigInt(known.version) && (await counts(known))) return undefined;
    if (await counts(one)) return one;
  }
  return undefined;
}
