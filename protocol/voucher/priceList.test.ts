import * as v from "valibot";
import { type hashTypedData, recoverTypedDataAddress } from "viem";
import { describe, expect, it } from "vitest";
import { contractNames } from "../abi/parts.ts";
import { signedBy, signer, someBread } from "./priceList.fixture.ts";
import {
  MAX_PRICE_LIST_BYTES,
  nameIn,
  nextPriceList,
  nextVersion,
  PRICE_LIST,
  type PriceList,
  priceListMessage,
  priceListSchema,
  type SignedPriceList,
  signedPriceListSchema,
  taxOf,
} from "./priceList.ts";

const contracts = Object.fromEntries(
  contractNames.map((name, i) => [name, `0x${(i + 1).toString(16).padStart(40, "0")}`]),
) as Record<(typeof contractNames)[number], `0x${string}`>;
const house = { chainId: 31337, contracts, club: { currency: { tokenName: "Practice yuan", voucherName: "Coffee" } } };
const [operator, helper, eve] = [signer("operator"), signer("helper"), signer("Eve")] as const;

const changed = (change: (list: PriceList) => void): PriceList => {
  const list = structuredClone(someBread);
  change(list);
  return list;
};

describe("a price list", () => {
  it("is one that can be shown and sold", () => {
    expect(v.parse(priceListSchema, someBread)).toEqual(someBread);
    expect(v.safeParse(priceListSchema, { taxes: [], groups: [] }).success).toBe(true);
  });

  it.each<[string, (list: PriceList) => void]>([
    ["a price of nothing", (list) => (list.groups[0]!.items[0]!.amount = 0)],
    ["a price below nothing", (list) => (list.groups[0]!.items[0]!.amount = -420)],
    ["a price between two hundredths", (list) => (list.groups[0]!.items[0]!.amount = 4.2)],
    ["a price that no till can key in", (list) => (list.groups[0]!.items[0]!.amount = PRICE_LIST.amount + 1)],
    ["a name of nothing", (list) => (list.groups[0]!.items[0]!.name.en = "")],
    ["no name", (list) => (list.groups[0]!.items[0]!.name = {})],
    ["a name that turns the writing around", (list) => (list.groups[0]!.items[0]!.name.en = "Loaf\u202e")],
    ["a name on two lines", (list) => (list.groups[0]!.items[0]!.name.en = "Lo\naf")],
    ["a long name", (list) => (list.groups[0]!.items[0]!.name.en = "L".repeat(PRICE_LIST.name + 1))],
    ["a class that is not there", (list) => (list.groups[0]!.items[0]!.tax = "C")],
    ["a class twice", (list) => list.taxes.push({ label: "A", rate: 0 })],
    ["a rate above everything", (list) => (list.taxes[0]!.rate = PRICE_LIST.rate + 1)],
    ["too many items", (list) => (list.groups[0]!.items = Array(PRICE_LIST.items).fill(list.groups[0]!.items[0]!))],
    ["too many groups", (list) => (list.groups = Array(PRICE_LIST.groups + 1).fill({ items: [] }))],
    ["too many classes", (list) => (list.taxes = Array.from({ length: 9 }, (_, i) => ({ label: `${i}`, rate: i })))],
  ])("holds no %s", (_, change) => {
    expect(v.safeParse(priceListSchema, changed(change)).success).toBe(false);
  });

  it("fits when it is as large as one may be", async () => {
    const name = {
      en: "界".repeat(PRICE_LIST.name),
      de: "界".repeat(PRICE_LIST.name),
      zh: "界".repeat(PRICE_LIST.name),
    };
    const items = Array(PRICE_LIST.items).fill({ name, amount: PRICE_LIST.amount, tax: "界".repeat(PRICE_LIST.label) });
    const taxes = Array.from({ length: PRICE_LIST.taxes }, (_, i) => ({
      label: "界".repeat(PRICE_LIST.label - (i === 0 ? 0 : 1)) + (i === 0 ? "" : i),
      rate: PRICE_LIST.rate,
    }));
    const groups = Array.from({ length: PRICE_LIST.groups }, (_, i) => ({ name, items: i === 0 ? items : [] }));
    const largest = await signedBy(operator, house, "9".repeat(19), v.parse(priceListSchema, { taxes, groups }));
    const wide = JSON.stringify({ ...largest, signature: `0x${"ab".repeat(1024)}` });
    expect(new TextEncoder().encode(wide).length).toBeLessThan(MAX_PRICE_LIST_BYTES);
    expect(v.safeParse(signedPriceListSchema, JSON.parse(wide)).success).toBe(true);
  });

  it("says a name in the language of the page, or in another one rather than none", () => {
    const [loaf] = someBread.groups[0]!.items;
    expect([nameIn(loaf!.name, "de"), nameIn(loaf!.name, "zh")]).toEqual(["Laib", "Loaf"]);
    expect(taxOf(someBread, loaf!)).toEqual({ label: "B", rate: 700 });
    expect(taxOf(someBread, someBread.groups[1]!.items[0]!)).toBeUndefined();
  });
});

