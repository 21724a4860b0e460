import { currencyDigits, type MoneyUnit } from "./formats.ts";
import { type Language, localeOf } from "./language.ts";

/**
 * Reads a number that a person typed, with the separators of their language ("1.234,50", "1,234.50", "1234.5", ".5"), in
 * full-width digits too. Null when it is none, or finer than `decimals`: nothing is guessed or rounded.
 */
export function parseAmount(typed: string, language: Language, decimals: number): bigint | null {
  const [group, point] = language === "de" ? [".", ","] : [",", "."];
  // NFKC makes １００．５ of an input method into 100.5.
  const text = typed.normalize("NFKC").replace(/[\s\u00a0\u202f'’]/g, "");
  const escaped = group === "." ? "\\." : group;
  const grouped = new RegExp(`^\\d{1,3}(${escaped}\\d{3})+$`);
  const [whole = "", part = "", ...rest] = text.split(point);
  if (rest.length > 0 || whole + part === "" || part.length > decimals || !/^\d*$/.test(part)) return null;
  if (!/^\d*$/.test(whole) && !grouped.test(whole)) return null;
  return BigInt(whole.replaceAll(group, "") + part.padEnd(decimals, "0"));
}

/** Reads a count or the number of something, in full-width digits too; undefined when it is none, or more than `most`. */
export function parseWhole(typed: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const text = typed.normalize("NFKC").trim();
  return /^\d{1,16}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}

/** Reads a share of a hundred, in hundredths of a percent, with or without its sign. */
export function parsePercent(typed: string, language: Language): bigint | null {
  return parseAmount(typed.normalize("NFKC").replace("%", ""), language, 2);
}

/** Reads an amount of money, in smallest units, with or without the currency's own sign on either side. */
export function parseMoney(typed: string, language: Language, unit: MoneyUnit): bigint | null {
  const digits = currencyDigits(unit);
  const amount = parseAmount(withoutSign(typed, unit), language, digits);
  return amount === null ? null : amount * 10n ** BigInt(unit.decimals - digits);
}

/** Whether it is a number, only finer than people count this money: that is said, and nothing is rounded. */
export function isTooFine(typed: string, language: Language, unit: MoneyUnit): boolean {
  const text = withoutSign(typed, unit);
  return parseAmount(text, language, 100) !== null && parseAmount(text, language, currencyDigits(unit)) === null;
}

/** What people write beside a number, where no table of the browser has it. */
const spokenSigns: Readonly<Record<string, readonly string[]>> = { CNY: ["元", "圆"], JPY: ["円", "元"] };

function withoutSign(typed: string, { code, symbol }: MoneyUnit): string {
  const text = typed.normalize("NFKC").trim();
  const displays = ["symbol", "narrowSymbol", "name"] as const;
  const told = Object.values(localeOf).flatMap((locale) =>
    displays.flatMap((currencyDisplay) =>
      [1, 2].map((n) => {
        const parts = new Intl.NumberFormat(locale, {
          style: "currency",
          currency: code,
          currencyDisplay,
        }).formatToParts(n);
        return parts.find(({ type }) => type === "currency")?.value ?? "";
      }),
    ),
  );
  const signs = [code, symbol, ...told, ...(spokenSigns[code] ?? [])].map((sign) =>
    sign.normalize("NFKC").toLowerCase(),
  );
  const lower = text.toLowerCase();
  for (const sign of signs.filter(Boolean).toSorted((a, b) => b.length - a.length)) {
    if (lower.startsWith(sign)) return text.slice(sign.length);
    if (lower.endsWith(sign)) return text.slice(0, -sign.length);
  }
  return text;
}
