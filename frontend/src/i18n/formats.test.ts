import { describe, expect, it } from "vitest";
import { currencyDigits, formatsFor, isElsewhere, toDecimal } from "./formats.ts";
import { isTooFine, parseAmount, parseMoney, parseWhole } from "./typedAmount.ts";

const yuan = { code: "CNY", symbol: "¥", decimals: 6 };
const yen = { code: "JPY", symbol: "¥", decimals: 18 };
const one = 1_000_000n;
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("money", () => {
  it.each([
    ["en", "¥1,234,567.50"],
    ["de", "1.234.567,50 ¥"],
    ["zh", "¥1,234,567.50"],
  ] as const)("is written as people of %s write it", (language, text) => {
    expect(plain(formatsFor(language, yuan).money(1_234_567n * one + 500_000n))).toBe(text);
  });

  it("keeps every digit of an amount no number can hold", () => {
    expect(toDecimal(123_456_789_012_345_678_901_234n, 6)).toBe("123456789012345678.901234");
    expect(toDecimal(-5n, 6)).toBe("-0.000005");
    expect(toDecimal(0n, 6)).toBe("0");
    expect(plain(formatsFor("en", yuan).money(9_007_199_254_740_993n * one))).toBe("¥9,007,199,254,740,993");
  });

  it("drops decimals only when there are none", () => {
    const { money } = formatsFor("en", yuan);
    expect(money(28n * one)).toBe("¥28");
    expect(money(28n * one + 500_000n)).toBe("¥28.50");
    expect(money(28n * one, { cents: "always" })).toBe("¥28.00");
  });

  it("shows what is booked: more digits than usual rather than another amount", () => {
    const { money } = formatsFor("en", yuan);
    expect(money(33n * one + 335_000n)).toBe("¥33.335");
    expect(money(33n * one + 335_000n, { cents: "always" })).toBe("¥33.335");
    expect(money(1n)).toBe("¥0.000001");
  });

  it("has as many digits as people count it in", () => {
    const { money } = formatsFor("en", yen);
    expect(currencyDigits(yen)).toBe(0);
    expect(currencyDigits({ ...yuan, decimals: 1 })).toBe(1);
    expect(money(28n * 10n ** 18n)).toBe("¥28");
    expect(money(28n * 10n ** 18n, { cents: "always" })).toBe("¥28");
    expect(money(285n * 10n ** 17n)).toBe("¥28.5");
  });

  it("has the same digits in figures that are read beside each other", () => {
    const { together } = formatsFor("en", yuan);
    expect(together([28n * one, 5n * one])).toEqual(["¥28", "¥5"]);
    expect(together([28n * one, 5n * one + 500_000n, 0n])).toEqual(["¥28.00", "¥5.50", "¥0.00"]);
    expect(formatsFor("en", yen).together([28n * 10n ** 18n, 0n])).toEqual(["¥28", "¥0"]);
  });

  it("shows direction with a real minus", () => {
    const { money } = formatsFor("en", yuan);
    expect(money(-28n * one)).toBe("−¥28");
    expect(money(28n * one, { signed: true })).toBe("+¥28");
    expect(money(0n, { signed: true })).toBe("¥0");
  });

  it("counts in ten thousands where people do", () => {
    expect(plain(formatsFor("zh", yuan).money(1_235_000n * one, { compact: true }))).toBe("¥123.5万");
    expect(plain(formatsFor("de", yuan).money(1_200_000n * one, { compact: true }))).toBe("1,2 Mio. ¥");
  });
});

describe("a typed amount", () => {
  it.each([
    ["1,234.50", "en", 1_234_500_000n],
    ["1.234,50", "de", 1_234_500_000n],
    ["1234,5", "de", 1_234_500_000n],
    [" 20 ", "zh", 20_000_000n],
    ["0.000001", "en", 1n],
    [".5", "en", 500_000n],
    [",5", "de", 500_000n],
    ["5.", "en", 5_000_000n],
    ["１００", "zh", 100_000_000n],
    ["１，０００．５", "zh", 1_000_500_000n],
  ] as const)("%s in %s is read", (typed, language, amount) => {
    expect(parseAmount(typed, language, 6)).toBe(amount);
  });

  it.each([
    ["", "en"],
    ["abc", "en"],
    ["-5", "en"],
    ["1.2.3", "en"],
    ["12,34", "en"], // a German comma in English: not guessed
    ["12.34", "de"],
    ["0.0000001", "en"], // finer than the unit
    ["1e3", "en"],
    [".", "en"],
    [",5", "en"],
    ["1,5.5", "en"],
    ["٣٣", "en"],
  ] as const)("%s in %s is refused", (typed, language) => {
    expect(parseAmount(typed, language, 6)).toBeNull();
  });
});