describe("the signature of a price list", () => {
  it("is its signer's, in the house's own domain, over every word of it", async () => {
    const signed = await signedBy(operator, house, "7");
    const whose = (one: SignedPriceList, where = house) =>
      recoverTypedDataAddress({
        ...(priceListMessage(where, one) as Parameters<typeof hashTypedData>[0]),
        signature: signed.signature,
      });
    expect(priceListMessage(house, signed).domain).toMatchObject({
      name: "Runde Team",
      chainId: 31337,
      verifyingContract: contracts.Team,
    });
    expect(await whose(signed)).toBe(operator.address);
    for (const change of [
      (list: PriceList) => (list.groups[0]!.items[0]!.amount = 421),
      (list: PriceList) => (list.groups[0]!.items[0]!.name.de = "Leib"),
      (list: PriceList) => delete list.groups[0]!.items[0]!.tax,
      (list: PriceList) => (list.groups[0]!.name!.en = "Breads"),
      (list: PriceList) => (list.taxes[1]!.rate = 701),
      (list: PriceList) => list.groups.reverse(),
      (list: PriceList) => list.groups[0]!.items.pop(),
    ]) {
      expect(await whose({ ...signed, list: changed(change) })).not.toBe(operator.address);
    }
    expect(await whose({ ...signed, version: "8" })).not.toBe(operator.address);
    expect(await whose({ ...signed, by: eve.address })).not.toBe(operator.address);
    expect(await whose(signed, { ...house, chainId: 1 })).not.toBe(operator.address);
  });
});

describe("which list counts", () => {
  const may = new Set<string>();
  /** As a till asks: the signature by itself, the right by the chain. */
  const counts = async (one: SignedPriceList) => {
    const message = priceListMessage(house, one) as Parameters<typeof hashTypedData>[0];
    return may.has(one.by) && (await recoverTypedDataAddress({ ...message, signature: one.signature })) === one.by;
  };
  const next = (found: SignedPriceList[], known?: SignedPriceList) => nextPriceList(found, known, counts);
  const allow = (...who: { address: string }[]) => {
    may.clear();
    for (const { address } of who) may.add(address);
  };

  it("is the newest of somebody who may, whichever relay had it", async () => {
    allow(operator, helper);
    const [old, new_, strange] = await Promise.all([
      signedBy(operator, house, "5"),
      signedBy(helper, house, "6"),
      signedBy(eve, house, "9"),
    ]);
    expect(await next([old, strange, new_])).toBe(new_);
    expect(await next([old], new_)).toBeUndefined();
    expect(await next([new_], old)).toBe(new_);
    expect(await next([new_], new_)).toBeUndefined();
    expect(await next([strange])).toBeUndefined();
    expect(await next([])).toBeUndefined();
  });

  it("is no list that somebody changed after it was signed", async () => {
    allow(operator);
    const signed = await signedBy(operator, house, "5");
    const forged = { ...signed, version: "6" };
    expect(await next([forged, signed])).toBe(signed);
  });

  it("stays when its signer has left, until somebody signs who may, with whatever number", async () => {
    allow(operator, helper);
    const left = await signedBy(helper, house, "900000000000");
    expect(await next([left])).toBe(left);
    allow(operator);
    expect(await next([left], left)).toBeUndefined();
    expect(await next([left])).toBeUndefined();
    const after = await signedBy(operator, house, "6");
    expect(await next([left, after], left)).toBe(after);
  });

  it("stays when nobody says who may", async () => {
    const [one, other] = await Promise.all([signedBy(operator, house, "5"), signedBy(operator, house, "6")]);
    const silent = () => Promise.reject(new Error("nobody answers"));
    await expect(nextPriceList([other], one, silent)).rejects.toThrow("nobody answers");
  });

  it("has a number that rises, also where a clock was wrong", () => {
    expect(nextVersion(0n, 1_800_000_000)).toBe("1800000000");
    expect(nextVersion(1_800_000_000n, 1_800_000_000)).toBe("1800000001");
    expect(nextVersion(2_000_000_000n, 1_800_000_000)).toBe("2000000001");
  });
});
