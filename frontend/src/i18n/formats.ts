import { useLingui } from "@lingui/react";
import { createContext, useContext } from "react";
import { currencyDigits } from "#protocol/house/currencyDigits.ts";
import { type Language, localeOf } from "./language.ts";

export { currencyDigits };

/** What money is counted in; comes from the deployment file. */
export type MoneyUnit = { code: string; symbol: string; decimals: number };

export const MoneyUnitContext = createContext<MoneyUnit>({ code: "CNY", symbol: "¥", decimals: 6 });

/** Where the house is, such as "Asia/Shanghai"; undefined until it is known. */
export const ClubZoneContext = createContext<string | undefined>(undefined);

/** By whose clock dates are written; undefined: the reader's own. The server, which knows no reader, writes the house's. */
export const ReaderZoneContext = createContext<string | undefined>(undefined);

/** Whether a moment has another hour at the house than for the reader, by name of zone or not. */
export function isElsewhere(seconds: number, timeZone: string, readerZone?: string): boolean {
  const hourIn = (zone?: string) =>
    new Intl.DateTimeFormat("en", { ...dateKinds.dateTime, ...(zone && { timeZone: zone }) }).format(seconds * 1000);
  return hourIn(timeZone) !== hourIn(readerZone);
}

type MoneyOptions = {
  /** `auto`: no decimals when there are none. `always`: columns of a list. `never`: large round figures. */
  cents?: "auto" | "always" | "never";
  /** Show + as well as −. */
  signed?: boolean;
  /** €1.2m, 1,2 Mio. €, €123.5万 */
  compact?: boolean;
};

export type Formats = {
  money(amount: bigint, options?: MoneyOptions): string;
  /** Figures that are read beside each other have the same digits: with cents where one of them has some. */
  together<const Amounts extends readonly bigint[]>(amounts: Amounts): { [I in keyof Amounts]: string };
  /** Same without the currency sign, for input fields. */
  amount(amount: bigint): string;
  count(n: number | bigint): string;
  percent(share: number): string;
  /** 31 March 2026 */
  date(seconds: number): string;
  /** 31 Mar */
  day(seconds: number): string;
  month(seconds: number): string;
  /** Mar, 3月; in a row of twelve */
  shortMonth(seconds: number): string;
  time(seconds: number): string;
  /** Sun 29 Nov, 18:00; with the reader's zone behind it where the house's clocks show another hour. */
  dateTime(seconds: number): string;
  /** Sun 29 Nov, 18:00 China Time; without a zone: Sun 29 Nov, 05:00 GMT-5, by the reader's own clock. */
  zoned(seconds: number, timeZone?: string): string;
  /** in 5 days, 2 hours ago */
  relative(seconds: number, now: number): string;
  /** 2 days 4 hours; minutes below a day, seconds below an hour */
  duration(seconds: number): string;
  list(words: readonly string[]): string;
};

/** Formatters cost 0.16 ms each to make: one set per language, unit and zones, kept. */
const made = new Map<string, Formats>();

/**
 * @param timeZone By whose clock dates are written; left out: the reader's own.
 * @param clubZone Where the house is: a moment that has another hour there says its zone.
 */
export function formatsFor(language: Language, unit: MoneyUnit, timeZone?: string, clubZone?: string): Formats {
  const key = `${language} ${unit.code} ${unit.decimals} ${timeZone} ${clubZone}`;
  let formats = made.get(key);
  if (formats === undefined) {
    formats = makeFormats(localeOf[language], unit, timeZone, clubZone);
    made.set(key, formats);
  }
  return formats;
}

export function useFormat(): Formats {
  const { i18n } = useLingui();
  const unit = useContext(MoneyUnitContext);
  return formatsFor(i18n.locale as Language, unit, useContext(ReaderZoneContext), useContext(ClubZoneContext));
}

