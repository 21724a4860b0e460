import { useContext } from "react";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { MoneyUnitContext, useFormat } from "../i18n/formats.ts";

/** Money of the counter, counted in hundredths, always with its cents. */
export function useHundredths(): (hundredths: number | bigint) => string {
  const format = useFormat();
  const { decimals } = useContext(MoneyUnitContext);
  return (hundredths) => format.money(BigInt(hundredths) * unitsPerHundredth(decimals), { cents: "always" });
}
