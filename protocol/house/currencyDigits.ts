/**
 * How finely people count a money: 2 digits of most, 0 of yen; never finer than what it is counted in on chain.
 *
 * @param code ISO 4217.
 * @param decimals Of the token.
 */
export function currencyDigits({ code, decimals }: { code: string; decimals: number }): number {
  const { maximumFractionDigits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: code,
  }).resolvedOptions();
  return Math.min(maximumFractionDigits ?? 2, decimals);
}