describe("typed money", () => {
  it.each([
    ["100", "en", 100],
    ["¥100", "en", 100],
    ["￥１００", "zh", 100],
    ["100元", "zh", 100],
    ["100 人民币", "zh", 100],
    ["CNY 1,000", "en", 1000],
    ["1.000 cny", "de", 1000],
    ["100 ¥", "de", 100],
  ] as const)("%s in %s is read", (typed, language, amount) => {
    expect(parseMoney(typed, language, yuan)).toBe(BigInt(amount) * one);
  });

  it.each([
    ["€100", "en"],
    ["100 $", "en"],
    ["100 apples", "en"],
    ["¥", "en"],
    ["元", "zh"],
    ["¥¥5", "en"],
    ["-¥5", "en"],
  ] as const)("%s in %s is refused", (typed, language) => {
    expect(parseMoney(typed, language, yuan)).toBeNull();
    expect(isTooFine(typed, language, yuan)).toBe(false);
  });

  it("finer than people count it is refused, and that is the reason that is told", () => {
    expect(parseMoney("33.33", "en", yuan)).toBe(33_330_000n);
    expect(parseMoney("33.335", "en", yuan)).toBeNull();
    expect(isTooFine("33.335", "en", yuan)).toBe(true);
    expect(parseMoney("33,335", "de", yuan)).toBeNull();
    expect(isTooFine("33,335", "de", yuan)).toBe(true);
    expect(isTooFine("33.33", "en", yuan)).toBe(false);
    expect(parseMoney("3", "en", yen)).toBe(3n * 10n ** 18n);
    expect(parseMoney("3.5", "en", yen)).toBeNull();
  });
});

describe("a number of something", () => {
  it("is read in the digits of an input method too, and not as what it is not", () => {
    expect(["12", " １２ ", "0"].map((typed) => parseWhole(typed))).toEqual([12, 12, 0]);
    expect(["", "1.5", "-1", "1e3", "٣", "九"].map((typed) => parseWhole(typed))).toEqual(Array(6).fill(undefined));
    expect([parseWhole("99", 99), parseWhole("100", 99), parseWhole("9".repeat(16))]).toEqual([
      99,
      undefined,
      undefined,
    ]);
  });
});

describe("time", () => {
  const en = formatsFor("en", yuan);

  it("never runs out of units", () => {
    expect(en.duration(2 * 86_400 + 4 * 3_600 + 59)).toBe("2 days 4 hours");
    expect(en.duration(3_600)).toBe("1 hour");
    expect(en.duration(61)).toBe("1 minute 1 second");
    expect(en.duration(59)).toBe("59 seconds");
    expect(en.duration(0)).toBe("0 seconds");
    expect(en.duration(-5)).toBe("0 seconds");
    expect(formatsFor("zh", yuan).duration(90_000)).toBe("1天1小时");
  });

  it("keeps the day and the month of a German date on one line", () => {
    const de = formatsFor("de", yuan);
    // Noon wherever the reader is: dates are told in their own time zone.
    const noon = new Date(2026, 2, 14, 12).getTime() / 1000;
    expect(de.date(noon)).toBe("14.\u00a0März 2026");
    expect(de.day(noon)).toBe("14.\u00a0März");
    expect(de.dateTime(noon)).toMatch(/^Sa\., 14\.\u00a0März, /);
    expect(en.date(noon)).toBe("14 March 2026");
  });

  it("names the zone where the house's clocks show another hour than the reader's", () => {
    const noon = Date.UTC(2026, 11, 3, 4) / 1000;
    expect(en.zoned(noon, "Asia/Shanghai")).toBe("Thu 3 Dec, 12:00 China Time");
    expect(en.zoned(noon)).toMatch(/^\w{3} [23] Dec, \d\d:\d\d (GMT([+−-]\d.*)?|UTC)$/);
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(isElsewhere(noon, own)).toBe(false);
    const offset = new Date(noon * 1000).getTimezoneOffset();
    expect(isElsewhere(noon, offset === -480 ? "America/New_York" : "Asia/Shanghai")).toBe(true);
  });

  it("has its zone in every sentence where the reader's clocks show another hour than the house's", () => {
    const noon = Date.UTC(2026, 11, 3, 4) / 1000;
    const inNewYork = formatsFor("en", yuan, "America/New_York", "Asia/Shanghai");
    expect(inNewYork.dateTime(noon)).toBe("Wed 2 Dec, 23:00 GMT-5");
    expect(formatsFor("de", yuan, "America/New_York", "Asia/Shanghai").dateTime(noon)).toBe(
      "Mi., 2.\u00a0Dez., 23:00 GMT-5",
    );
    expect(formatsFor("en", yuan, "Asia/Singapore", "Asia/Shanghai").dateTime(noon)).toBe("Thu 3 Dec, 12:00");
    expect(formatsFor("en", yuan, "America/New_York").dateTime(noon)).toBe("Wed 2 Dec, 23:00");
    // As far apart as summer is from winter.
    const london = formatsFor("en", yuan, "Europe/London", "Africa/Abidjan");
    expect(london.dateTime(noon)).toBe("Thu 3 Dec, 04:00");
    expect(london.dateTime(Date.UTC(2026, 6, 3, 4) / 1000)).toMatch(/^Fri 3 Jul, 05:00 (GMT\+1|BST)$/);
  });

  it("says how far away in the largest sensible unit", () => {
    expect(en.relative(1_000, 1_000 + 7_200)).toBe("2 hours ago");
    expect(en.relative(86_400 * 5, 0)).toBe("in 5 days");
    expect(en.relative(0, 0)).toBe("now");
    expect(formatsFor("de", yuan).relative(86_400, 0)).toBe("morgen");
  });
});