/** Exact decimal text of an amount in smallest units: no number in between. */
export function toDecimal(amount: bigint, decimals: number): `${number}` {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${amount < 0n ? "-" : ""}${whole}${part && `.${part}`}` as `${number}`;
}

function makeFormats(locale: string, unit: MoneyUnit, readerZone?: string, clubZone?: string): Formats {
  const byReader = readerZone === undefined ? {} : { timeZone: readerZone };
  const money = memo((kind: string) => {
    const [places, sign, compact] = kind.split(" ");
    const digits = Number(places);
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency: unit.code,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: digits,
      maximumFractionDigits: compact === "compact" ? 1 : digits,
      signDisplay: sign === "signed" ? "exceptZero" : "negative",
      ...(compact === "compact" ? { notation: "compact" as const } : {}),
    });
  });
  const plain = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: unit.decimals }));
  const count = once(() => new Intl.NumberFormat(locale));
  const percent = once(() => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }));
  const dates = memo(
    (kind: keyof typeof dateKinds) => new Intl.DateTimeFormat(locale, { ...dateKinds[kind], ...byReader }),
  );
  const zones = memo(
    (timeZone: string) =>
      new Intl.DateTimeFormat(locale, {
        ...dateKinds.dateTime,
        ...(timeZone === ""
          ? { ...byReader, timeZoneName: "shortOffset" }
          : { timeZone, timeZoneName: "shortGeneric" }),
      }),
  );
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  const list = once(() => new Intl.ListFormat(locale, { type: "conjunction" }));
  const units = memo(
    (name: DurationUnit) => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "long" }),
  );
  const at = (kind: keyof typeof dateKinds) => (seconds: number) => unbroken(dates(kind).format(seconds * 1000));
  const zoned = (seconds: number, timeZone = "") => unbroken(zones(timeZone).format(seconds * 1000));
  const atTheHouse = once(() => new Intl.DateTimeFormat(locale, { ...dateKinds.dateTime, timeZone: clubZone }));
  /** A deadline in the middle of a sentence is another one for whoever reads it elsewhere. */
  const dateTime = (seconds: number) => {
    const own = at("dateTime")(seconds);
    return clubZone === undefined || unbroken(atTheHouse().format(seconds * 1000)) === own ? own : zoned(seconds);
  };
  const usual = once(() => currencyDigits(unit));
  /** As many digits as people count in; more where the amount is finer: what is shown is what is booked. */
  const placesOf = (amount: bigint, cents: "auto" | "always") => {
    const part = toDecimal(amount, unit.decimals).split(".")[1] ?? "";
    return part === "" && cents === "auto" ? 0 : Math.max(usual(), part.length);
  };

  const written: Formats["money"] = (amount, { cents = "auto", signed = false, compact = false } = {}) => {
    const places = cents === "never" || compact ? 0 : placesOf(amount, cents);
    const format = money(`${places} ${signed ? "signed" : "-"} ${compact ? "compact" : "-"}`);
    return minus(format.format(toDecimal(amount, unit.decimals)));
  };

  return {
    money: written,
    together(amounts) {
      const cents = amounts.some((amount) => placesOf(amount, "auto") > 0) ? "always" : "auto";
      return amounts.map((amount) => written(amount, { cents })) as never;
    },
    amount: (amount) => plain().format(toDecimal(amount, unit.decimals)),
    count: (n) => count().format(n),
    percent: (share) => percent().format(share),
    date: at("date"),
    day: at("day"),
    month: at("month"),
    shortMonth: at("shortMonth"),
    time: at("time"),
    dateTime,
    zoned,
    relative(seconds, now) {
      const away = seconds - now;
      const [size, name] = largest(Math.abs(away));
      return relative().format(Math.round(away / size), name);
    },
    duration(seconds) {
      const parts = split(Math.max(0, Math.floor(seconds))).map(([n, name]) => units(name).format(n));
      return parts.join(locale.startsWith("zh") ? "" : " ");
    },
    list: (words) => list().format(words),
  };
}

const dateKinds = {
  date: { day: "numeric", month: "long", year: "numeric" },
  day: { day: "numeric", month: "short" },
  month: { month: "long", year: "numeric" },
  shortMonth: { month: "narrow" },
  time: { hour: "2-digit", minute: "2-digit" },
  dateTime: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type DurationUnit = "day" | "hour" | "minute" | "second";

const sizes = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
] as const;

function largest(seconds: number): readonly [number, Intl.RelativeTimeFormatUnit] {
  if (seconds >= 60 * 86_400) return [30.44 * 86_400, "month"];
  if (seconds >= 14 * 86_400) return [7 * 86_400, "week"];
  return sizes.find(([size]) => seconds >= size) ?? [1, "second"];
}

/** At most two neighbouring units, never an empty answer: "3 days 4 hours", "59 minutes 3 seconds", "0 seconds". */
function split(seconds: number): [number, DurationUnit][] {
  const first = sizes.findIndex(([size]) => seconds >= size);
  if (first < 0) return [[0, "second"]];
  let left = seconds;
  const parts: [number, DurationUnit][] = [];
  for (const [size, name] of sizes.slice(first, first + 2)) {
    const n = Math.floor(left / size);
    left -= n * size;
    if (n > 0) parts.push([n, name]);
  }
  return parts;
}

/** A day that is written with a full stop stays on the line of its month. */
function unbroken(date: string): string {
  return date.replace(/(?<=\d\.) /, "\u00a0");
}

/** A real minus sign is as wide as the digits. */
function minus(text: string): string {
  return text.replace("-", "−");
}

function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const kept = new Map<K, V>();
  return (key) => {
    let value = kept.get(key);
    if (value === undefined) {
      value = make(key);
      kept.set(key, value);
    }
    return value;
  };
}

/** The first one of its kind takes a phone 10 ms and more: what no page needs yet is not made. */
function once<V extends object | number>(make: () => V): () => V {
  let kept: V | undefined;
  return () => {
    kept ??= make();
    return kept;
  };
}
